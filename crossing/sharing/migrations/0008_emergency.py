"""Sharing about a child in danger, and its locks.

Any member of staff shares at once. So beside the policies of those who decide stand narrow ones:
rows of the route "emergency", of one's own organisation, written in the act of sharing. Whoever
shared reads the envelope and its copy, and nothing of how the record is made up.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from crossing.database.composite import OwnKey, SameOwner
from crossing.database.sealed import SealedText
from crossing.database.security import Secure, both, either, mine, places, policies

DECIDES = places("org_id", "decision.see")
OUTSIDE = places("org_id", "outside.see")
SHARES = places("org_id", "emergency.share")
NOW = "(SELECT app_now())"
# Its record in the making is visible, and the child whom that names.
RECORD_SEEN = """EXISTS (
  SELECT 1 FROM sharing_deliberation d WHERE d.id = sharing_emergency.deliberation_id
  AND (d.child_id IS NULL OR EXISTS (SELECT 1 FROM records_child c WHERE c.id = d.child_id)))"""
CASE_SEEN = """EXISTS (
  SELECT 1 FROM sharing_deliberation d WHERE d.id = sharing_emergency.deliberation_id AND d.outside)"""
MINE = both(SHARES, mine("by_id"))
SEEN = "EXISTS (SELECT 1 FROM sharing_emergency e WHERE e.id = {}.emergency_id)"
BEGUN = "status = 'shared' AND recorded_at IS NULL AND closed_at IS NULL"
# Neither who shared it nor who wrote its record, which there is by now.
SECOND_PERSON = """EXISTS (
  SELECT 1 FROM sharing_emergency e
  JOIN sharing_decision x ON x.disclosure_id = e.disclosure_id
  JOIN sharing_deliberation d ON d.id = x.deliberation_id
  WHERE e.id = sharing_emergencyreview.emergency_id AND e.by_id <> sharing_emergencyreview.by_id
  AND coalesce(d.proposed_by_id, x.decided_by_id) <> sharing_emergencyreview.by_id
  AND NOT EXISTS (SELECT 1 FROM sharing_connection c
                  WHERE c.deliberation_id = d.id AND c.account_id = sharing_emergencyreview.by_id))"""

AT_ONCE = "route = 'emergency' AND request_id IS NULL"
SENT_NOW = both(
    places("sender_id", "emergency.share"),
    f"{AT_ONCE} AND sent_at >= {NOW} AND closed_at IS NULL",
    "recipient_id IS DISTINCT FROM sender_id",
)
SENT = both(
    places("sender_id", "emergency.share"),
    "route = 'emergency'",
    "EXISTS (SELECT 1 FROM sharing_emergency e WHERE e.disclosure_id = sharing_disclosure.id"
    f" AND {mine('e.by_id')})",
)
BEGUN_NOW = both(
    SHARES,
    f"{AT_ONCE} AND started_at >= {NOW} AND ended_at IS NULL AND status = 'new' AND NOT outside",
)
OF_WHAT_IS_SENT_NOW = (
    "EXISTS (SELECT 1 FROM sharing_disclosure d WHERE d.id = {}.disclosure_id"
    f" AND d.route = 'emergency' AND d.sent_at >= {NOW}"
    f" AND {places('d.sender_id', 'emergency.share')}{{}})"
)
OF_ITS_RECORD = both(
    SHARES,
    "EXISTS (SELECT 1 FROM sharing_emergency e JOIN sharing_disclosure d ON d.id = e.disclosure_id"
    " WHERE e.deliberation_id = sharing_deliberationitem.deliberation_id"
    f" AND d.sent_at >= {NOW} AND {mine('e.by_id')})",
)
# One line in the chronology of the child whom one chose, in one's own name.
LINE = both(
    SHARES,
    mine("by_id"),
    f"kind = 'shared' AND ref_kind = 'emergency' AND recorded_at >= {NOW}",
    "EXISTS (SELECT 1 FROM sharing_emergency e JOIN records_child c ON c.id = e.child_id"
    " WHERE e.id = records_entry.ref AND c.id = records_entry.child_id"
    f" AND {mine('e.by_id')})",
)
BESIDE = {
    "sharing_disclosure": {"insert": SENT_NOW, "select": SENT},
    "sharing_discloseditem": {"insert": OF_WHAT_IS_SENT_NOW.format("sharing_discloseditem", "")},
    "sharing_arrival": {
        "insert": OF_WHAT_IS_SENT_NOW.format(
            "sharing_arrival", " AND d.recipient_id = sharing_arrival.org_id"
        )
    },
    "sharing_deliberation": {"insert": BEGUN_NOW},
    "sharing_deliberationitem": {"insert": OF_ITS_RECORD},
    "records_entry": {"insert": LINE},
}

STEPS = """
CREATE FUNCTION sharing_emergency_steps() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL OR (OLD.recorded_at IS NOT NULL
      AND NEW.recorded_at IS DISTINCT FROM OLD.recorded_at) THEN
    RAISE EXCEPTION 'what was done stays done' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.recorded_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM public.sharing_decision x
      JOIN public.sharing_emergency e ON e.disclosure_id = x.disclosure_id
      WHERE e.id = NEW.emergency_id)
     AND NOT EXISTS (
      SELECT 1 FROM public.sharing_emergency e
      JOIN public.sharing_deliberation d ON d.id = e.deliberation_id
      WHERE e.id = NEW.emergency_id AND d.outside AND d.status = 'decided') THEN
    RAISE EXCEPTION 'an emergency is recorded when its full record is there'
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.closed_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM public.sharing_emergencyreview r WHERE r.emergency_id = NEW.emergency_id) THEN
    RAISE EXCEPTION 'an emergency is closed when a second person has reviewed it'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sharing_emergencyclock_steps BEFORE UPDATE ON sharing_emergencyclock
  FOR EACH ROW EXECUTE FUNCTION sharing_emergency_steps();
