"""Whoever keeps records may say that an entry is about a different child; a second person who decides
confirms it. And those who see the move see who was told of it, and who has not seen it yet."""

import django.db.models.deletion
from django.db import migrations, models

from crossing.database.composite import SameOwner
from crossing.database.security import both, either, mine, places, policies


def child(column):
    return f"EXISTS (SELECT 1 FROM records_child c WHERE c.id = records_move.{column})"


SEEN = both(
    places("org_id", "content.see"),
    child("from_child_id"),
    either("to_child_id IS NULL", child("to_child_id")),
)
KEEPS, DECIDES = places("org_id", "child.record"), places("org_id", "concern.decide")
BY_TWO = either(
    "status = 'asked'",
    both(
        mine("ended_by_id"),
        either("status = 'refused'", both(DECIDES, "asked_by_id <> ended_by_id")),
    ),
)
ENDS = either(DECIDES, both(KEEPS, mine("asked_by_id")))
ASK = "ALTER POLICY records_move_insert ON records_move WITH CHECK ({0})"
END = "ALTER POLICY records_move_update ON records_move USING ({0}) WITH CHECK ({0})"
ASKED = (mine("asked_by_id"), "status = 'asked'")
TOLD = both(
    places("org_id", "content.see"),
    "EXISTS (SELECT 1 FROM records_move m WHERE m.id = records_movednotice.move_id)",
)


class Migration(migrations.Migration):
    dependencies = [("records", "0007_before")]
    operations = [
        migrations.AddField(
            model_name="movednotice",
            name="move",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.move",
            ),
        ),
        SameOwner("records_movednotice", "move_id", "records_move"),
        migrations.RunSQL(
            [
                ASK.format(both(SEEN, KEEPS, *ASKED)),
                END.format(both(SEEN, ENDS, BY_TWO)),
                *policies("records_movednotice", {"select": TOLD}, "told"),
            ],
            [
                ASK.format(both(SEEN, DECIDES, *ASKED)),
                END.format(both(SEEN, DECIDES, BY_TWO)),
                "DROP POLICY records_movednotice_select_told ON records_movednotice",
            ],
        ),
    ]
