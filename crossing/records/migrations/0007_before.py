"""What two records were before they were joined is written once, when a second person confirms it,
and as it is: taking them apart brings it back, and must not open what was sealed."""

from django.db import migrations

BEFORE = """
CREATE FUNCTION joinrequest_before() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
DECLARE flags jsonb;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.what = 'join' AND NEW.status = 'confirmed' THEN
    SELECT jsonb_object_agg(CASE c.id WHEN NEW.kept_id THEN 'kept' ELSE 'other' END,
      jsonb_build_object('sealed', c.sealed, 'no_parent_disclosure', c.no_parent_disclosure,
        'court_restriction', c.court_restriction))
      INTO flags FROM public.records_child c WHERE c.id IN (NEW.kept_id, NEW.other_id);
    IF NEW.before->'flags' IS DISTINCT FROM flags THEN
      RAISE EXCEPTION 'what they were before is written as it is'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.before <> '{}' THEN
    RAISE EXCEPTION 'what they were before is written when they are joined'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER records_joinrequest_before BEFORE INSERT OR UPDATE ON records_joinrequest
  FOR EACH ROW EXECUTE FUNCTION joinrequest_before();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0006_advice")]
    operations = [migrations.RunSQL(BEFORE, "DROP FUNCTION joinrequest_before() CASCADE")]
