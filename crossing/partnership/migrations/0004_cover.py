"""Cover, what partners see of it, days of contacts, and letting somebody in again."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crossing.database.sealed
from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, places

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'

# Whoever leads here, or the two whom it is about; an administrator when the last one leaves.
OURS = "(SELECT m.account_id FROM partnership_membership m WHERE m.id = {})"
STARTS = either(
    places("org_id", "cover.start"),
    places("org_id", "members.manage"),
    f"{OURS.format('absent_id')} = (SELECT acting_person())",
    f"{OURS.format('covering_id')} = (SELECT acting_person())",
)
THEIR_COVER = "EXISTS (SELECT 1 FROM partnership_cover c WHERE c.id = {table}.cover_id AND {who})"
COVERS = either(
    places("c.org_id", "cover.start"),
    places("c.org_id", "members.manage"),
    *(
        f"(SELECT m.account_id FROM partnership_membership m WHERE m.id = c.{side})"
        " = (SELECT acting_person())"
        for side in ("absent_id", "covering_id")
    ),
)
READS = either(
    places("c.org_id", "cover.start"),
    *(
        f"(SELECT m.account_id FROM partnership_membership m WHERE m.id = c.{side})"
        " = (SELECT acting_person())"
        for side in ("absent_id", "covering_id")
    ),
)
SEES_RECOVERY = either(places("org_id", "members.manage"), places("org_id", "cover.start"))
NOT_ABOUT_ME = """NOT EXISTS (SELECT 1 FROM partnership_membership m
  WHERE m.id = partnership_recovery.member_id AND m.account_id = (SELECT acting_person()))"""

# Which organisations somebody works for today: each is told when their sign-in is opened again.
# Only whoever may let them in at one of them is answered.
HOMES = f"""
CREATE FUNCTION homes_of(account uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT DISTINCT m.org_id FROM public.partnership_membership m
  WHERE m.account_id = account
    AND m.starts_on <= public.app_today()
    AND (m.ends_on IS NULL OR m.ends_on >= public.app_today())
    AND EXISTS (SELECT 1 FROM public.partnership_membership h
      WHERE h.account_id = account AND h.org_id = ANY(
        public.places('members.manage') || public.places('cover.start')))
$$;
REVOKE ALL ON FUNCTION homes_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION homes_of(uuid) TO {APP};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("leave", "Leave or holiday"),
                            ("appointment", "An appointment"),
                            ("elsewhere", "Working elsewhere: training, court, a meeting"),
                            ("unexpected", "Away without notice"),
                            ("left", "No longer works here"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("started_by_name", models.CharField(max_length=250)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("note", crossing.database.sealed.SealedText()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            (
                                "factor",
                                "Set up a new second factor: phone and recovery codes are lost",
                            ),
                            ("enable", "Open a disabled account again"),
                        ],
                        max_length=20,
                    ),
                ),
                ("known_by", crossing.database.sealed.SealedText()),
                ("asked_by_name", models.CharField(max_length=250)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=250)),
                ("confirmed", models.BooleanField(null=True)),
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("phone", models.CharField(max_length=40)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["starts_at"],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="factor_due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="sessions_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ordinary", "Usually"),
                    ("holiday", "In a holiday, between two days"),
                    ("out_of_hours", "Out of hours: evenings, nights and weekends"),
                    (
                        "education",
                        "For schools that are closed (the council’s education safeguarding)",
                    ),
                ],
                default="ordinary",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="valid_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="valid_to",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="contact_days",
            ),
        ),
        migrations.AddField(
            model_name="cover",
            name="absent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covered_by",
                to="partnership.membership",
            ),
        ),
        migrations.AddField(
            model_name="cover",
            name="covering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covers",
                to="partnership.membership",
            ),
        ),
        migrations.AddField(
            model_name="cover",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="cover",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, to="partnership.cover"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="recovery",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recovery",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.membership",
            ),
        ),
        migrations.AddField(
            model_name="recovery",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="standin",
            name="cover",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, to="partnership.cover"
            ),
        ),
        migrations.AddField(
            model_name="standin",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stand_ins",
                to="partnership.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="cover",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["org", "ends_at"],
                name="cover_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__gt", models.F("starts_at")),
                    models.Q(("absent", models.F("covering")), _negated=True),
                ),
                name="cover_makes_sense",
            ),
        ),
        migrations.AddIndex(
            model_name="standin",
            index=models.Index(fields=["org", "ends_at"], name="stand_in_org"),
        ),
        OwnKey("partnership_membership"),
        OwnKey("partnership_cover"),
        SameOwner("partnership_cover", "absent_id", "partnership_membership"),
        SameOwner("partnership_cover", "covering_id", "partnership_membership"),
        SameOwner("partnership_handover", "cover_id", "partnership_cover"),
        SameOwner("partnership_standin", "cover_id", "partnership_cover"),
        SameOwner("partnership_recovery", "member_id", "partnership_membership"),
        Secure(
            "partnership_cover",
            select=places("org_id", "colleagues.see"),
            insert=STARTS,
            update=STARTS,
            columns=("ended_at", "ended_by_name"),
        ),
        Secure(
            "partnership_handover",
            select=THEIR_COVER.format(table="partnership_handover", who=READS),
            insert=THEIR_COVER.format(table="partnership_handover", who=COVERS),
            once=True,
        ),
        Secure(
            "partnership_standin",
            select="(SELECT acting_who()) <> ''",
            insert=THEIR_COVER.format(table="partnership_standin", who=COVERS),
            update=THEIR_COVER.format(table="partnership_standin", who=COVERS),
            columns=("ends_at",),
        ),
        Secure(
            "partnership_recovery",
            select=SEES_RECOVERY,
            insert=both(places("org_id", "members.manage"), mine("asked_by_id"), NOT_ABOUT_ME),
            update=both(
                SEES_RECOVERY,
                "asked_by_id IS DISTINCT FROM (SELECT acting_person())",
                NOT_ABOUT_ME,
            ),
            columns=("decided_at", "decided_by_name", "confirmed"),
        ),
        migrations.RunSQL(HOMES, "DROP FUNCTION homes_of(uuid)"),
    ]
