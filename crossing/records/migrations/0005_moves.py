"""Entries about the wrong child, two records of one child, and what is known about a family.

A move or a join is asked by one and confirmed by another: the policies ask for both names, and a
trigger lets an entry change its child for nothing else.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, places, policies

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'


def child(table, column):
    """The child is visible: its own policy decides."""
    return f"EXISTS (SELECT 1 FROM records_child c WHERE c.id = {table}.{column})"


def move(table, *more):
    """The move is visible, and this of it is so."""
    return f"EXISTS (SELECT 1 FROM records_move m WHERE {' AND '.join((f'm.id = {table}.move_id', *more))})"


def by_two(may):
    """It waits; or whoever acts ended it: the asker by taking it back, another by either."""
    return either(
        "status = 'asked'",
        both(
            mine("ended_by_id"),
            either("status = 'refused'", both(places("org_id", may), "asked_by_id <> ended_by_id")),
        ),
    )


DECIDES = places("org_id", "concern.decide")
OWN = places("org_id", "own.see")
ENDING = ("status", "because", "ended_by_id", "ended_by_name", "ended_at")
MOVE_SEEN = both(
    places("org_id", "content.see"),
    child("records_move", "from_child_id"),
    either("to_child_id IS NULL", child("records_move", "to_child_id")),
)
BY_ME = ("m.status = 'confirmed'", mine("m.ended_by_id"))
ORIGINAL_SEEN = either(
    places("org_id", "sealed.see"),
    both(OWN, move("records_original", either(mine("m.asked_by_id"), mine("m.ended_by_id")))),
)
ORIGINAL = (
    "EXISTS (SELECT 1 FROM records_original o WHERE o.move_id = records_originalopening.move_id)"
)
PAIR = (child("records_joinrequest", "kept_id"), child("records_joinrequest", "other_id"))
JOINED = (child("records_childjoin", "kept_id"), child("records_childjoin", "other_id"))


def agreed(what):
    """Whoever acts has just confirmed this about these two records."""
    return (
        "EXISTS (SELECT 1 FROM records_joinrequest r WHERE r.org_id = records_childjoin.org_id"
        " AND r.kept_id = records_childjoin.kept_id AND r.other_id = records_childjoin.other_id"
        f" AND r.what = '{what}' AND r.status = 'confirmed' AND {mine('r.ended_by_id')}"
        " AND r.ended_at >= (SELECT app_now()))"
    )


ENTRY_SEEN = both(
    places("org_id", "content.see"), either("child_id IS NULL", child("records_entry", "child_id"))
)

TRIGGERS = """
-- What one person asked for is ended once.
CREATE FUNCTION records_ended_once() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$ BEGIN
  IF OLD.status <> 'asked' THEN
    RAISE EXCEPTION 'it has ended already' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER records_move_ended BEFORE UPDATE ON records_move
  FOR EACH ROW EXECUTE FUNCTION records_ended_once();
CREATE TRIGGER records_joinrequest_ended BEFORE UPDATE ON records_joinrequest
  FOR EACH ROW EXECUTE FUNCTION records_ended_once();
-- An entry changes its child only when two people have said so.
CREATE FUNCTION records_child_by_two() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$ BEGIN
  IF OLD.child_id IS NULL OR OLD.child_id IS NOT DISTINCT FROM NEW.child_id THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM records_move m WHERE m.about = OLD.id AND m.from_child_id = OLD.child_id
      AND m.to_child_id IS NOT DISTINCT FROM NEW.child_id AND m.status = 'confirmed'
      AND m.ended_by_id = acting_person() AND m.asked_by_id <> m.ended_by_id
      AND m.ended_at >= public.app_now())
    OR EXISTS (SELECT 1 FROM records_joinrequest r WHERE r.what = 'part' AND r.status = 'confirmed'
      AND r.kept_id = OLD.child_id AND r.other_id = NEW.child_id
      AND r.ended_by_id = acting_person() AND r.asked_by_id <> r.ended_by_id
      AND r.ended_at >= public.app_now())
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'only two people together move an entry' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER records_concern_child BEFORE UPDATE ON records_concern
  FOR EACH ROW EXECUTE FUNCTION records_child_by_two();
CREATE TRIGGER records_entry_child BEFORE UPDATE ON records_entry
  FOR EACH ROW EXECUTE FUNCTION records_child_by_two();