"""
UNDO = """
DROP TRIGGER sharing_emergencyclock_steps ON sharing_emergencyclock;
DROP FUNCTION sharing_emergency_steps();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0007_sealed"),
        ("partnership", "0005_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Emergency",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("child_as_named", models.CharField(max_length=250)),
                ("by_name", models.CharField(max_length=250)),
                ("typed_for", models.CharField(blank=True, max_length=250)),
                ("phone", models.CharField(blank=True, max_length=100)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "deliberation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.deliberation",
                    ),
                ),
                (
                    "disclosure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergency",
                        to="sharing.disclosure",
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
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmergencyReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("necessary", models.CharField(max_length=20)),
                ("proportionate", models.CharField(max_length=20)),
                ("because", SealedText(blank=True)),
                ("differently", SealedText()),
                ("family_told", models.CharField(max_length=20)),
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
                    "emergency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="sharing.emergency",
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
            name="EmergencyClock",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("status", models.CharField(max_length=20)),
                ("shared_at", models.DateTimeField()),
                ("record_due_at", models.DateTimeField()),
                ("review_due_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "emergency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clock",
                        to="sharing.emergency",
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
            options={
                "indexes": [
                    models.Index(fields=["org", "-shared_at", "-id"], name="emergency_clock"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["org", "shared_at"],
                        name="emergency_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("recorded_at", None), ("status", "shared")
                            ),
                            models.Q(
                                ("closed_at", None),
                                ("recorded_at__isnull", False),
                                ("status", "recorded"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("recorded_at__isnull", False),
                                ("status", "closed"),
                            ),
                            _connector="OR",
                        ),
                        name="emergency_closed_after_both",
                    )
                ],
            },
        ),
        OwnKey("sharing_emergency"),
        SameOwner("sharing_emergency", "deliberation_id", "sharing_deliberation"),
        SameOwner("sharing_emergency", "child_id", "records_child"),
        SameOwner("sharing_emergencyclock", "emergency_id", "sharing_emergency"),
        SameOwner("sharing_emergencyreview", "emergency_id", "sharing_emergency"),
        Secure(
            "sharing_emergency",
            select=either(both(DECIDES, RECORD_SEEN), MINE, both(OUTSIDE, CASE_SEEN)),
            insert=MINE,
            once=True,
        ),
        Secure(
            "sharing_emergencyclock",
            select=either(SEEN.format("sharing_emergencyclock"), places("org_id", "audit.see")),
            insert=both(SHARES, BEGUN, SEEN.format("sharing_emergencyclock")),
            update=both(either(DECIDES, OUTSIDE), SEEN.format("sharing_emergencyclock")),
            columns=("status", "recorded_at", "closed_at"),
        ),
        Secure(
            "sharing_emergencyreview",
            select=both(DECIDES, SEEN.format("sharing_emergencyreview")),
            insert=both(places("org_id", "emergency.review"), mine("by_id"), SECOND_PERSON),
            once=True,
        ),
        *[
            migrations.RunSQL(policies(table, rules, "emergency"), migrations.RunSQL.noop)
            for table, rules in BESIDE.items()
        ],
        migrations.RunSQL(STEPS, UNDO),
    ]
