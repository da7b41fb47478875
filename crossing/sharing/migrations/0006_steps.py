"""What each side may write into a row that both can update: a policy says whose row it is, not which
step of it. These triggers say the steps that would harm most, for whoever writes as the app.
"""

from django.db import migrations

UP = """
CREATE FUNCTION sharing_request_steps() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  authorises boolean := coalesce(OLD.asker_id = ANY(public.places('request.authorise')), false);
  asks boolean := authorises OR coalesce(OLD.asker_id = ANY(public.places('shared.see')), false);
  agreed boolean := OLD.status = 'awaiting_authority' AND NEW.status = 'open';
  signed boolean := (NEW.authorised_by_name, NEW.authorised_at)
    IS DISTINCT FROM (OLD.authorised_by_name, OLD.authorised_at);
BEGIN
  IF (agreed OR signed) AND (NOT authorises OR OLD.asked_by_id = public.acting_person()) THEN
    RAISE EXCEPTION 'another person, who may authorise, gives authority'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status <> OLD.status AND NOT asks AND NEW.status NOT IN ('open', 'answered') THEN
    RAISE EXCEPTION 'whoever holds the answer only answers'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sharing_informationrequest_steps BEFORE UPDATE ON sharing_informationrequest
  FOR EACH ROW EXECUTE FUNCTION sharing_request_steps();

CREATE FUNCTION sharing_stays_closed() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  RAISE EXCEPTION 'what was taken back stays closed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER sharing_disclosure_closed BEFORE UPDATE ON sharing_disclosure
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL
    AND (OLD.closed_at, OLD.closed_by_name, OLD.closed_reason)
      IS DISTINCT FROM (NEW.closed_at, NEW.closed_by_name, NEW.closed_reason))
  EXECUTE FUNCTION sharing_stays_closed();
"""
DOWN = """
DROP TRIGGER sharing_disclosure_closed ON sharing_disclosure;
DROP FUNCTION sharing_stays_closed();
DROP TRIGGER sharing_informationrequest_steps ON sharing_informationrequest;
DROP FUNCTION sharing_request_steps();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_outside")]
    operations = [migrations.RunSQL(UP, DOWN)]
