"""Looking again at telling a family; and an outside decider sees both records of one child."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.security import Secure, both, mine, places

DECISION = (
    "EXISTS (SELECT 1 FROM sharing_decision d WHERE d.id = sharing_familytelling.decision_id)"
)
TELLING = both(places("org_id", "decision.see"), DECISION)

OUTSIDE = """
CREATE OR REPLACE FUNCTION outside_children() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH cases AS (
    SELECT child_id FROM public.sharing_deliberation
    WHERE org_id = ANY((SELECT public.places('outside.see'))::uuid[]) AND child_id IS NOT NULL
      AND outside AND (ended_at IS NULL OR ended_at >= (SELECT public.app_now()))
  ), kept AS (
    SELECT child_id FROM cases UNION
    SELECT j.kept_id FROM public.records_childjoin j JOIN cases c ON j.other_id = c.child_id
    WHERE j.parted_at IS NULL
  )
  SELECT coalesce(array_agg(child_id), '{}') FROM (
    SELECT child_id FROM kept UNION
    SELECT j.other_id FROM public.records_childjoin j JOIN kept k ON j.kept_id = k.child_id
    WHERE j.parted_at IS NULL
  ) one_child
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0014_advice"),
        ("records", "0005_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="FamilyTelling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("told", models.BooleanField()),
                ("who", crossing.database.sealed.SealedText(blank=True)),
                ("how", crossing.database.sealed.SealedText(blank=True)),
                ("why", crossing.database.sealed.SealedText(blank=True)),
                ("look_again_on", models.DateField(null=True)),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="sharing.decision",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["org", "decision", "-at"], name="family_telling_decision")
                ],
            },
        ),
        Secure(
            "sharing_familytelling",
            select=TELLING,
            insert=both(TELLING, mine("by_id")),
            once=True,
        ),
        migrations.RunSQL(OUTSIDE, migrations.RunSQL.noop),
    ]
