"""How often "we know the child" was the answer to a full question: counts alone."""

from django.conf import settings
from django.db import migrations

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'

COUNTS = f"""
CREATE FUNCTION sharing_known_counts() RETURNS TABLE (
    asker uuid, holder uuid, year int, given bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT r.asker_id, r.holder_id,
    extract(year FROM (r.sent_at AT TIME ZONE 'Europe/London') - interval '8 months')::int, count(*)
  FROM public.sharing_informationrequest r
  JOIN public.sharing_reply y ON y.request_id = r.id AND y.told = 'known'
  WHERE NOT r.existence_only AND r.sent_at IS NOT NULL AND r.asker_id IS NOT NULL
    AND ARRAY[r.asker_id, r.holder_id] && (SELECT public.counted_places())
  GROUP BY 1, 2, 3
$$;
REVOKE ALL ON FUNCTION sharing_known_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_known_counts() TO {APP};
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0023_mending")]
    operations = [migrations.RunSQL(COUNTS, "DROP FUNCTION sharing_known_counts()")]
