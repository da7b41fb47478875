"""What was sent, so that a double click sends once: a keyed hash, and the page it led to."""

from django.db import migrations

from crossing.database.security import Open

UP = """
CREATE TABLE site_once (
  key char(64) PRIMARY KEY,
  leads_to text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX site_once_at ON site_once (at);
"""


class Migration(migrations.Migration):
    dependencies = [("site", "0001_open")]
    operations = [
        migrations.RunSQL(UP, "DROP TABLE site_once"),
        Open("site_once", "select", "insert", "delete"),
    ]
