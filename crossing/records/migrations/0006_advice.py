"""Advice: a question is seen by whoever asked it, whoever is asked, and beside its concern.

What stands beside a decision in the making has its policies in sharing (0014_advice)."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, places

HERE = places("org_id", "colleagues.see")
BESIDE_CONCERN = both(
    places("org_id", "content.see"),
    "EXISTS (SELECT 1 FROM records_concern c WHERE c.id = records_advice.concern_id)",
)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0005_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("deliberation", models.UUIDField(null=True)),
                ("asked_by_name", models.CharField(max_length=250)),
                ("of_name", models.CharField(max_length=250)),
                ("question", crossing.database.sealed.SealedText()),
                ("names_because", crossing.database.sealed.SealedText(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="records.concern",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
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
        ),
        migrations.CreateModel(
            name="AdviceAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("text", crossing.database.sealed.SealedText()),
                ("at", models.DateTimeField()),
                (
                    "advice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="records.advice",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
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
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="advice",
            index=models.Index(fields=["org", "deliberation"], name="advice_deliberation"),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("concern__isnull", False), ("deliberation__isnull", True)),
                    models.Q(("concern__isnull", True), ("deliberation__isnull", False)),
                    _connector="OR",
                ),
                name="advice_about_one_thing",
            ),
        ),
        OwnKey("records_advice"),
        SameOwner("records_advice", "concern_id", "records_concern"),
        SameOwner("records_adviceanswer", "advice_id", "records_advice"),
        Secure(
            "records_advice",
            select=either(
                both(HERE, either(mine("asked_by_id"), mine("of_id"))),
                BESIDE_CONCERN,
            ),
            insert=both(BESIDE_CONCERN, mine("asked_by_id")),
            once=True,
        ),
        Secure(
            "records_adviceanswer",
            select="EXISTS (SELECT 1 FROM records_advice a WHERE a.id = advice_id)",
            insert=both(
                HERE,
                mine("by_id"),
                "EXISTS (SELECT 1 FROM records_advice a WHERE a.id = advice_id"
                f" AND {mine('a.of_id')})",
            ),
            once=True,
        ),
    ]
