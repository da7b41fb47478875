"""What was destroyed can be destroyed again after a restore. `destroy_words` is the one statement of
it: `destroy_copy` calls it for whoever confirms, and a restore, as the owner, for each line of the
list that is kept outside the database. `destroyed_copies()` is what that list is written from."""

from django.conf import settings
from django.db import migrations

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
CONFIRMED = """
  IF NOT EXISTS (
    SELECT 1 FROM public.sharing_wrongplace w
    JOIN public.sharing_destruction x ON x.wrong_place_id = w.id
    WHERE w.disclosure_id = gone AND x.account_id = public.acting_person()
  ) THEN
    RAISE EXCEPTION 'only what went to the wrong place is destroyed, by whoever confirms it'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
"""
DESTROYED = """
  INSERT INTO public.sharing_tombstone (id, disclosure_id, position, salt, digest, at)
  SELECT gen_random_uuid(), i.disclosure_id, i.position, s.salt,
    encode(sha256(convert_to(concat_ws('|', s.salt, i.title, i.source, i.text), 'UTF8')), 'hex'),
    {moment}
  FROM public.sharing_discloseditem i
  CROSS JOIN LATERAL (SELECT gen_random_uuid()::text || left(i.id::text, 0) AS salt) s
  WHERE i.disclosure_id = gone AND NOT EXISTS (
    SELECT 1 FROM public.sharing_tombstone t
    WHERE t.disclosure_id = gone AND t.position = i.position);
  UPDATE public.sharing_discloseditem
  SET title = '', source = '', text = '', basis = '', data_class = '', happened_on = NULL,
    childs_words = false
  WHERE disclosure_id = gone;
  DELETE FROM public.database_copykey WHERE copy = gone;
"""
COPY = """
CREATE OR REPLACE FUNCTION destroy_copy(gone uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
{does}
END $$;
"""
UP = f"""
-- The owner's alone. The moment is that of the first time.
CREATE FUNCTION destroy_words(gone uuid, moment timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
{DESTROYED.format(moment="moment")}
END $$;
{COPY.format(does=CONFIRMED + "  PERFORM public.destroy_words(gone, public.app_now());")}
CREATE FUNCTION destroyed_copies() RETURNS TABLE (disclosure uuid, at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT t.disclosure_id, min(t.at) FROM public.sharing_tombstone t GROUP BY 1 ORDER BY 2, 1
$$;
REVOKE ALL ON FUNCTION destroy_words(uuid, timestamptz), destroyed_copies() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION destroyed_copies() TO {APP};
"""
DOWN = f"""
{COPY.format(does=CONFIRMED + DESTROYED.format(moment="public.app_now()"))}
DROP FUNCTION destroyed_copies();
DROP FUNCTION destroy_words(uuid, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0018_emergency_own")]
    operations = [migrations.RunSQL(UP, DOWN)]
