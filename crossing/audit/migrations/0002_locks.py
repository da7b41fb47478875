"""The log: everybody may write in their own name; auditors and the sealer may read; nobody changes.

Staff who see a child's record may also see who has looked at it. Events that wait for the sealer
stand in a short list of ids beside the log, so that sealing never reads the whole of it.
"""

from typing import ClassVar

from django.db import migrations

from crossing.database.security import Secure, both, either, places

WAITING = """
CREATE TABLE audit_unsealed (event_id uuid PRIMARY KEY, org uuid NOT NULL, at timestamptz NOT NULL);
CREATE INDEX audit_unsealed_org ON audit_unsealed (org, at);
CREATE FUNCTION audit_wait() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$ BEGIN
  INSERT INTO public.audit_unsealed VALUES (NEW.id, NEW.org, NEW.at); RETURN NULL;
END $$;
CREATE TRIGGER audit_auditevent_waits AFTER INSERT ON audit_auditevent
  FOR EACH ROW EXECUTE FUNCTION audit_wait();
-- Which organisations have events to seal, and which have a chain: ids and nothing else.
CREATE FUNCTION audit_due() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$ SELECT DISTINCT org FROM public.audit_unsealed $$;
CREATE FUNCTION audit_chains() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$ SELECT DISTINCT org FROM public.audit_auditevent UNION SELECT DISTINCT org FROM public.audit_auditlink $$;
"""
UNDO = """
DROP FUNCTION audit_chains(); DROP FUNCTION audit_due();
DROP TRIGGER audit_auditevent_waits ON audit_auditevent; DROP FUNCTION audit_wait();
DROP TABLE audit_unsealed;
"""

# What happens before anybody is known: sign-ins that failed, refusals of people not signed in.
NOWHERE = "org = '00000000-0000-0000-0000-000000000000'"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("audit", "0001_initial"),
        ("database", "0001_acting"),
        ("partnership", "0002_locks"),
    ]
    operations: ClassVar = [
        Secure(
            "audit_auditevent",
            select=either(
                places("org", "audit.see"),
                both(NOWHERE, "(SELECT anywhere('audit.see'))"),
                both("child <> ''", places("org", "content.see")),
            ),
            insert=both(
                "who = (SELECT acting_who())",
                either(NOWHERE, "org = (SELECT acting_place())"),
            ),
            once=True,
        ),
        Secure(
            "audit_auditlink",
            select=places("org", "audit.see"),
            insert=places("org", "audit.seal"),
            once=True,
        ),
        migrations.RunSQL(WAITING, UNDO),
        Secure(
            "audit_unsealed",
            select=places("org", "audit.see"),
            delete=places("org", "audit.seal"),
        ),
    ]
