"""Agreements about sharing, version by version; and which of them a decision cites."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.security import Secure, both, either, mine, parent, places

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
# An agreement is read by everybody at its parties. Its own policy must not read the parties by
# their policy, which reads the agreement's: so the ids come from a function.
MINE = f"""
CREATE FUNCTION agreements_of_mine() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(agreement_id), '{{}}') FROM public.sharing_agreementparty
  WHERE org_id = ANY((SELECT public.places('colleagues.see'))::uuid[])
$$;
REVOKE ALL ON FUNCTION agreements_of_mine() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_of_mine() TO {APP};
"""
# What was published is never rewritten, whoever writes as the app; only that it ended is added.
KEPT = """
CREATE FUNCTION agreement_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ended text[] := ARRAY['status', 'ended_by_name', 'ended_at', 'ended_reason'];
BEGIN
  IF OLD.status <> 'draft' AND (NEW.status = 'draft'
      OR to_jsonb(NEW) - ended IS DISTINCT FROM to_jsonb(OLD) - ended) THEN
    RAISE EXCEPTION 'an agreement that was published is not rewritten'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreement_kept BEFORE UPDATE ON sharing_agreement
  FOR EACH ROW EXECUTE FUNCTION agreement_kept();
"""
WRITES = places("org_id", "agreement.manage")
DRAFTS = f"""EXISTS (SELECT 1 FROM sharing_agreement a WHERE a.id = sharing_agreementparty.agreement_id
  AND a.status = 'draft' AND {places("a.org_id", "agreement.manage")})"""
SIGNS = """EXISTS (SELECT 1 FROM sharing_agreement a JOIN sharing_agreementparty p ON p.agreement_id = a.id
  WHERE a.id = sharing_agreementsignature.agreement_id AND a.status = 'published'
  AND p.org_id = sharing_agreementsignature.org_id)"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0011_disagreements"), ("partnership", "0005_grants")]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="agreement_number",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="no_agreement_because",
            field=crossing.database.sealed.SealedText(blank=True, default=""),
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("series", models.UUIDField(default=uuid.uuid4)),
                ("number", models.SmallIntegerField(default=1)),
                ("status", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=200)),
                ("controllers", models.CharField(blank=True, max_length=20)),
                ("purposes", models.JSONField(default=list)),
                ("law", models.JSONField(default=list)),
                ("terms", crossing.database.sealed.SealedJSON(default=dict)),
                ("starts_on", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("written_by_name", models.CharField(max_length=250)),
                ("written_at", models.DateTimeField()),
                ("published_by_name", models.CharField(blank=True, max_length=250)),
                ("published_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=250)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_reason", crossing.database.sealed.SealedText(blank=True)),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.partnership",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.agreement",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="agreement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.agreement",
            ),
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("contact", crossing.database.sealed.SealedText(blank=True)),
                ("protection_officer", crossing.database.sealed.SealedText(blank=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="sharing.agreement",
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
            name="AgreementSignature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=120)),
                ("position", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="sharing.agreement",
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
                "ordering": ["at"],
            },
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("org", "series", "number"), name="agreement_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"),
                    models.Q(
                        ("published_at__isnull", False), ("starts_on__lte", models.F("ends_on"))
                    ),
                    _connector="OR",
                ),
                name="agreement_published_with_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementparty",
            constraint=models.UniqueConstraint(
                fields=("org", "agreement"), name="agreement_party_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementsignature",
            constraint=models.UniqueConstraint(
                fields=("org", "agreement"), name="agreement_signed_once"
            ),
        ),
        migrations.RunSQL(MINE, "DROP FUNCTION agreements_of_mine()"),
        Secure(
            "sharing_agreement",
            select=either(
                WRITES,
                both("status <> 'draft'", "id = ANY((SELECT agreements_of_mine())::uuid[])"),
            ),
            insert=WRITES,
            update=WRITES,
        ),
        Secure(
            "sharing_agreementparty",
            select=parent("sharing_agreement", "agreement_id", "sharing_agreementparty"),
            insert=DRAFTS,
            update=DRAFTS,
            delete=DRAFTS,
        ),
        Secure(
            "sharing_agreementsignature",
            select=parent("sharing_agreement", "agreement_id", "sharing_agreementsignature"),
            insert=both(places("org_id", "agreement.sign"), mine("account_id"), SIGNS),
            once=True,
        ),
        migrations.RunSQL(KEPT, "DROP FUNCTION agreement_kept() CASCADE"),
    ]
