"""An emergency is about what its own organisation sends in the same moment, and nothing else: a row
beside another disclosure would open what belongs to it. Whoever shares cannot see the envelope
before this row is there, so the trigger looks with the owner's rights, and tells only yes or no."""

from django.db import migrations

UP = """
CREATE FUNCTION emergency_is_own() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (
      SELECT 1 FROM public.sharing_disclosure d
      WHERE d.id = NEW.disclosure_id AND d.sender_id = NEW.org_id
        AND d.route = 'emergency' AND d.sent_at = public.app_now()) THEN
    RAISE EXCEPTION 'an emergency is what its own organisation sends at this moment'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sharing_emergency_own BEFORE INSERT ON sharing_emergency
  FOR EACH ROW EXECUTE FUNCTION emergency_is_own();
"""
DOWN = """
DROP TRIGGER sharing_emergency_own ON sharing_emergency;
DROP FUNCTION emergency_is_own();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0017_advice_of_others")]
    operations = [migrations.RunSQL(UP, DOWN)]
