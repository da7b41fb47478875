"""Row security of sharing: who asked, who holds, who received. docs/security.md tells it in words."""

from django.db import migrations

from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Open, Secure, both, either, mine, places

# Those who work on the case, and the authoriser, who sees the question and no answer.
ASKS = either(places("asker_id", "shared.see"), places("asker_id", "request.authorise"))
ANSWERED = places("asker_id", "shared.see")
HOLDS = places("holder_id", "shared.see")
DECIDES = places("org_id", "decision.see")
WRITES_DECISION = both(
    DECIDES,
    either(
        *(places("org_id", p) for p in ("sharing.decide", "sharing.propose", "sharing.confirm"))
    ),
)
OPEN_OR_UNSEALED = """EXISTS (
  SELECT 1 FROM sharing_disclosure d WHERE d.id = sharing_discloseditem.disclosure_id
  AND ((d.closed_at IS NULL AND d.ends_at > (SELECT app_now())) OR EXISTS (
    SELECT 1 FROM sharing_unsealing u WHERE u.disclosure_id = d.id
    AND u.account_id = (SELECT acting_person()) AND u.until > (SELECT app_now()))))"""
SENDS_ITEM = f"""EXISTS (
  SELECT 1 FROM sharing_disclosure d WHERE d.id = sharing_discloseditem.disclosure_id
  AND {places("d.sender_id", "decision.see")})"""
SENDS_ITEM_NOW = both(
    SENDS_ITEM,  # a copy that was decided upon is frozen
    """NOT EXISTS (
  SELECT 1 FROM sharing_decision x WHERE x.disclosure_id = sharing_discloseditem.disclosure_id)""",
)
# A decision about a sealed child is there for those alone who may see the child.
CHILD_SEEN = """(sharing_decision.child_id IS NULL OR EXISTS (
  SELECT 1 FROM records_child c WHERE c.id = sharing_decision.child_id))"""
DISCLOSURE_SEEN = "EXISTS (SELECT 1 FROM sharing_disclosure d WHERE d.id = {}.disclosure_id)"
# Whoever asks puts an empty row there, and nothing in it.
ASKED_THEM = f"""child_id IS NULL AND status = 'new' AND answers = '{{}}'::jsonb AND ended_at IS NULL
  AND NOT outside AND EXISTS (
  SELECT 1 FROM sharing_informationrequest r
  WHERE r.id = sharing_deliberation.request_id AND r.holder_id = sharing_deliberation.org_id
  AND r.asker_id = sharing_deliberation.recipient_id AND {either(*(places("r.asker_id", p) for p in ("shared.see", "request.authorise")))})"""
# The holder answers the question that it was asked, in its own name.
ANSWERS_IT = """EXISTS (
  SELECT 1 FROM sharing_informationrequest r WHERE r.id = sharing_reply.request_id
  AND r.holder_id = sharing_reply.holder_id
  AND r.asker_id IS NOT DISTINCT FROM sharing_reply.asker_id)"""
# A question back goes from the one to the other side of what it is about.
BETWEEN_THEM = """EXISTS (
  SELECT 1 FROM sharing_informationrequest r WHERE r.id = sharing_question.request_id
  AND r.holder_id = sharing_question.from_org_id AND r.asker_id = sharing_question.to_org_id)
  OR EXISTS (
  SELECT 1 FROM sharing_disclosure d WHERE d.id = sharing_question.disclosure_id
  AND d.recipient_id = sharing_question.from_org_id AND d.sender_id = sharing_question.to_org_id)"""
