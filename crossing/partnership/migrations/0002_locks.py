"""places(): where the acting person, or job, holds a permission today; and the first policies."""

from django.db import migrations

from crossing.database.security import Open, Secure, both, either, mine, places
from crossing.partnership.rules import GRANTS

PLACES = """
CREATE FUNCTION places(wanted text) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
  SELECT CASE
    WHEN public.acting_who() LIKE 'service:%' THEN coalesce((
      SELECT ARRAY[public.acting_place()] FROM public.partnership_rolegrant g
      WHERE g.role = public.acting_who() AND g.permission = wanted
        AND public.acting_place() IS NOT NULL), '{}')
    ELSE coalesce((
      SELECT array_agg(DISTINCT m.org_id)
      FROM public.partnership_membership m
      JOIN public.partnership_rolegrant g ON g.role = m.role AND g.permission = wanted
      JOIN public.partnership_account a ON a.id = m.account_id AND a.is_active
      WHERE m.account_id = public.acting_person()
        AND m.starts_on <= public.app_today()
        AND (m.ends_on IS NULL OR m.ends_on >= public.app_today())
    ), '{}')
  END
$$;
CREATE FUNCTION anywhere(wanted text) RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT cardinality(places(wanted)) > 0 $$;

-- A partnership's administrator invites an organisation's first administrator, and sees none of its
-- people: whether one has signed in since being invited is all that is told, so that an invitation to
-- a wrong address can be made again.
CREATE FUNCTION has_administrator(place uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.partnership_membership m
    JOIN public.partnership_account a ON a.id = m.account_id AND a.is_active
    WHERE m.org_id = place AND m.role = 'administrator' AND a.last_login >= m.created_at
      AND m.starts_on <= public.app_today()
      AND (m.ends_on IS NULL OR m.ends_on >= public.app_today()))
$$;
"""
UNDO = "DROP FUNCTION has_administrator(uuid); DROP FUNCTION anywhere(text); DROP FUNCTION places(text);"

# Nobody gives themselves a role, or makes their own last longer.
NOT_MINE = "account_id IS DISTINCT FROM (SELECT acting_person())"
SIGNED_IN = "(SELECT acting_who()) <> ''"


def write_grants(apps, schema_editor):
    """GRANTS on the page becomes GRANTS in the database. A later change of GRANTS adds a migration
    that calls this again; a test compares both."""
    table = apps.get_model("partnership", "RoleGrant")
    table.objects.all().delete()
    table.objects.bulk_create(
        table(role=role.value, permission=permission.value)
        for role, permissions in GRANTS.items()
        for permission in sorted(permissions)
    )


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial"), ("database", "0001_acting")]
    operations = [
        migrations.RunPython(write_grants, migrations.RunPython.noop),
        migrations.RunSQL(PLACES, UNDO),
        Open("partnership_rolegrant", "select"),
        Open("partnership_account", "select", "insert", "update"),
        Open("partnership_school", "select", "insert", "update"),
        Open("partnership_schoollink", "select", "insert", "update"),
        Open("partnership_dayperiod", "select", "insert", "update", "delete"),
        Secure(
            "partnership_partnership",
            select=SIGNED_IN,
            insert="(SELECT anywhere('partnership.manage'))",
        ),
        Secure(
            "partnership_organisation",
            select=SIGNED_IN,
            insert="(SELECT anywhere('partnership.manage'))",
            update=either(
                places("id", "members.manage"), "(SELECT anywhere('partnership.manage'))"
            ),
        ),
        Secure(
            "partnership_party",
            select=SIGNED_IN,
            insert="(SELECT anywhere('partnership.manage'))",
        ),
        Secure(
            "partnership_contact",
            select=SIGNED_IN,
            insert=places("org_id", "contacts.manage"),
            update=places("org_id", "contacts.manage"),
            delete=places("org_id", "contacts.manage"),
        ),
        Secure(
            "partnership_membership",
            select=either(mine("account_id"), places("org_id", "colleagues.see")),
            insert=both(
                NOT_MINE,
                either(
                    places("org_id", "members.manage"),
                    both(
                        "role = 'administrator'",
                        "(SELECT anywhere('partnership.manage'))",
                        "NOT has_administrator(org_id)",
                    ),
                ),
            ),
            update=both(NOT_MINE, places("org_id", "members.manage")),
            columns=("ends_on", "title", "name"),
        ),
        Secure(
            "partnership_assignment",
            select=either(
                mine("account_id"),
                places("org_id", "colleagues.see"),
                places("school_id", "colleagues.see"),
            ),
            insert=places("org_id", "assignments.manage"),
            update=places("org_id", "assignments.manage"),
            columns=("ends_on",),
        ),
    ]
