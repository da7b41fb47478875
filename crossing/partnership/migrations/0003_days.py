"""Bank holidays, and illustrative terms, for 2026/27 and 2027/28: `./manage load_days` replaces them
by each local authority's own."""

from django.db import migrations

from crossing.core.days import shipped_days


def fill(apps, schema_editor):
    table = apps.get_model("partnership", "DayPeriod")
    table.objects.bulk_create(
        table(
            kind=row.kind.value,
            local_authority_code=row.local_authority_code,
            name=row.name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in shipped_days()
    )


class Migration(migrations.Migration):
    dependencies = [("partnership", "0002_locks")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
