"""I disagree: both sides see the same rows; the partnership, at its stage, what was written for it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.security import Secure, both, either, mine, parent, places

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'

SIDES = either(places("asker_id", "shared.see"), places("holder_id", "shared.see"))
HEARS = both(places("board_id", "disagreement.hear"), "stage = 3")
SEEN = either(SIDES, HEARS)
# Whoever disagrees was told something, or sent something, and disagrees with the other side of it.
OURS_ABOUT_IT = """(EXISTS (
  SELECT 1 FROM sharing_informationrequest r WHERE r.id = sharing_disagreement.request_id
  AND r.asker_id = sharing_disagreement.asker_id AND r.holder_id = sharing_disagreement.holder_id)
  OR EXISTS (
  SELECT 1 FROM sharing_disclosure s WHERE s.id = sharing_disagreement.disclosure_id
  AND s.sender_id = sharing_disagreement.asker_id
  AND s.recipient_id = sharing_disagreement.holder_id))"""


def of_sides(table, more):
    """What belongs to a disagreement of one's own side; of others, only `more`."""
    return f"""EXISTS (SELECT 1 FROM sharing_disagreement d WHERE d.id = {table}.disagreement_id
  AND ({more} OR {places("d.asker_id", "shared.see")} OR {places("d.holder_id", "shared.see")}))"""


def a_part(table):
    """It is written for an organisation that has a part in it."""
    # Not "IN (a, b, c)": a dump would print that with other brackets.
    part = either(*(f"{table}.org_id = d.{each}_id" for each in ("asker", "holder", "board")))
    return f"""EXISTS (SELECT 1 FROM sharing_disagreement d WHERE d.id = {table}.disagreement_id
  AND {part})"""


def writes(table):
    """One's own side's, or the partnership's while it hears it; or the keeper of clocks, there."""
    who = ("shared.see", "disagreement.hear", "clocks.keep")
    return both(either(*(places("org_id", each) for each in who)), a_part(table))


LINE, PERSON = "sharing_disagreementline", "sharing_disagreementperson"
IN_ONES_OWN_NAME = either(
    mine("account_id"), both("account_id IS NULL", places("org_id", "clocks.keep"))
)

STEPS = """
CREATE FUNCTION sharing_disagreement_steps() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a disagreement that has ended is not changed'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.stage NOT IN (OLD.stage, OLD.stage + 1) OR NEW.stage > 3 THEN
    RAISE EXCEPTION 'a disagreement moves up one stage at a time'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.ending = 'withdrawn' AND NOT coalesce(
      OLD.asker_id = ANY(public.places('shared.see')), false) THEN
    RAISE EXCEPTION 'whoever disagreed takes it back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.ending IN ('again', 'stands', 'other') AND (OLD.stage <> 3 OR NOT coalesce(
      OLD.board_id = ANY(public.places('disagreement.hear')), false)) THEN
    RAISE EXCEPTION 'the partnership says what should happen, at its own stage'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sharing_disagreement_steps BEFORE UPDATE ON sharing_disagreement
  FOR EACH ROW EXECUTE FUNCTION sharing_disagreement_steps();
"""
NO_STEPS = """
DROP TRIGGER sharing_disagreement_steps ON sharing_disagreement;
DROP FUNCTION sharing_disagreement_steps();
"""

