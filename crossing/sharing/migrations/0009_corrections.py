"""Corrections, contradictions and breaches: who reads and writes what, and what stays destroyed.

`gone_wrong()` asks past the policies which of the things that were shared with whoever acts went to
the wrong place: the policies of what was shared ask for it, and must not ask for themselves.
"""

import csv
import datetime
import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, places, policies

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
STAYS = "disclosure_id <> ALL((SELECT gone_wrong())::uuid[])"


def mends(column):
    """Those who decide or propose there, and see how something was decided."""
    verbs = ("sharing.decide", "sharing.propose", "sharing.confirm")
    return both(places(column, "decision.see"), either(*(places(column, each) for each in verbs)))


def exists(table, alias, condition):
    return f"EXISTS (SELECT 1 FROM sharing_{table} {alias} WHERE {condition})"


def decided(table):
    """The sender sees how it was decided, or that it was shared at once: about a sealed child, those
    alone who may see the child."""
    of_it = f"x.disclosure_id = sharing_{table}.disclosure_id"
    return either(exists("decision", "x", of_it), exists("emergency", "x", of_it))


def sides(table, sender, recipient):
    """The row names the two sides of what was shared."""
    return exists(
        "disclosure",
        "d",
        f"d.id = sharing_{table}.disclosure_id AND d.sender_id = sharing_{table}.{sender}"
        f" AND d.recipient_id IS NOT DISTINCT FROM sharing_{table}.{recipient}",
    )


def received(table, column):
    """It is there for the recipient, and did not go to the wrong place."""
    shown = exists("disclosure", "d", f"d.id = sharing_{table}.disclosure_id")
    return both(places(column, "shared.see"), shown)


FUNCTIONS = f"""
CREATE FUNCTION gone_wrong() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(disclosure_id), '{{}}') FROM public.sharing_wrongplace
  WHERE recipient_id = ANY((SELECT public.places('shared.see'))::uuid[])
$$;

-- Who there has looked, from their log: names and moments, for the sender of what went wrong.
CREATE FUNCTION wrong_openings(gone uuid) RETURNS TABLE (who text, looked_at timestamptz, what text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT e.who_label, e.at, e.event FROM public.sharing_wrongplace w
  JOIN public.audit_auditevent e ON e.org = w.recipient_id AND e.at >= w.sent_at
  WHERE w.disclosure_id = gone AND e.about_id = gone::text AND e.event IN
    ('sharing.disclosure.read', 'sharing.disclosure.opened', 'sharing.disclosure.unsealed')
    AND (w.sender_id = ANY((SELECT public.places('decision.see'))::uuid[])
      OR w.sender_id = ANY((SELECT public.places('audit.see'))::uuid[]))
  ORDER BY e.at, e.id
$$;

-- Takes the words out of a frozen copy that went to the wrong place, and its key, once whoever acts
-- has said that every copy is destroyed. Of each item a tombstone stays.
CREATE FUNCTION destroy_copy(gone uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM public.sharing_wrongplace w
    JOIN public.sharing_destruction x ON x.wrong_place_id = w.id
    WHERE w.disclosure_id = gone AND x.account_id = public.acting_person()
  ) THEN
    RAISE EXCEPTION 'only what went to the wrong place is destroyed, by whoever confirms it'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.sharing_tombstone (id, disclosure_id, position, salt, digest, at)
  SELECT gen_random_uuid(), i.disclosure_id, i.position, s.salt,
    encode(sha256(convert_to(concat_ws('|', s.salt, i.title, i.source, i.text), 'UTF8')), 'hex'),
    public.app_now()
  FROM public.sharing_discloseditem i
  CROSS JOIN LATERAL (SELECT gen_random_uuid()::text || left(i.id::text, 0) AS salt) s
  WHERE i.disclosure_id = gone AND NOT EXISTS (
    SELECT 1 FROM public.sharing_tombstone t
    WHERE t.disclosure_id = gone AND t.position = i.position);
  UPDATE public.sharing_discloseditem
  SET title = '', source = '', text = '', basis = '', data_class = '', happened_on = NULL,
    childs_words = false
  WHERE disclosure_id = gone;
  DELETE FROM public.database_copykey WHERE copy = gone;
END $$;

REVOKE ALL ON FUNCTION gone_wrong(), wrong_openings(uuid), destroy_copy(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gone_wrong(), wrong_openings(uuid), destroy_copy(uuid) TO {APP};
"""
TRIGGERS = """
CREATE FUNCTION sharing_stays_destroyed() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  RAISE EXCEPTION 'what was destroyed stays destroyed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER sharing_discloseditem_destroyed BEFORE UPDATE ON sharing_discloseditem
  FOR EACH ROW WHEN (OLD.title = '' AND OLD.text = '' AND (NEW.title <> '' OR NEW.text <> ''))
  EXECUTE FUNCTION sharing_stays_destroyed();

CREATE FUNCTION sharing_breach_ends() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (NEW.ended_at IS NOT NULL AND (
    (SELECT count(DISTINCT kind) FROM public.sharing_breachstep WHERE breach_id = OLD.id) < 4
    OR NOT EXISTS (SELECT 1 FROM public.sharing_destruction x
      WHERE x.wrong_place_id = OLD.wrong_place_id)))
  THEN
    RAISE EXCEPTION 'a breach closes once, when everything about it is written down'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sharing_breach_ended BEFORE UPDATE ON sharing_breach
  FOR EACH ROW EXECUTE FUNCTION sharing_breach_ends();
"""
UNDO = """
DROP TRIGGER sharing_breach_ended ON sharing_breach;
DROP FUNCTION sharing_breach_ends();
DROP TRIGGER sharing_discloseditem_destroyed ON sharing_discloseditem;
DROP FUNCTION sharing_stays_destroyed();
"""
NO_FUNCTIONS = "DROP FUNCTION destroy_copy(uuid), wrong_openings(uuid), gone_wrong()"

