"""The app may work the job queue: its tables hold ids, never an organisation's data."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations

from crossing.database.security import Open

# Procrastinate numbers these by sequences, which have rights of their own.
NUMBERED = ("jobs", "events", "periodic_defers")
APP = settings.DATABASE_ROLES["app"]


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("database", "0001_acting"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations: ClassVar = [
        *[Open(f"procrastinate_{table}") for table in (*NUMBERED, "workers")],
        *[
            migrations.RunSQL(
                f'GRANT USAGE ON SEQUENCE procrastinate_{table}_id_seq TO "{APP}"',
                migrations.RunSQL.noop,
            )
            for table in NUMBERED
        ],
    ]
