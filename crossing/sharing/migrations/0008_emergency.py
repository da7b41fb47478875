from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0007_sealed"), ("partnership", "0005_grants")]
    operations = []
