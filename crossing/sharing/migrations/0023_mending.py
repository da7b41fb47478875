"""Somebody outside Crossing cannot acknowledge a correction: the sender writes down who was told."""

from django.db import migrations

from crossing.database.security import both, either, mine, places, policies

TABLE = "sharing_correctionreceipt"
MENDS = either(*(places("org_id", f"sharing.{verb}") for verb in ("decide", "propose", "confirm")))
OUTSIDE = (
    f"EXISTS (SELECT 1 FROM sharing_correction c WHERE c.id = {TABLE}.correction_id"
    f" AND c.sender_id = {TABLE}.org_id AND c.recipient_id IS NULL)"
)
TOLD = both(places("org_id", "decision.see"), MENDS, mine("account_id"), OUTSIDE)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0022_second")]
    operations = [
        migrations.RunSQL(
            policies(TABLE, {"insert": TOLD}, "told"),
            [f"DROP POLICY {TABLE}_insert_told ON {TABLE}"],
        )
    ]
