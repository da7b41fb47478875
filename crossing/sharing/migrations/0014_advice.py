"""Advice about a decision in the making: beside it for whoever may see it, a sealed child's for few."""

from django.db import migrations

from crossing.database.composite import SameOwner
from crossing.database.security import both, either, mine, places, policies

BESIDE = both(
    either(places("org_id", "decision.see"), places("org_id", "outside.see")),
    """EXISTS (SELECT 1 FROM sharing_deliberation d WHERE d.id = records_advice.deliberation
  AND (d.child_id IS NULL OR EXISTS (SELECT 1 FROM records_child c WHERE c.id = d.child_id)))""",
)
RULES = {"select": BESIDE, "insert": both(BESIDE, mine("asked_by_id"))}


class Migration(migrations.Migration):
    dependencies = [("sharing", "0013_families"), ("records", "0006_advice")]
    operations = [
        SameOwner("records_advice", "deliberation", "sharing_deliberation"),
        migrations.RunSQL(policies("records_advice", RULES, "deciding"), migrations.RunSQL.noop),
    ]
