"""The second person's review where nobody inside is left for it: it passes to the outside decider.

`emergency_reviewer()` works out who may review from the memberships of this moment; neither who
shared it, nor who wrote the record, nor who is connected to the family is counted. Those who decide
cannot see each other's connections past row security everywhere, and an outside decider sees no
record in the making: so it looks with the owner's rights, and tells one word.
"""

from django.conf import settings
from django.db import migrations

from crossing.database.security import both, mine, places, policies

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'

FUNCTIONS = f"""
CREATE FUNCTION emergency_reviewer(one uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH case_of AS (
    SELECT e.org_id, d.id AS work, ARRAY[e.by_id, coalesce(d.proposed_by_id, x.decided_by_id)] AS part,
      EXISTS (SELECT 1 FROM public.records_child c
              WHERE c.sealed AND c.id IN (e.child_id, d.child_id)) AS sealed
    FROM public.sharing_emergency e
    JOIN public.sharing_decision x ON x.disclosure_id = e.disclosure_id
    JOIN public.sharing_deliberation d ON d.id = x.deliberation_id
    WHERE e.id = one AND (e.org_id = ANY((SELECT public.places('decision.see'))::uuid[])
      OR e.org_id = ANY((SELECT public.places('outside.see'))::uuid[]))
  ), others AS (
    SELECT g.permission
    FROM case_of k
    JOIN public.partnership_membership m ON m.org_id = k.org_id
    JOIN public.partnership_account a ON a.id = m.account_id AND a.is_active
    JOIN public.partnership_rolegrant g
      ON g.role = m.role AND g.permission IN ('emergency.review', 'outside.see')
    WHERE m.starts_on <= public.app_today()
      AND (m.ends_on IS NULL OR m.ends_on >= public.app_today())
      AND m.account_id <> ALL(k.part)
      AND NOT EXISTS (SELECT 1 FROM public.sharing_connection c
                      WHERE c.deliberation_id = k.work AND c.account_id = m.account_id)
      AND (NOT k.sealed OR g.permission = 'outside.see' OR EXISTS (
        SELECT 1 FROM public.partnership_rolegrant s
        WHERE s.role = m.role AND s.permission = 'sealed.see'))
  )
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM others WHERE permission = 'emergency.review') THEN 'inside'
    WHEN EXISTS (SELECT 1 FROM others) THEN 'outside'
    ELSE 'nobody' END
  FROM case_of
$$;
-- What passed to whoever acts, until the end of the act that closes it.
CREATE FUNCTION outside_emergencies() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(e.id), '{{}}')
  FROM public.sharing_emergency e
  JOIN public.sharing_emergencyclock k ON k.emergency_id = e.id
  JOIN public.sharing_decision x ON x.disclosure_id = e.disclosure_id
  JOIN public.sharing_deliberation d ON d.id = x.deliberation_id
  WHERE e.org_id = ANY((SELECT public.places('outside.see'))::uuid[])
    AND k.recorded_at IS NOT NULL
    AND (k.closed_at IS NULL OR k.closed_at >= public.app_now())
    AND public.acting_person() NOT IN (e.by_id, coalesce(d.proposed_by_id, x.decided_by_id))
    AND NOT EXISTS (SELECT 1 FROM public.sharing_connection c
                    WHERE c.deliberation_id = d.id AND c.account_id = public.acting_person())
    AND public.emergency_reviewer(e.id) = 'outside'
$$;
REVOKE ALL ON FUNCTION emergency_reviewer(uuid), outside_emergencies() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION emergency_reviewer(uuid), outside_emergencies() TO {APP};
"""
DROP = "DROP FUNCTION outside_emergencies(); DROP FUNCTION emergency_reviewer(uuid)"


def passed(column: str) -> str:
    """It is of an emergency that passed to whoever acts."""
    return f"{column} = ANY((SELECT outside_emergencies())::uuid[])"


HERS = places("org_id", "outside.see")
# What is sent has the emergency's own id.
POLICIES = {
    "sharing_emergency": {"select": passed("id")},
    "sharing_disclosure": {"select": passed("id")},
    "sharing_decision": {"select": passed("disclosure_id")},
    "sharing_emergencyreview": {
        "select": passed("emergency_id"),
        "insert": both(HERS, mine("by_id"), passed("emergency_id")),
    },
}
# An envelope that she only reviews takes nothing more: a copy and an arrival belong to the sending.
SENDS = (
    "EXISTS (SELECT 1 FROM sharing_disclosure d WHERE d.id = disclosure_id"
    f" AND {places('d.sender_id', 'outside.see')}"
)
NOW = " AND d.sent_at >= (SELECT app_now())"
ITEM = " AND NOT EXISTS (SELECT 1 FROM sharing_decision x WHERE x.disclosure_id = d.id)"
ARRIVES = " AND d.recipient_id = sharing_arrival.org_id"
ALTER = "ALTER POLICY {0}_insert_outside ON {0} WITH CHECK ({1})"
SENDING = {"sharing_discloseditem": SENDS + ITEM, "sharing_arrival": SENDS + ARRIVES}


class Migration(migrations.Migration):
    dependencies = [("sharing", "0021_strict")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        *[
            migrations.RunSQL(
                policies(table, rules, "passed"),
                [f"DROP POLICY {table}_{verb}_passed ON {table}" for verb in rules],
            )
            for table, rules in POLICIES.items()
        ],
        *[
            migrations.RunSQL(ALTER.format(table, f"{rule}{NOW})"), ALTER.format(table, f"{rule})"))
            for table, rule in SENDING.items()
        ],
    ]
