"""Concerns about adults who work here; several children in one concern; typed for somebody; words in
another language.

A concern about an adult exists for those to whom it went, never for the adult, and for its author.
Neither clocks nor the log may tell the adult that there is one: policies that narrow say so.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, places

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
NOT_ME = "{0}.adult_id IS DISTINCT FROM (SELECT acting_person())"


def kept(table: str) -> str:
    """It went to people like this one, and is not about them."""
    head = both(f"{table}.goes_to = 'head'", places(f"{table}.org_id", "staffconcern.see"))
    chair = both(f"{table}.goes_to = 'chair'", places(f"{table}.org_id", "chairconcern.see"))
    return both(either(head, chair), NOT_ME.format(table))


OWN = both(places("org_id", "own.see"), mine("author_id"))
KEPT_BESIDE = (
    "EXISTS (SELECT 1 FROM records_staffconcern c WHERE c.id = {table}.concern_id AND "
    + kept("c")
    + ")"
)
SEEN_BESIDE = "EXISTS (SELECT 1 FROM records_staffconcern c WHERE c.id = {table}.concern_id)"

# What the acting person must not find a trace of: concerns about them, with their clocks and tasks.
# It is asked once a statement, and tells ids that are then left out.
HIDDEN = f"""
CREATE FUNCTION hidden_from_me() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
  WITH about AS (
    SELECT id FROM public.records_staffconcern
    WHERE adult_id = public.acting_person() AND author_id <> public.acting_person()
  )
  SELECT coalesce(array_agg(id::text), '{{}}') FROM (
    SELECT id FROM about
    UNION ALL SELECT c.id FROM public.todo_chase c JOIN about a ON a.id = c.about
    UNION ALL SELECT t.id FROM public.todo_task t JOIN about a ON a.id = t.about
  ) every
$$;
REVOKE ALL ON FUNCTION hidden_from_me() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hidden_from_me() TO {APP};

CREATE POLICY todo_chase_adults ON todo_chase AS RESTRICTIVE FOR SELECT TO {APP} USING (
  matter NOT LIKE 'staff_concern%' OR (
    ({places("org_id", "staffconcern.see")} OR {places("org_id", "chairconcern.see")}
     OR {places("org_id", "clocks.keep")})
    AND id::text <> ALL((SELECT hidden_from_me())::text[])));
CREATE POLICY todo_task_adults ON todo_task AS RESTRICTIVE FOR SELECT TO {APP} USING (
  matter NOT LIKE 'staff_concern%' OR (
    ({places("org_id", "staffconcern.see")} OR {places("org_id", "chairconcern.see")}
     OR {places("org_id", "clocks.keep")})
    AND id::text <> ALL((SELECT hidden_from_me())::text[])));
CREATE POLICY audit_auditevent_adults ON audit_auditevent AS RESTRICTIVE FOR SELECT TO {APP}
  USING (about_id <> ALL((SELECT hidden_from_me())::text[]));
"""
UNDO = """
DROP POLICY audit_auditevent_adults ON audit_auditevent;
DROP POLICY todo_task_adults ON todo_task;
DROP POLICY todo_chase_adults ON todo_chase;
DROP FUNCTION hidden_from_me();
"""

# Its author; and whoever sees every concern that came of it: where one of the children is sealed
# to somebody, they count fewer, and what was written about all of them stays closed.
TOGETHER = either(
    OWN,
    both(
        places("org_id", "content.see"),
        "(SELECT count(*) FROM records_concern c WHERE c.together_id = records_together.id)"
        " = how_many",
    ),
)


def beside(table: str, seen: str) -> Secure:
    """Written once, by those to whom the concern went."""
    kept_here = KEPT_BESIDE.format(table=table)
    return Secure(table, select=seen, insert=both(kept_here, mine("by_id")), once=True)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_sealed"),
        ("partnership", "0005_grants"),
        ("todo", "0002_locks"),
        ("audit", "0002_locks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="concern",
            name="independent",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="concern",
            name="interpreter",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="concern",
            name="interpreter_is",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="concern",
            name="language",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="concern",
            name="read_back",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="concern",
            name="seen_by_is",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="concern",
            name="told_when",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="concern",
            name="translation",
            field=crossing.database.sealed.SealedText(blank=True),
        ),
        migrations.CreateModel(
            name="StaffConcern",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("goes_to", models.CharField(max_length=20)),
                ("adult_as_named", crossing.database.sealed.SealedText()),
                ("adult_is", models.CharField(max_length=20)),
                ("author_name", models.CharField(max_length=250)),
                ("shared_by", models.CharField(blank=True, max_length=250)),
                ("level", models.CharField(max_length=20)),
                ("happened_on", models.DateField()),
                ("account", crossing.database.sealed.SealedText()),
                ("context", crossing.database.sealed.SealedText(blank=True)),
                ("children", crossing.database.sealed.SealedText(blank=True)),
                ("done_already", crossing.database.sealed.SealedText(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "adult",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffConcernReading",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="records.staffconcern",
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
        ),
        migrations.CreateModel(
            name="StaffConcernStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=20)),
                ("reason", crossing.database.sealed.SealedText()),
                ("lado_on", models.DateField(null=True)),
                ("lado_name", models.CharField(blank=True, max_length=120)),
                ("lado_advice", crossing.database.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="records.staffconcern",
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
            name="Together",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("how_many", models.SmallIntegerField()),
                ("place", crossing.database.sealed.SealedText(blank=True)),
                ("words", crossing.database.sealed.SealedText(blank=True)),
                ("translation", crossing.database.sealed.SealedText(blank=True)),
                ("account", crossing.database.sealed.SealedText(blank=True)),
                ("done_already", crossing.database.sealed.SealedText(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
        migrations.AddField(
            model_name="concern",
            name="together",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="concerns",
                to="records.together",
            ),
        ),
        migrations.AddIndex(
            model_name="staffconcern",
            index=models.Index(
                fields=["org", "goes_to", "-recorded_at", "-id"], name="staff_concern_org"
            ),
        ),
        migrations.AddConstraint(
            model_name="staffconcernreading",
            constraint=models.UniqueConstraint(
                fields=("org", "concern", "by"), name="staff_reading_once"
            ),
        ),
        OwnKey("records_together"),
        OwnKey("records_staffconcern"),
        SameOwner("records_concern", "together_id", "records_together"),
        SameOwner("records_staffconcernreading", "concern_id", "records_staffconcern"),
        SameOwner("records_staffconcernstep", "concern_id", "records_staffconcern"),
        Secure(
            "records_together",
            select=TOGETHER,
            insert=both(places("org_id", "concern.record"), mine("author_id")),
            once=True,
        ),
        Secure(
            "records_staffconcern",
            select=either(OWN, kept("records_staffconcern")),
            insert=both(places("org_id", "concern.record"), mine("author_id")),
            once=True,
        ),
        beside(
            "records_staffconcernreading", SEEN_BESIDE.format(table="records_staffconcernreading")
        ),
        beside("records_staffconcernstep", KEPT_BESIDE.format(table="records_staffconcernstep")),
        migrations.RunSQL(HIDDEN, UNDO),
    ]
