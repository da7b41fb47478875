"""A disabled account is opened again by two people of a place that it worked for when it was
disabled: whoever invites it afterwards has no say about how it signs in."""

from django.db import migrations, models

UP = """
UPDATE partnership_account SET disabled_at = public.app_now() WHERE NOT is_active;

CREATE FUNCTION account_opened_by_two() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
BEGIN
  NEW.disabled_at := OLD.disabled_at;
  IF OLD.is_active AND NOT NEW.is_active THEN
    NEW.disabled_at := greatest(public.app_now(), clock_timestamp());
  END IF;
  IF NEW.is_active AND NOT OLD.is_active AND NOT EXISTS (
      SELECT 1 FROM public.partnership_recovery r
      JOIN public.partnership_membership m ON m.id = r.member_id
      WHERE m.account_id = OLD.id AND m.created_at <= OLD.disabled_at
        AND (m.ends_on IS NULL OR m.ends_on >= public.app_today())
        AND r.what = 'enable' AND r.confirmed AND r.decided_at = public.app_now()) THEN
    RAISE EXCEPTION 'two people of where they worked open a disabled account'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER partnership_account_opened BEFORE UPDATE ON partnership_account
  FOR EACH ROW EXECUTE FUNCTION account_opened_by_two();

-- Whoever is invited while they are disabled is invited afterwards, whatever the row says.
CREATE FUNCTION member_invited_after() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
DECLARE closed timestamptz;
BEGIN
  SELECT a.disabled_at INTO closed FROM public.partnership_account a
  WHERE a.id = NEW.account_id AND NOT a.is_active;
  IF closed IS NOT NULL THEN
    NEW.created_at := greatest(NEW.created_at, closed + interval '1 second');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER partnership_membership_after BEFORE INSERT ON partnership_membership
  FOR EACH ROW EXECUTE FUNCTION member_invited_after();

-- A place that they left has no say either: who comes back is invited anew.
CREATE FUNCTION member_left() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF OLD.ends_on < public.app_today() AND NEW.ends_on IS DISTINCT FROM OLD.ends_on THEN
    RAISE EXCEPTION 'a role that has ended stays ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER partnership_membership_left BEFORE UPDATE ON partnership_membership
  FOR EACH ROW EXECUTE FUNCTION member_left();

CREATE FUNCTION recovery_asked_first() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NEW.decided_at IS NOT NULL OR NEW.confirmed IS NOT NULL THEN
    RAISE EXCEPTION 'one asks, another confirms' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER partnership_recovery_asked BEFORE INSERT ON partnership_recovery
  FOR EACH ROW EXECUTE FUNCTION recovery_asked_first();
"""
DOWN = """
DROP FUNCTION recovery_asked_first() CASCADE;
DROP FUNCTION member_left() CASCADE;
DROP FUNCTION member_invited_after() CASCADE;
DROP FUNCTION account_opened_by_two() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0006_contact_kinds")]
    operations = [
        migrations.AddField("account", "disabled_at", models.DateTimeField(null=True)),
        migrations.RunSQL(UP, DOWN),
    ]
