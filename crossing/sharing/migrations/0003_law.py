"""Loads the dated rule table. A rule without a first day has held for longer than Crossing."""

import csv
import datetime
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parent.parent / "data" / "law_rules.csv"
ALWAYS = datetime.date(1900, 1, 1)


def _day(text):
    return datetime.date.fromisoformat(text) if text else None


def load(apps, schema_editor):
    rule = apps.get_model("sharing", "LegalRule")
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rule.objects.create(
                **row
                | {
                    "valid_from": _day(row["valid_from"]) or ALWAYS,
                    "valid_to": _day(row["valid_to"]),
                }
            )


def unload(apps, schema_editor):
    apps.get_model("sharing", "LegalRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_locks")]
    operations = [migrations.RunPython(load, unload)]
