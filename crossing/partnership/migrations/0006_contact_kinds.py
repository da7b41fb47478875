"""The designated officer, and professional standards, have lines of their own."""

from django.db import migrations, models

import crossing.partnership.rules


class Migration(migrations.Migration):
    dependencies = [("partnership", "0005_grants")]
    operations = [
        migrations.AlterField(
            model_name="contact",
            name="kind",
            field=models.CharField(
                choices=crossing.partnership.rules.every_contact_kind,
                default="ordinary",
                max_length=20,
            ),
        ),
    ]
