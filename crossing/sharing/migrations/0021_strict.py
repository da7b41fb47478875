"""Who proposed stays who proposed, and a disagreement is agreed when both sides have written so."""

from django.db import migrations

from crossing.database.security import places, policies

# The second person's rule rests on who proposed: one names oneself, and nothing is rewritten while
# somebody else looks at it, or afterwards. A returned proposal is passed on when somebody leaves.
PROPOSER = """
CREATE FUNCTION deliberation_proposer() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
DECLARE passed_on boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.proposed_by_id IS NOT NULL THEN
      RAISE EXCEPTION 'nothing begins as a proposal' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.ended_at IS NOT NULL
      AND (NEW.ended_at, NEW.status, NEW.proposed_by_id, NEW.proposed_by_name, NEW.proposed_at)
        IS DISTINCT FROM
        (OLD.ended_at, OLD.status, OLD.proposed_by_id, OLD.proposed_by_name, OLD.proposed_at) THEN
    RAISE EXCEPTION 'it has ended: who proposed it stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  passed_on := OLD.status = 'returned' AND NEW.status = 'returned'
    AND coalesce(OLD.org_id = ANY(public.places('members.manage')), false);
  IF NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id AND NOT passed_on
      AND (OLD.status = 'proposed'
        OR NEW.proposed_by_id IS DISTINCT FROM public.acting_person()) THEN
    RAISE EXCEPTION 'who proposed it stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status = 'proposed' AND OLD.status <> 'proposed'
      AND NEW.proposed_by_id IS DISTINCT FROM public.acting_person() THEN
    RAISE EXCEPTION 'one proposes in one''s own name' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status = 'new' AND OLD.status <> 'new' THEN
    RAISE EXCEPTION 'what was proposed does not begin anew' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status = 'decided' AND OLD.status NOT IN ('decided', 'proposed')
      AND NOT coalesce(OLD.org_id = ANY(public.places('sharing.decide')), false) THEN
    RAISE EXCEPTION 'here one proposes, and another confirms'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status = 'decided' AND OLD.status = 'proposed'
      AND OLD.proposed_by_id = public.acting_person() THEN
    RAISE EXCEPTION 'somebody else confirms it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sharing_deliberation_proposer BEFORE INSERT OR UPDATE ON sharing_deliberation
  FOR EACH ROW EXECUTE FUNCTION deliberation_proposer();
"""

AGREED = """
CREATE FUNCTION disagreement_agreed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF (SELECT count(DISTINCT l.org_id) FROM public.sharing_disagreementline l
      WHERE l.disagreement_id = NEW.id AND l.said = 'agreed'
        AND (l.org_id = NEW.asker_id OR l.org_id = NEW.holder_id)) < 2 THEN
    RAISE EXCEPTION 'it is agreed when both sides have written so'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sharing_disagreement_agreed BEFORE INSERT OR UPDATE ON sharing_disagreement
  FOR EACH ROW WHEN (NEW.ending = 'agreed') EXECUTE FUNCTION disagreement_agreed();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0019_erased")]
    operations = [
        migrations.RunSQL(PROPOSER, "DROP FUNCTION deliberation_proposer() CASCADE"),
        migrations.RunSQL(AGREED, "DROP FUNCTION disagreement_agreed() CASCADE"),
        # Its clock starts also where what it doubts stands in no decision yet.
        migrations.RunSQL(
            policies(
                "sharing_contradiction", {"select": places("to_org_id", "clocks.keep")}, "clock"
            ),
            "DROP POLICY sharing_contradiction_select_clock ON sharing_contradiction",
        ),
    ]
