"""What is open under somebody's name: counted for administrators, who read none of it, and passed on
when a membership ends. And what a task that reached nobody may change."""

from django.conf import settings
from django.db import migrations

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
WORK = f"""
CREATE FUNCTION open_work(place uuid) RETURNS TABLE (account uuid, things bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT w.account, count(*) FROM (
    SELECT account_id AS account FROM public.todo_task
    WHERE org_id = place AND done_at IS NULL AND account_id IS NOT NULL
    UNION ALL
    SELECT proposed_by_id FROM public.sharing_deliberation
    WHERE org_id = place AND ended_at IS NULL AND proposed_by_id IS NOT NULL
  ) w WHERE place = ANY(public.places('members.manage')) GROUP BY w.account
$$;
-- Tasks go to the taker. A returned proposal waits for the taker; one that waits to be confirmed
-- keeps the name of who made it, and comes back to the role.
CREATE FUNCTION hand_over_work(place uuid, gone uuid, taker uuid, taker_name text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE tasks integer; proposals integer;
BEGIN
  IF NOT place = ANY(public.places('members.manage')) THEN RETURN 0; END IF;
  IF taker IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.partnership_membership
    WHERE org_id = place AND account_id = taker) THEN RETURN 0; END IF;
  -- What is closed to others comes back to all whose it is: the taker may not be one of them.
  UPDATE public.todo_task SET
    account_id = CASE WHEN matter LIKE 'staff_concern%' THEN NULL ELSE taker END,
    named = CASE WHEN matter LIKE 'staff_concern%' THEN '' ELSE taker_name END
    WHERE org_id = place AND account_id = gone AND done_at IS NULL;
  GET DIAGNOSTICS tasks = ROW_COUNT;
  UPDATE public.sharing_deliberation SET proposed_by_id = taker
    WHERE org_id = place AND proposed_by_id = gone AND ended_at IS NULL AND status = 'returned';
  GET DIAGNOSTICS proposals = ROW_COUNT;
  RETURN tasks + proposals;
END $$;
-- Whoever works there and does what waited ends its tasks, also those that they do not see.
CREATE FUNCTION todo_done(place uuid, what text, thing uuid, name text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE public.todo_task SET done_at = public.app_now(), done_by_name = name
  WHERE org_id = place AND matter = what AND about = thing AND done_at IS NULL
    AND place = ANY(public.places('own.see') || public.places('clocks.keep')
      || public.places('audit.see') || public.places('members.manage'))
$$;
REVOKE ALL ON FUNCTION todo_done(uuid, text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION todo_done(uuid, text, uuid, text) TO {APP};
REVOKE ALL ON FUNCTION open_work(uuid), hand_over_work(uuid, uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_work(uuid), hand_over_work(uuid, uuid, uuid, text) TO {APP};
GRANT UPDATE (due_at, account_id, named, ring_name, ring_phone) ON todo_task TO {APP};
"""
UNDO = """
DROP FUNCTION todo_done(uuid, text, uuid, text);
DROP FUNCTION open_work(uuid);
DROP FUNCTION hand_over_work(uuid, uuid, uuid, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("todo", "0003_matters"),
        ("sharing", "0006_steps"),
        ("partnership", "0005_grants"),
    ]
    operations = [migrations.RunSQL(WORK, UNDO)]
