"""Pages for one named adult of a family: two people, then the adult's hands."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, parent, places

# Once it was checked, what the adult reads stays as it was: only the handing over is added. And
# whoever checks is never the author, whatever the code forgot to ask.
KEPT = """
CREATE FUNCTION family_page_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE handed text[] := ARRAY['status', 'handed_by_name', 'handed_at', 'handed_note'];
BEGIN
  IF OLD.status IN ('released', 'handed') AND (NEW.status NOT IN ('released', 'handed')
      OR to_jsonb(NEW) - handed IS DISTINCT FROM to_jsonb(OLD) - handed) THEN
    RAISE EXCEPTION 'a page for a family that was checked is not rewritten'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.checked_by_id IS NOT NULL AND NEW.checked_by_id IS DISTINCT FROM OLD.checked_by_id
      AND NEW.checked_by_id IS DISTINCT FROM acting_person() THEN
    RAISE EXCEPTION 'whoever checks a page signs for themselves'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER family_page_kept BEFORE UPDATE ON sharing_familypage
  FOR EACH ROW EXECUTE FUNCTION family_page_kept();
"""
# A sealed child's family reads nothing, and so does one that must not be told: nothing is written.
TOLD_ABOUT = """EXISTS (SELECT 1 FROM records_child c WHERE c.id = sharing_familypage.child_id
  AND NOT c.sealed AND NOT c.no_parent_disclosure)"""
SEEN = """EXISTS (SELECT 1 FROM records_child c WHERE c.id = sharing_familypage.child_id)"""
HERE = places("org_id", "decision.see")
WRITES = both(
    HERE,
    either(
        *(places("org_id", p) for p in ("sharing.decide", "sharing.propose", "sharing.confirm"))
    ),
)
LINES = both(HERE, parent("sharing_familypage", "page_id", "sharing_familyline"))


class Migration(migrations.Migration):
    dependencies = [("sharing", "0012_agreements"), ("records", "0002_locks")]
    operations = [
        migrations.CreateModel(
            name="FamilyPage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("relative", models.UUIDField(null=True)),
                ("adult_name", models.CharField(max_length=120)),
                ("adult_relation", models.CharField(max_length=60)),
                ("status", models.CharField(max_length=20)),
                ("also", crossing.database.sealed.SealedText(blank=True)),
                ("others", crossing.database.sealed.SealedJSON(default=dict)),
                ("told", crossing.database.sealed.SealedJSON(default=list)),
                ("way", models.CharField(blank=True, max_length=20)),
                ("safe_because", crossing.database.sealed.SealedText(blank=True)),
                ("they_alone", models.BooleanField(default=False)),
                ("written_by_name", models.CharField(max_length=250)),
                ("written_at", models.DateTimeField()),
                ("checked_by_name", models.CharField(blank=True, max_length=250)),
                ("checked_at", models.DateTimeField(null=True)),
                ("returned_reason", crossing.database.sealed.SealedText(blank=True)),
                ("handed_by_name", models.CharField(blank=True, max_length=250)),
                ("handed_at", models.DateTimeField(null=True)),
                ("handed_note", crossing.database.sealed.SealedText(blank=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FamilyLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("tells", models.BooleanField(null=True)),
                ("text", crossing.database.sealed.SealedText(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.decision",
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
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="sharing.familypage",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="familypage",
            index=models.Index(fields=["org", "child", "-written_at"], name="family_page_child"),
        ),
        migrations.AddConstraint(
            model_name="familypage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by__isnull", True),
                    models.Q(("checked_by", models.F("written_by")), _negated=True),
                    _connector="OR",
                ),
                name="family_page_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="familypage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["released", "handed"]), _negated=True),
                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                    _connector="OR",
                ),
                name="family_page_checked_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyline",
            constraint=models.UniqueConstraint(
                fields=("org", "page", "decision"), name="family_line_once"
            ),
        ),
        OwnKey("sharing_decision"),
        OwnKey("sharing_familypage"),
        SameOwner("sharing_familypage", "child_id", "records_child"),
        SameOwner("sharing_familyline", "page_id", "sharing_familypage"),
        SameOwner("sharing_familyline", "decision_id", "sharing_decision"),
        Secure(
            "sharing_familypage",
            select=both(HERE, SEEN),
            insert=both(WRITES, mine("written_by_id"), TOLD_ABOUT),
            update=both(WRITES, SEEN),
        ),
        Secure("sharing_familyline", select=LINES, insert=LINES, update=LINES),
        migrations.RunSQL(KEPT, "DROP FUNCTION family_page_kept() CASCADE"),
    ]