DUE = f"""
CREATE FUNCTION sharing_disagreements_due() RETURNS TABLE (org uuid, disagreement uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT asker_id, id FROM public.sharing_disagreement
  WHERE ended_at IS NULL AND stage < 3 AND stage_due_at < public.app_now()
  ORDER BY stage_due_at LIMIT 500
$$;
REVOKE ALL ON FUNCTION sharing_disagreements_due() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_disagreements_due() TO {APP};
"""
COUNTS = f"""
CREATE FUNCTION sharing_disagreement_counts() RETURNS TABLE (
    one uuid, other uuid, year int, opened bigint, first bigint, second bigint, third bigint,
    agreed bigint, withdrawn bigint, heard bigint, still bigint, days double precision)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT least(d.asker_id, d.holder_id), greatest(d.asker_id, d.holder_id),
    extract(year FROM (d.opened_at AT TIME ZONE 'Europe/London') - interval '8 months')::int,
    count(*), count(*) FILTER (WHERE d.stage = 1), count(*) FILTER (WHERE d.stage = 2),
    count(*) FILTER (WHERE d.stage = 3), count(*) FILTER (WHERE d.ending = 'agreed'),
    count(*) FILTER (WHERE d.ending = 'withdrawn'),
    count(*) FILTER (WHERE d.ending IN ('again', 'stands', 'other')),
    count(*) FILTER (WHERE d.ending = ''),
    percentile_cont(0.5) WITHIN GROUP (
      ORDER BY extract(epoch FROM d.ended_at - d.opened_at)::double precision / 86400)
  FROM public.sharing_disagreement d
  WHERE ARRAY[d.asker_id, d.holder_id] && (SELECT public.counted_places())
  GROUP BY 1, 2, 3
$$;
REVOKE ALL ON FUNCTION sharing_disagreement_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_disagreement_counts() TO {APP};
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0010_existence")]
    operations = [
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("about", models.CharField(max_length=30)),
                ("opened_at", models.DateTimeField()),
                ("stage", models.SmallIntegerField(default=1)),
                ("stage_due_at", models.DateTimeField()),
                ("ending", models.CharField(blank=True, max_length=20)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.disclosure",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.informationrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisagreementDays",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("first", models.SmallIntegerField()),
                ("second", models.SmallIntegerField()),
                ("third", models.SmallIntegerField()),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DisagreementLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("said", models.CharField(max_length=20)),
                ("stage", models.SmallIntegerField()),
                ("text", crossing.database.sealed.SealedText(blank=True)),
                ("for_board", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disagreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="sharing.disagreement",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="DisagreementNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("text", crossing.database.sealed.SealedText()),
                ("at", models.DateTimeField()),
                (
                    "disagreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="sharing.disagreement",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="DisagreementPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("stage", models.SmallIntegerField()),
                ("name", models.CharField(max_length=250)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("reason", crossing.database.sealed.SealedText(blank=True)),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "disagreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="sharing.disagreement",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="disagreement",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["stage_due_at"],
                name="disagreement_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("request__isnull", False), ("disclosure__isnull", False), _connector="XOR"
                ),
                name="disagreement_about_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("asker", models.F("holder")), _negated=True),
                name="disagreement_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ending", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                    _connector="OR",
                ),
                name="disagreement_ends_somehow",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("request",),
                name="disagreement_request_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("disclosure",),
                name="disagreement_shared_open",
            ),
        ),
        Secure(
            "sharing_disagreement",
            select=SEEN,
            insert=both(places("asker_id", "request.ask"), OURS_ABOUT_IT),
            update=SEEN,
            columns=("stage", "stage_due_at", "ending", "ended_at"),
        ),
        Secure(
            LINE,
            select=of_sides(LINE, f"{LINE}.for_board"),
            insert=both(writes(LINE), IN_ONES_OWN_NAME),
            once=True,
        ),
        Secure(
            PERSON, select=of_sides(PERSON, f"{PERSON}.stage = 3"), insert=writes(PERSON), once=True
        ),
        Secure(
            "sharing_disagreementnote",
            select=places("org_id", "shared.see"),
            insert=both(
                places("org_id", "shared.see"),
                parent("sharing_disagreement", "disagreement_id", "sharing_disagreementnote"),
            ),
            once=True,
        ),
        Secure(
            "sharing_disagreementdays",
            select="(SELECT acting_who()) <> ''",
            insert=places("org_id", "partnership.manage"),
            once=True,
        ),
        migrations.RunSQL(STEPS, NO_STEPS),
        migrations.RunSQL(DUE, "DROP FUNCTION sharing_disagreements_due()"),
        migrations.RunSQL(COUNTS, "DROP FUNCTION sharing_disagreement_counts()"),
    ]
