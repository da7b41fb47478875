from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0008_emergency")]
    operations = []
