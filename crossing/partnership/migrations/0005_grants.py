"""What the roles may do when something goes wrong."""

from importlib import import_module

from django.db import migrations

locks = import_module("crossing.partnership.migrations.0002_locks")


class Migration(migrations.Migration):
    dependencies = [("partnership", "0004_cover")]
    operations = [migrations.RunPython(locks.write_grants, migrations.RunPython.noop)]
