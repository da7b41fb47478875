"""A question for advice that ends without an answer: taken back by whoever asked or decides, or
ended with what it was about."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from crossing.database.composite import SameOwner
from crossing.database.security import Secure, both, either, mine, places, policies

ADVICE = "EXISTS (SELECT 1 FROM records_advice a WHERE a.id = advice_id{})"
DECIDES = either(*(places("org_id", p) for p in ("concern.decide", "decision.see", "outside.see")))
CLOCK = places("org_id", "clocks.keep")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_second"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="AdviceBack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "advice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="back",
                        to="records.advice",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            options={"abstract": False},
        ),
        SameOwner("records_adviceback", "advice_id", "records_advice"),
        Secure(
            "records_adviceback",
            select=ADVICE.format(""),
            insert=either(
                both(
                    places("org_id", "colleagues.see"),
                    mine("by_id"),
                    either(
                        ADVICE.format(f" AND {mine('a.asked_by_id')}"),
                        both(DECIDES, ADVICE.format("")),
                    ),
                ),
                both(CLOCK, "by_id IS NULL", ADVICE.format("")),
            ),
            once=True,
        ),
        # A decision that closes because its request went away ends what was asked about it.
        migrations.RunSQL(
            policies(
                "records_advice", {"select": both(CLOCK, "deliberation IS NOT NULL")}, "clock"
            ),
            migrations.RunSQL.noop,
        ),
    ]
