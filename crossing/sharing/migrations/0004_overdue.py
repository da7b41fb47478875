"""sharing_overdue(): which organisations have something overdue. Ids alone come out of it."""

from django.conf import settings
from django.db import migrations

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
OVERDUE = f"""
CREATE FUNCTION sharing_overdue() RETURNS TABLE (org uuid, deliberation uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT org_id, id FROM public.sharing_deliberation
  WHERE ended_at IS NULL AND overdue_told_at IS NULL AND due_at < public.app_now()
  ORDER BY due_at LIMIT 500
$$;
REVOKE ALL ON FUNCTION sharing_overdue() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_overdue() TO {APP};
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_law")]
    operations = [migrations.RunSQL(OVERDUE, "DROP FUNCTION sharing_overdue()")]
