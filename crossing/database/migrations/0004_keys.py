"""The data keys. Open to the app, which makes and reads them: each is sealed under the master key.
They change in a rotation alone, which is the owner's."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

from crossing.database.security import Open


class Migration(migrations.Migration):
    dependencies = [("database", "0003_backup")]
    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("org", models.UUIDField()),
                ("generation", models.IntegerField()),
                ("wrapped", models.TextField()),
                ("master", models.CharField(max_length=16)),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow()
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("org", "generation"), name="data_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.UUIDField()),
                ("copy", models.UUIDField()),
                ("org", models.UUIDField()),
                ("wrapped", models.TextField()),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow()
                    ),
                ),
                (
                    "under",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="database.datakey",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key"], name="copy_key_key")],
                "constraints": [
                    models.UniqueConstraint(fields=("copy", "org"), name="copy_key_once")
                ],
            },
        ),
        Open("database_datakey", "select", "insert"),
        Open("database_copykey", "select", "insert"),
    ]
