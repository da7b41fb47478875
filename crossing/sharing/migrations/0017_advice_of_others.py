"""Advice about a decision is not there for somebody who is personally connected to the family: a late
answer is chased at those who lead, with the address of the question."""

from django.db import migrations

from crossing.database.security import both, either, mine, places

BESIDE = both(
    either(places("org_id", "decision.see"), places("org_id", "outside.see")),
    """EXISTS (SELECT 1 FROM sharing_deliberation d WHERE d.id = records_advice.deliberation
  AND (d.child_id IS NULL OR EXISTS (SELECT 1 FROM records_child c WHERE c.id = d.child_id)))""",
)
NOT_MY_FAMILY = f"""NOT EXISTS (
  SELECT 1 FROM sharing_connection k JOIN sharing_deliberation o ON o.id = k.deliberation_id
  JOIN sharing_deliberation d ON d.id = records_advice.deliberation
  WHERE {mine("k.account_id")} AND (o.id = d.id OR o.request_id = d.request_id))"""
ALTER = "ALTER POLICY records_advice_select_deciding ON records_advice USING ({})"


class Migration(migrations.Migration):
    dependencies = [("sharing", "0016_frozen")]
    operations = [
        migrations.RunSQL(ALTER.format(both(BESIDE, NOT_MY_FAMILY)), ALTER.format(BESIDE))
    ]
