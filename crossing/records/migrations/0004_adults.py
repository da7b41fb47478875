from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0003_sealed"), ("partnership", "0005_grants")]
    operations = []
