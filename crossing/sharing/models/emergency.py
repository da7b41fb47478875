"""THE SENDER ALONE: sharing about a child in danger, and what is due afterwards.

Three tables, because they have three audiences: whoever shared sees their own emergency; an
auditor sees the clocks and nothing else; the review is for those who decide.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor, Person
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.models.decide import Deliberation
from crossing.sharing.models.share import Disclosure


class EmergencyRows(models.QuerySet["Emergency"]):
    """Emergencies, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """One's own; and those of one's organisation for those who see its decisions, but for
        what is about a child sealed to them."""
        child = Exists(Child.objects.visible_to(person).filter(pk=OuterRef("child")))
        record = Deliberation.objects.filter(Q(child=None) | child, pk=OuterRef("deliberation"))
        seen = Q(org__in=person.places(Permission.DECISION_SEE)) & Exists(record)
        return self.filter(seen | own(person))


def own(person: Actor) -> Q:
    """What this person shared where they may."""
    if not isinstance(person, Person):
        return Q(pk__in=[])
    return Q(by=person.id, org__in=person.places(Permission.EMERGENCY_SHARE))


class Emergency(Table):
    """Something that was shared at once. Its id is that of what crossed. Written once.

    `child` is whom the sharer chose from the roll; who it is in the record is said in the full
    record. `typed_for` is who shares, when somebody else typed it. `phone` is a number we found.
    """

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="emergency")
    deliberation = models.OneToOneField(Deliberation, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")
    child_as_named = models.CharField(max_length=250)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    typed_for = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=100, blank=True)

    objects = EmergencyRows.as_manager()

    @property
    def shared_by(self) -> str:
        """Who shared it; not who typed it for them."""
        return self.typed_for or self.by_name


class EmergencyClock(Table):
    """THE AUDITOR TOO: where it stands and by when what is due. It names nobody."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    emergency = models.OneToOneField(Emergency, models.PROTECT, related_name="clock")
    status = models.CharField(max_length=20)
    shared_at = models.DateTimeField()
    record_due_at = models.DateTimeField()
    review_due_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(status="shared", recorded_at=None, closed_at=None)
                | Q(status="recorded", recorded_at__isnull=False, closed_at=None)
                | Q(status="closed", recorded_at__isnull=False, closed_at__isnull=False),
                name="emergency_closed_after_both",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "-shared_at", "-id"], name="emergency_clock"),
            models.Index(
                fields=["org", "shared_at"],
                name="emergency_open",
                condition=Q(closed_at__isnull=True),
            ),
        ]


class EmergencyReview(Table):
    """A second person's review: neither who shared, nor who wrote the record. Written once."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    emergency = models.OneToOneField(Emergency, models.PROTECT, related_name="review")
    necessary = models.CharField(max_length=20)
    proportionate = models.CharField(max_length=20)
    because = SealedText(blank=True)
    differently = SealedText()
    family_told = models.CharField(max_length=20)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
