"""After a restore nothing is sent until somebody says so: one row, which only the owner writes."""

from django.db import migrations

from crossing.database.security import Open

UP = """
CREATE TABLE database_held (single boolean PRIMARY KEY DEFAULT true CHECK (single),
  since timestamptz NOT NULL DEFAULT now(), whole boolean NOT NULL DEFAULT false);
"""


class Migration(migrations.Migration):
    dependencies = [("database", "0004_keys")]
    operations = [
        migrations.RunSQL(UP, "DROP TABLE database_held"),
        Open("database_held", "select"),
    ]
