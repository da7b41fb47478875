"""Do you know this child? And a decision about a sealed child is hidden while it is made, too."""

from django.conf import settings
from django.db import migrations, models

from crossing.database.security import both, either, places

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'

# As for the decision itself (0002_locks): those alone who may see the child, and the keeper of
# clocks, which ends and tells. The outside decider has a policy of their own (0005_outside).
CHILD_SEEN = """(child_id IS NULL OR EXISTS (
  SELECT 1 FROM records_child c WHERE c.id = sharing_deliberation.child_id))"""
DECIDES = places("org_id", "decision.see")
SEEN = both(DECIDES, either(CHILD_SEEN, places("org_id", "clocks.keep")))

COUNTS = f"""
CREATE FUNCTION sharing_existence_counts() RETURNS TABLE (
    asker uuid, holder uuid, year int, asked bigint, known bigint, nothing bigint, refused bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT r.asker_id, r.holder_id,
    extract(year FROM (r.sent_at AT TIME ZONE 'Europe/London') - interval '8 months')::int,
    count(*), count(*) FILTER (WHERE y.told = 'known'),
    count(*) FILTER (WHERE y.told = 'nothing'), count(*) FILTER (WHERE y.told = 'refused')
  FROM public.sharing_informationrequest r
  LEFT JOIN public.sharing_reply y ON y.request_id = r.id
  WHERE r.existence_only AND r.sent_at IS NOT NULL
    AND ARRAY[r.asker_id, r.holder_id] && (SELECT public.counted_places())
  GROUP BY 1, 2, 3
$$;
REVOKE ALL ON FUNCTION sharing_existence_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_existence_counts() TO {APP};
"""
PLACES = f"""
CREATE FUNCTION counted_places() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(DISTINCT p.org_id), '{{}}') FROM (
    SELECT unnest(public.places('counts.see')) AS org_id
    UNION
    SELECT other.org_id FROM public.partnership_party mine
    JOIN public.partnership_organisation o ON o.id = mine.org_id AND o.kind = 'board'
    JOIN public.partnership_party other ON other.partnership_id = mine.partnership_id
    WHERE mine.org_id = ANY((SELECT public.places('counts.see'))::uuid[])) p
$$;
REVOKE ALL ON FUNCTION counted_places() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION counted_places() TO {APP};
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0009_corrections")]
    operations = [
        migrations.AddField(
            "informationrequest", "existence_only", models.BooleanField(default=False)
        ),
        migrations.AddField("reply", "ring_name", models.CharField(blank=True, max_length=250)),
        migrations.AddField("reply", "ring_phone", models.CharField(blank=True, max_length=40)),
        migrations.AddIndex(
            "informationrequest",
            models.Index(
                fields=["asker", "-asked_at"],
                name="request_existence",
                condition=models.Q(existence_only=True),
            ),
        ),
        migrations.RunSQL(
            f"ALTER POLICY sharing_deliberation_select ON sharing_deliberation USING ({SEEN})",
            f"ALTER POLICY sharing_deliberation_select ON sharing_deliberation USING ({DECIDES})",
        ),
        migrations.RunSQL(PLACES, "DROP FUNCTION counted_places()"),
        migrations.RunSQL(COUNTS, "DROP FUNCTION sharing_existence_counts()"),
    ]
