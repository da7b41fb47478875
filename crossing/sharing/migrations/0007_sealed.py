"""What people wrote in sharing is sealed; a frozen copy under a key of its own.

`answers` was jsonb and is text now, so the policy by which whoever asks puts an empty row there is
made anew around it.
"""

from django.db import migrations

from crossing.database.sealed import SealedJSON, SealedText
from crossing.database.sealing import SealRows
from crossing.database.security import either, places, policies

SEALED = {
    "informationrequest": {
        "identity_check": SealedText(blank=True),
        "as_known": SealedText(blank=True),
        "offence": SealedText(blank=True),
        "wanted": SealedText(),
        "why": SealedText(),
        "if_not_given": SealedText(),
        "authority_refused_reason": SealedText(blank=True),
    },
    "reply": {
        "reason": SealedText(blank=True),
        "would_change": SealedText(blank=True),
    },
    "deliberation": {
        "answers": SealedJSON(default=dict),
        "returned_reason": SealedText(blank=True),
    },
    "deliberationitem": {
        "title": SealedText(),
        "text": SealedText(),
        "reason": SealedText(blank=True),
        "found": SealedJSON(default=list),
    },
    "decision": {
        "reason_kept": SealedText(),
        "reason_told": SealedText(blank=True),
        "law": SealedJSON(default=dict),
        "answer": SealedJSON(default=dict),
        "items": SealedJSON(default=list),
    },
    "disclosure": {
        "handling_note": SealedText(blank=True),
        "retention": SealedText(blank=True),
        "closed_reason": SealedText(blank=True),
    },
    "discloseditem": {
        "title": SealedText(),
        "text": SealedText(),
    },
    "receipt": {
        "text": SealedText(blank=True),
    },
    "unsealing": {
        "reason": SealedText(),
    },
    "question": {
        "text": SealedText(),
        "answer": SealedText(blank=True),
    },
}
OWNER = {
    "informationrequest": ("asker_id", "holder_id"),  # the first that is there
    "reply": ("holder_id",),
    "disclosure": ("sender_id",),
    "question": ("from_org_id",),
    "discloseditem": ("sender_id", "recipient_id"),
}
COPY = {"discloseditem": "disclosure_id"}
ASKS = either(places("r.asker_id", "shared.see"), places("r.asker_id", "request.authorise"))
ASKED_THEM = """child_id IS NULL AND status = 'new' AND answers = {empty} AND ended_at IS NULL
  AND NOT outside AND EXISTS (
  SELECT 1 FROM sharing_informationrequest r
  WHERE r.id = sharing_deliberation.request_id AND r.holder_id = sharing_deliberation.org_id
  AND r.asker_id = sharing_deliberation.recipient_id AND """


def asked_with(empty: str) -> list[str]:
    """The policy, with this as the empty answers."""
    asked = ASKED_THEM.format(empty=empty) + ASKS + ")"
    insert = either(places("org_id", "decision.see"), asked)
    return policies("sharing_deliberation", {"insert": insert})


class Migration(migrations.Migration):
    dependencies = [("sharing", "0006_steps"), ("records", "0003_sealed")]
    operations = [
        migrations.RunSQL("DROP POLICY sharing_deliberation_insert ON sharing_deliberation"),
        *[
            migrations.AlterField(table, column, field)
            for table, columns in SEALED.items()
            for column, field in columns.items()
        ],
        migrations.RunSQL(asked_with("'{}'")),
        *[
            SealRows(
                f"sharing_{table}",
                *columns,
                owner=OWNER.get(table, ("org_id",)),
                copy=COPY.get(table, ""),
            )
            for table, columns in SEALED.items()
        ],
    ]
