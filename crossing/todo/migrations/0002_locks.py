"""Row security of what is to be done. A task is seen by its audience, and by whom it names."""

from django.conf import settings
from django.db import migrations

from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, places

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
HOLDS = {
    "leads": "concern.decide",
    "cases": "content.see",
    "heads": "cover.start",
    "administrators": "members.manage",
    "oversight": "audit.see",
    "chair": "outside.see",
}
CLOCK = places("org_id", "clocks.keep")
STAFF = either(*(places("org_id", p) for p in ("own.see", "audit.see", "members.manage")))
AUDIENCE = either(*(both(f"audience = '{a}'", places("org_id", p)) for a, p in HOLDS.items()))
NAMED = both(mine("account_id"), places("org_id", "colleagues.see"))
SEEN = either(AUDIENCE, NAMED, CLOCK)
TASK_SEEN = "EXISTS (SELECT 1 FROM todo_task t WHERE t.id = todo_tasktry.task_id)"

DUE = f"""
CREATE FUNCTION todo_due() RETURNS TABLE (org uuid, chase uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT org_id, id FROM public.todo_chase
  WHERE ended_at IS NULL AND next_at <= public.app_now() ORDER BY next_at LIMIT 500
$$;
REVOKE ALL ON FUNCTION todo_due() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION todo_due() TO {APP};
"""


class Migration(migrations.Migration):
    dependencies = [("todo", "0001_initial"), ("partnership", "0005_grants")]
    operations = [
        OwnKey("todo_task"),
        SameOwner("todo_tasktry", "task_id", "todo_task"),
        Secure(
            "todo_chase",
            select=either(STAFF, CLOCK),
            insert=either(STAFF, CLOCK),
            update=either(STAFF, CLOCK),
            columns=("rung", "next_at", "ended_at"),
        ),
        Secure(
            "todo_task",
            select=SEEN,
            # Whoever works here may give the others something to do.
            insert=either(STAFF, CLOCK),
            update=SEEN,
            columns=("done_at", "done_by_name"),
        ),
        Secure(
            "todo_tasktry",
            select=TASK_SEEN,
            insert=both(TASK_SEEN, mine("account_id"), places("org_id", "colleagues.see")),
            once=True,
        ),
        migrations.RunSQL(DUE, "DROP FUNCTION todo_due()"),
    ]