FROM_OR_TO = either(places("from_org_id", "shared.see"), places("to_org_id", "shared.see"))
# So are the words from a sealed child's record that somebody thinks of sharing.
WORDS_SEEN = """EXISTS (
  SELECT 1 FROM sharing_deliberation d WHERE d.id = sharing_deliberationitem.deliberation_id
  AND (d.child_id IS NULL OR EXISTS (SELECT 1 FROM records_child c WHERE c.id = d.child_id)))"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0001_initial"),
        ("records", "0002_locks"),
        ("partnership", "0002_locks"),
    ]
    operations = [
        OwnKey("sharing_deliberation"),
        SameOwner("sharing_askedabout", "child_id", "records_child"),
        SameOwner("sharing_deliberation", "child_id", "records_child"),
        SameOwner("sharing_decision", "child_id", "records_child"),
        SameOwner("sharing_decision", "deliberation_id", "sharing_deliberation"),
        SameOwner("sharing_deliberationitem", "deliberation_id", "sharing_deliberation"),
        SameOwner("sharing_connection", "deliberation_id", "sharing_deliberation"),
        Open("sharing_legalrule", "select"),
        Secure(
            "sharing_informationrequest",
            select=either(ASKS, both(HOLDS, "sent_at IS NOT NULL")),
            insert=either(
                places("asker_id", "request.ask"),
                both("asker_id IS NULL", places("holder_id", "shared.see")),
            ),
            update=either(ASKS, both(HOLDS, "sent_at IS NOT NULL")),
            columns=(
                "status",
                "sent_at",
                "due_at",
                "ended_at",
                "authorised_by_name",
                "authorised_at",
                "authority_refused_by_name",
                "authority_refused_reason",
            ),
        ),
        Secure(
            "sharing_askedabout",
            select=places("org_id", "shared.see"),
            insert=places("org_id", "request.ask"),
            once=True,
        ),
        Secure(
            "sharing_reply",
            select=either(ANSWERED, HOLDS),
            insert=both(places("holder_id", "decision.see"), ANSWERS_IT),
            once=True,
        ),
        Secure(
            "sharing_deliberation",
            select=DECIDES,
            insert=either(DECIDES, ASKED_THEM),
            update=DECIDES,
        ),
        Secure(
            "sharing_deliberationitem",
            **{
                verb: both(DECIDES, WORDS_SEEN) for verb in ("select", "insert", "update", "delete")
            },
        ),
        Secure("sharing_connection", select=DECIDES, insert=both(DECIDES, mine("account_id"))),
        Secure(
            "sharing_decision",
            select=both(DECIDES, either(CHILD_SEEN, places("org_id", "clocks.keep"))),
            insert=both(WRITES_DECISION, mine("decided_by_id")),
            once=True,
        ),
        Secure(
            "sharing_disclosure",
            select=either(places("sender_id", "shared.see"), places("recipient_id", "shared.see")),
            insert=places("sender_id", "decision.see"),
            update=places("sender_id", "decision.see"),
            columns=("closed_at", "closed_by_name", "closed_reason"),
        ),
        Secure(
            "sharing_arrival",
            select=places("org_id", "shared.see"),
            insert="EXISTS (SELECT 1 FROM sharing_disclosure d WHERE"
            " d.id = sharing_arrival.disclosure_id AND d.recipient_id = sharing_arrival.org_id"
            f" AND {places('d.sender_id', 'decision.see')})",
            delete=places("org_id", "shared.see"),
        ),
        Secure(
            "sharing_unsealing",
            select=mine("account_id"),
            insert=both(places("org_id", "shared.see"), mine("account_id")),
        ),
        Secure("sharing_discloseditem", select=OPEN_OR_UNSEALED, insert=SENDS_ITEM_NOW),
        Secure(
            "sharing_receipt",
            select=DISCLOSURE_SEEN.format("sharing_receipt"),
            insert=both(
                places("org_id", "shared.see"),
                mine("account_id"),
                "EXISTS (SELECT 1 FROM sharing_disclosure d WHERE d.id = sharing_receipt.disclosure_id"
                " AND d.recipient_id = sharing_receipt.org_id)",
            ),
            once=True,
        ),
        Secure(
            "sharing_question",
            select=FROM_OR_TO,
            insert=both(places("from_org_id", "shared.see"), BETWEEN_THEM),
            update=places("to_org_id", "shared.see"),
            columns=("answer", "answered_by_name", "answered_at"),
        ),
    ]