DISCLOSURE = "sharing_disclosure"
SENT = places("sender_id", "shared.see")
ARRIVED = places("recipient_id", "shared.see")
STILL_THERE = {
    DISCLOSURE: either(SENT, both(ARRIVED, STAYS.replace("disclosure_id", "id", 1))),
    "sharing_question": either(
        places("to_org_id", "shared.see"),
        both(places("from_org_id", "shared.see"), either("disclosure_id IS NULL", STAYS)),
    ),
}
BEFORE = {
    DISCLOSURE: either(SENT, ARRIVED),
    "sharing_question": either(
        places("from_org_id", "shared.see"), places("to_org_id", "shared.see")
    ),
}


def seen_again(table):
    """The policy of reading a table, written anew."""
    old = f"DROP POLICY {table}_select ON {table}"
    return migrations.RunSQL(
        [old, *policies(table, {"select": STILL_THERE[table]})],
        [old, *policies(table, {"select": BEFORE[table]})],
    )


OVERSEES = either(places("org_id", "decision.see"), places("org_id", "audit.see"))
WRONG_PLACE = either(SENT, places("sender_id", "audit.see"), ARRIVED)
OF_WRONG_PLACE = exists("wrongplace", "w", "w.id = {}.wrong_place_id")
WORDS = """EXISTS (
  SELECT 1 FROM sharing_breachstep s JOIN sharing_breach b ON b.id = s.breach_id
  JOIN sharing_wrongplace w ON w.id = b.wrong_place_id
  WHERE s.id = sharing_breachwords.step_id AND (
    EXISTS (SELECT 1 FROM sharing_decision x WHERE x.disclosure_id = w.disclosure_id)
    OR EXISTS (SELECT 1 FROM sharing_emergency x WHERE x.disclosure_id = w.disclosure_id)))"""