"""
UNDO = """
DROP TRIGGER records_entry_child ON records_entry; DROP TRIGGER records_concern_child ON records_concern;
DROP TRIGGER records_joinrequest_ended ON records_joinrequest; DROP TRIGGER records_move_ended ON records_move;
DROP FUNCTION records_child_by_two(); DROP FUNCTION records_ended_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_adults"),
        ("partnership", "0005_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="childdetail",
            name="court_limits",
            field=crossing.database.sealed.SealedText(blank=True),
        ),
        migrations.AddField(
            model_name="childdetail",
            name="not_to_mention",
            field=crossing.database.sealed.SealedText(blank=True),
        ),
        migrations.AddField(
            model_name="childdetail",
            name="placing_authority",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="childdetail",
            name="placing_phone",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="relative",
            name="checked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="relative",
            name="court_limits",
            field=crossing.database.sealed.SealedText(blank=True),
        ),
        migrations.AddField(
            model_name="relative",
            name="delegated_authority",
            field=crossing.database.sealed.SealedText(blank=True),
        ),
        migrations.AddField(
            model_name="relative",
            name="safe_way",
            field=crossing.database.sealed.SealedText(blank=True),
        ),
        migrations.AlterField(
            model_name="entry",
            name="child",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entrys",
                to="records.child",
            ),
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", crossing.database.sealed.SealedText()),
                ("asked_by_name", models.CharField(max_length=250)),
                ("asked_at", models.DateTimeField()),
                ("status", models.CharField(default="asked", max_length=20)),
                ("because", crossing.database.sealed.SealedText(blank=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=250)),
                ("ended_at", models.DateTimeField(null=True)),
                ("what", models.CharField(max_length=20)),
                ("to_other", models.JSONField(default=list)),
                ("before", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
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
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChildJoin",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("parted_at", models.DateTimeField(null=True)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
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
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.joinrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", crossing.database.sealed.SealedText()),
                ("asked_by_name", models.CharField(max_length=250)),
                ("asked_at", models.DateTimeField()),
                ("status", models.CharField(default="asked", max_length=20)),
                ("because", crossing.database.sealed.SealedText(blank=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=250)),
                ("ended_at", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=20)),
                ("about", models.UUIDField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
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
                (
                    "to_child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MovedHere",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("about", models.UUIDField()),
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
        ),
        migrations.CreateModel(
            name="MovedNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("happened_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("copy", crossing.database.sealed.SealedJSON(default=dict)),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="originals",
                        to="records.move",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OriginalOpening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                ("reason", crossing.database.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="records.move",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Removed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("happened_on", models.DateField()),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="records.child",
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.move",
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
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "asked")),
                fields=("org", "other"),
                name="join_request_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="childjoin",
            index=models.Index(
                condition=models.Q(("parted_at__isnull", True)),
                fields=["org", "kept"],
                name="join_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="childjoin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("parted_at__isnull", True)),
                fields=("org", "other"),
                name="join_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="childjoin",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("other")), _negated=True), name="join_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "asked")),
                fields=("org", "about"),
                name="move_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="movedhere",
            index=models.Index(fields=["org", "about"], name="moved_here_about"),
        ),
        OwnKey("records_move"),
        OwnKey("records_joinrequest"),
        *[
            SameOwner(f"records_{table}", column, "records_child")
            for table, column in (
                ("move", "from_child_id"),
                ("move", "to_child_id"),
                ("removed", "child_id"),
                ("movednotice", "child_id"),
                ("joinrequest", "kept_id"),
                ("joinrequest", "other_id"),
                ("childjoin", "kept_id"),
                ("childjoin", "other_id"),
            )
        ],
        *[
            SameOwner(f"records_{table}", "move_id", "records_move")
            for table in ("removed", "original", "originalopening")
        ],
        SameOwner("records_childjoin", "request_id", "records_joinrequest"),
        Secure(
            "records_move",
            select=MOVE_SEEN,
            insert=both(MOVE_SEEN, DECIDES, mine("asked_by_id"), "status = 'asked'"),
            update=both(MOVE_SEEN, DECIDES, by_two("concern.decide")),
            columns=ENDING,
        ),
        Secure(
            "records_removed",
            select=both(places("org_id", "content.see"), child("records_removed", "child_id")),
            insert=both(DECIDES, move("records_removed", *BY_ME)),
            once=True,
        ),
        Secure(
            "records_movedhere", select=places("org_id", "content.see"), insert=DECIDES, once=True
        ),
        Secure(
            "records_original",
            select=ORIGINAL_SEEN,
            insert=both(DECIDES, move("records_original", *BY_ME)),
            once=True,
        ),
        Secure(
            "records_originalopening",
            select=ORIGINAL,
            insert=both(ORIGINAL, mine("by_id")),
            once=True,
        ),
        Secure(
            "records_movednotice",
            select=both(OWN, mine("account_id")),
            insert=DECIDES,
            update=both(OWN, mine("account_id")),
            columns=("seen_at",),
        ),
        Secure(
            "records_joinrequest",
            select=both(places("org_id", "content.see"), *PAIR),
            insert=both(
                places("org_id", "child.record"), *PAIR, mine("asked_by_id"), "status = 'asked'"
            ),
            update=both(places("org_id", "child.record"), *PAIR, by_two("concern.decide")),
            columns=(*ENDING, "before"),
        ),
        Secure(
            "records_childjoin",
            select=both(places("org_id", "roll.see"), *JOINED),
            insert=both(DECIDES, agreed("join")),
            update=both(DECIDES, *JOINED, either("parted_at IS NULL", agreed("part"))),
            columns=("parted_at",),
        ),
        migrations.RunSQL(
            [
                f"ALTER POLICY records_entry_select ON records_entry USING ({ENTRY_SEEN})",
                *policies("records_entry", {"update": both(ENTRY_SEEN, DECIDES)}),
                f"GRANT UPDATE (child_id) ON records_entry TO {APP}",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
