"""The backup reads the tables that the app never touches, too: pg_dump takes all or nothing."""

from typing import ClassVar

from django.db import migrations

from crossing.database.security import readable_by_backup

TABLES = ("database_test_clock", "auth_group", "auth_group_permissions", "auth_permission")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("database", "0002_jobs"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations: ClassVar = [
        migrations.RunSQL([*readable_by_backup(table)], migrations.RunSQL.noop) for table in TABLES
    ]