RULES = Path(__file__).parent.parent / "data" / "law_rules.csv"
ALWAYS = datetime.date(1900, 1, 1)


def add_law(apps, schema_editor):
    """What the law asks about a breach, where the rule table was loaded before it held that."""
    rule = apps.get_model("sharing", "LegalRule")
    known = set(rule.objects.values_list("code", flat=True))
    with RULES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "breach" and row["code"] not in known:
                rule.objects.create(**row | {"valid_from": ALWAYS, "valid_to": None})


LOCKS = [
    migrations.RunPython(add_law, migrations.RunPython.noop),
    migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    migrations.RunSQL(TRIGGERS, UNDO),
    seen_again(DISCLOSURE),
    seen_again("sharing_question"),
    OwnKey("sharing_breach"),
    OwnKey("sharing_breachstep"),
    SameOwner("sharing_breachstep", "breach_id", "sharing_breach"),
    SameOwner("sharing_breachwords", "step_id", "sharing_breachstep"),
    Secure(
        "sharing_correcting",
        select=places("org_id", "decision.see"),
        insert=both(mends("org_id"), mine("by_id")),
        once=True,
    ),
    Secure(
        "sharing_correction",
        select=either(
            both(places("sender_id", "decision.see"), decided("correction")),
            received("correction", "recipient_id"),
        ),
        insert=both(
            mends("sender_id"),
            sides("correction", "sender_id", "recipient_id"),
            exists("correcting", "a", "a.id = sharing_correction.act_id AND a.org_id = sender_id"),
        ),
        once=True,
    ),
    Secure(
        "sharing_correctionreceipt",
        select=exists("correction", "c", "c.id = sharing_correctionreceipt.correction_id"),
        insert=both(
            places("org_id", "shared.see"),
            mine("account_id"),
            exists(
                "correction",
                "c",
                "c.id = sharing_correctionreceipt.correction_id"
                " AND c.recipient_id = sharing_correctionreceipt.org_id",
            ),
        ),
        once=True,
    ),
    Secure(
        "sharing_contradiction",
        select=either(
            both(places("to_org_id", "decision.see"), decided("contradiction")),
            received("contradiction", "from_org_id"),
        ),
        insert=both(
            places("from_org_id", "shared.see"), sides("contradiction", "to_org_id", "from_org_id")
        ),
        once=True,
    ),
    Secure(
        "sharing_contradictionanswer",
        select=exists("contradiction", "c", "c.id = contradiction_id"),
        insert=exists("contradiction", "c", f"c.id = contradiction_id AND {mends('c.to_org_id')}"),
        once=True,
    ),
    Secure(
        "sharing_wrongplace",
        select=WRONG_PLACE,
        insert=both(
            either(
                both("NOT said_by_recipient", mends("sender_id")),
                both("said_by_recipient", ARRIVED),
            ),
            sides("wrongplace", "sender_id", "recipient_id"),
        ),
        once=True,
    ),
    Secure(
        "sharing_destruction",
        select=OF_WRONG_PLACE.format("sharing_destruction"),
        insert=both(
            mine("account_id"),
            places("org_id", "shared.see"),
            exists(
                "wrongplace",
                "w",
                "w.id = sharing_destruction.wrong_place_id"
                " AND coalesce(w.recipient_id, w.sender_id) = sharing_destruction.org_id",
            ),
        ),
        once=True,
    ),
    Secure(
        "sharing_tombstone",
        select=exists("wrongplace", "w", "w.disclosure_id = sharing_tombstone.disclosure_id"),
        once=True,
    ),
    Secure(
        "sharing_breach",
        select=OVERSEES,
        insert=both(
            places("org_id", "decision.see"),
            exists(
                "wrongplace", "w", "w.id = sharing_breach.wrong_place_id AND w.sender_id = org_id"
            ),
        ),
        update=mends("org_id"),
        columns=("status", "ended_at"),
    ),
    Secure("sharing_breachstep", select=OVERSEES, insert=mends("org_id"), once=True),
    Secure(
        "sharing_breachwords",
        select=both(places("org_id", "decision.see"), WORDS),
        insert=both(mends("org_id"), WORDS),
        once=True,
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0008_emergency"),
        ("partnership", "0005_grants"),
        ("audit", "0003_events"),
        ("database", "0004_keys"),
    ]
    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("status", models.CharField(max_length=20)),
                ("items", models.SmallIntegerField()),
                ("aware_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="BreachStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("choice", models.CharField(max_length=20)),
                ("on", models.DateField(null=True)),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="BreachWords",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", crossing.database.sealed.SealedText()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("text", crossing.database.sealed.SealedText()),
                ("ring", models.CharField(max_length=250)),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="ContradictionAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("told", crossing.database.sealed.SealedText(blank=True)),
                ("until", models.DateField(null=True)),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Correcting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("entry_kind", models.CharField(blank=True, max_length=20)),
                ("entry", models.UUIDField(null=True)),
                ("found", crossing.database.sealed.SealedText()),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("title", crossing.database.sealed.SealedText(blank=True)),
                ("truth", models.CharField(max_length=20)),
                ("wrong", crossing.database.sealed.SealedText()),
                ("instead", crossing.database.sealed.SealedText(blank=True)),
                ("undo", crossing.database.sealed.SealedText(blank=True)),
                ("urgent", models.BooleanField(default=False)),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["position", "-at"],
            },
        ),
        migrations.CreateModel(
            name="CorrectionReceipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("relied", models.CharField(max_length=20)),
                ("did", crossing.database.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Destruction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=250)),
                ("spread", models.CharField(max_length=20)),
                ("text", crossing.database.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("salt", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="WrongPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recipient_name", models.CharField(max_length=250)),
                ("sent_at", models.DateTimeField()),
                ("said_by_recipient", models.BooleanField()),
                ("by_name", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="breach",
            name="org",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="breachstep",
            name="breach",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="sharing.breach",
            ),
        ),
        migrations.AddField(
            model_name="breachstep",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="breachwords",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="breachwords",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="words",
                to="sharing.breachstep",
            ),
        ),
        migrations.AddField(
            model_name="contradiction",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contradictions",
                to="sharing.disclosure",
            ),
        ),
        migrations.AddField(
            model_name="contradiction",
            name="from_org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="contradiction",
            name="to_org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="contradictionanswer",
            name="contradiction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="sharing.contradiction",
            ),
        ),
        migrations.AddField(
            model_name="correcting",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correcting",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="act",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="sharing.correcting",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="sharing.disclosure",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="recipient",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="sender",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="correctionreceipt",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correctionreceipt",
            name="correction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="sharing.correction",
            ),
        ),
        migrations.AddField(
            model_name="correctionreceipt",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="destruction",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="destruction",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="tombstone",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tombstones",
                to="sharing.disclosure",
            ),
        ),
        migrations.AddField(
            model_name="wrongplace",
            name="disclosure",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="wrong_place",
                to="sharing.disclosure",
            ),
        ),
        migrations.AddField(
            model_name="wrongplace",
            name="recipient",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="wrongplace",
            name="sender",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="destruction",
            name="wrong_place",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="destruction",
                to="sharing.wrongplace",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="wrong_place",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="breach",
                to="sharing.wrongplace",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["sender", "-at", "-id"], name="correction_sender"),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["recipient", "-at", "-id"], name="correction_recipient"),
        ),
        migrations.AddConstraint(
            model_name="correctionreceipt",
            constraint=models.UniqueConstraint(
                fields=("org", "correction", "account"), name="correction_receipt_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="tombstone",
            constraint=models.UniqueConstraint(
                fields=("disclosure", "position"), name="tombstone_once"
            ),
        ),
        migrations.AddIndex(
            model_name="breach",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["org", "due_at"],
                name="breach_open",
            ),
        ),
        *LOCKS,
    ]
