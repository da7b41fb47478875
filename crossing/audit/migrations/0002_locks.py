"""The log: everybody may write in their own name; auditors and the sealer may read; nobody changes.

Staff who see a child's record may also see who has looked at it.
"""

from django.db import migrations

from crossing.database.security import Secure, both, either, places


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("database", "0001_acting"), ("partnership", "0002_locks")]
    operations = [
        Secure(
            "audit_auditevent",
            select=either(
                places("org", "audit.see"), both("child <> ''", places("org", "content.see"))
            ),
            insert="who = (SELECT acting_who())",
            once=True,
        ),
        Secure(
            "audit_auditlink",
            select=places("org", "audit.see"),
            insert=places("org", "audit.seal"),
            once=True,
        ),
    ]
