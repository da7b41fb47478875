"""A clock is ended by those whose matter it is, and climbed by the keeper of clocks alone. Once it
has ended, it stays as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from crossing.database.security import both, either, mine, places

CLOCK = places("org_id", "clocks.keep")
STAFF = either(*(places("org_id", p) for p in ("own.see", "audit.see", "members.manage")))


def of(*matters: str) -> str:
    """It is one of these matters."""
    return either(*(f"matter = '{matter}'" for matter in matters))


def about_mine(table: str, column: str) -> str:
    """It is about a row that names whoever acts."""
    return (
        f"EXISTS (SELECT 1 FROM {table} r WHERE r.id = todo_chase.about AND {mine(f'r.{column}')})"
    )


DECIDES, OUTSIDE = places("org_id", "decision.see"), places("org_id", "outside.see")
LEADS = places("org_id", "concern.decide")
ENDS = either(
    CLOCK,
    both(
        of("emergency_record", "emergency_review", "emergency_review_chair"),
        either(DECIDES, OUTSIDE),
        "EXISTS (SELECT 1 FROM sharing_emergency e WHERE e.id = todo_chase.about)",
    ),
    both(
        of("request_overdue"),
        either(DECIDES, OUTSIDE),
        "EXISTS (SELECT 1 FROM sharing_deliberation d WHERE d.id = todo_chase.about)",
    ),
    both(
        of(
            "emergency_unread",
            "emergency_astray",
            "correction_unread",
            "correction_to_tell",
            "correction_asked",
            "breach",
            "breach_copy",
            "breach_copy_outside",
            "breach_open",
            "family_to_tell",
        ),
        DECIDES,
    ),
    both(of("disagreement"), places("org_id", "shared.see")),
    both(of("disagreement_heard"), places("org_id", "disagreement.hear")),
    both(of("concern_urgent", "move_to_confirm", "join_to_confirm", "second_person"), LEADS),
    # Whoever asked for it takes it back. Older clocks do not say who that was.
    both(of("join_to_confirm"), about_mine("records_joinrequest", "asked_by_id")),
    both(of("move_to_confirm", "join_to_confirm", "second_person"), mine("asked_by_id")),
    both(of("staff_concern", "staff_concern_head"), places("org_id", "staffconcern.see")),
    both(of("staff_concern_chair"), places("org_id", "chairconcern.see")),
    # Whoever was asked answers; whoever asked, or decides what it is about, takes it back.
    both(
        of("advice"),
        either(
            about_mine("records_advice", "of_id"),
            about_mine("records_advice", "asked_by_id"),
            both(
                either(LEADS, DECIDES, OUTSIDE),
                "EXISTS (SELECT 1 FROM records_advice r WHERE r.id = todo_chase.about)",
            ),
        ),
    ),
)
# One asks in one's own name.
ASKS = either("asked_by_id IS NULL", mine("asked_by_id"))
ASKED = "ALTER POLICY todo_chase_insert ON todo_chase WITH CHECK ({0})"
ALTER = "ALTER POLICY todo_chase_update ON todo_chase USING ({0}) WITH CHECK ({0})"

STEPS = """
CREATE FUNCTION todo_chase_steps() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'a clock that has ended stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT coalesce(OLD.org_id = ANY(public.places('clocks.keep')), false)
      AND (NEW.ended_at IS NULL OR NEW.next_at IS NOT NULL OR NEW.rung <> OLD.rung) THEN
    RAISE EXCEPTION 'people end a clock: only its keeper sets it'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER todo_chase_steps BEFORE UPDATE ON todo_chase
  FOR EACH ROW EXECUTE FUNCTION todo_chase_steps();
"""

# A question that somebody was asked by name is nobody else's to answer: when they leave, it goes to
# whoever asked, who takes it back.
HAND_OVER = """
CREATE OR REPLACE FUNCTION hand_over_work(place uuid, gone uuid, taker uuid, taker_name text)
  RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE tasks integer; advice integer; proposals integer;
BEGIN
  IF NOT place = ANY(public.places('members.manage')) THEN RETURN 0; END IF;
  IF taker IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.partnership_membership
    WHERE org_id = place AND account_id = taker) THEN RETURN 0; END IF;
  UPDATE public.todo_task t SET account_id = a.asked_by_id, named = a.asked_by_name
    FROM public.records_advice a
    WHERE a.id = t.about AND t.matter = 'advice' AND t.done_at IS NULL
      AND t.org_id = place AND t.account_id = gone AND a.asked_by_id <> gone;
  GET DIAGNOSTICS advice = ROW_COUNT;
  -- What is closed to others comes back to all whose it is: the taker may not be one of them.
  UPDATE public.todo_task SET
    account_id = CASE WHEN matter LIKE 'staff_concern%' THEN NULL ELSE taker END,
    named = CASE WHEN matter LIKE 'staff_concern%' THEN '' ELSE taker_name END
    WHERE org_id = place AND account_id = gone AND done_at IS NULL;
  GET DIAGNOSTICS tasks = ROW_COUNT;
  UPDATE public.sharing_deliberation SET proposed_by_id = taker
    WHERE org_id = place AND proposed_by_id = gone AND ended_at IS NULL AND status = 'returned';
  GET DIAGNOSTICS proposals = ROW_COUNT;
  RETURN tasks + advice + proposals;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("todo", "0005_board"), ("records", "0006_advice"), ("sharing", "0019_erased")]
    operations = [
        migrations.AddField(
            model_name="chase",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(ALTER.format(ENDS), ALTER.format(either(STAFF, CLOCK))),
        migrations.RunSQL(
            ASKED.format(both(ASKS, either(STAFF, CLOCK))), ASKED.format(either(STAFF, CLOCK))
        ),
        migrations.RunSQL(STEPS, "DROP FUNCTION todo_chase_steps() CASCADE"),
        migrations.RunSQL(HAND_OVER, migrations.RunSQL.noop),
    ]
