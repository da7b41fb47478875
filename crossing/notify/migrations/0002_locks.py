"""Anybody acting may put a message in; only the sender's job, at the organisation, takes it out."""

from django.db import migrations

from crossing.database.security import Secure, places


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial"), ("partnership", "0002_locks")]
    operations = [
        Secure(
            "notify_message",
            select=places("org", "mail.send"),
            insert="(SELECT acting_who()) <> ''",
            update=places("org", "mail.send"),
            columns=("sent_at", "tries"),
        )
    ]
