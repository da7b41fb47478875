from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("database", "0003_backup")]
    operations = []
