"""OPEN_TABLES: what the app may touch without row security, each with its reason.

None of them holds an organisation's data: accounts and their second factors (sign-in needs them
before anybody is known), sessions, the cache of limits, jobs (ids only), Django's own lists.
"""

from django.db import migrations

from crossing.database.security import Open

CACHE = """
CREATE TABLE site_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL,
  expires timestamptz NOT NULL);
CREATE INDEX site_cache_expires ON site_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("partnership", "0002_locks"),
    ]
    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE site_cache"),
        Open("site_cache"),
        Open("django_session"),
        Open("django_migrations", "select"),
        Open("django_content_type", "select"),
        Open("account_emailaddress"),
        Open("account_emailconfirmation"),
        Open("mfa_authenticator"),
    ]
