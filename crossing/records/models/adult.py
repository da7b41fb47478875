"""Concerns about adults who work here. No row of these touches a child's record."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor, Person
from crossing.partnership.rules import Permission
from crossing.records.rules.adults import Keeper


class StaffConcernRows(models.QuerySet["StaffConcern"]):
    """Concerns about adults, for somebody."""

    def kept_by(self, person: Actor) -> Self:
        """Those that went to people like this one, and are neither about them nor by them."""
        head = Q(goes_to=Keeper.HEAD, org__in=person.places(Permission.STAFFCONCERN_SEE))
        chair = Q(goes_to=Keeper.CHAIR, org__in=person.places(Permission.CHAIRCONCERN_SEE))
        if not isinstance(person, Person):
            return self.none()
        return self.filter(head | chair, Q(adult=None) | ~Q(adult=person.id))

    def visible_to(self, person: Actor) -> Self:
        """Those that one keeps, and those that one wrote."""
        if not isinstance(person, Person):
            return self.none()
        own = Q(author=person.id, org__in=person.places(Permission.OWN_SEE))
        return self.filter(own | Q(pk__in=self.model.objects.kept_by(person).values("pk")))


class StaffConcern(Table):
    """What somebody saw or heard of an adult who works or volunteers here. Written once."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    goes_to = models.CharField(max_length=20)
    adult = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    adult_as_named = SealedText()
    adult_is = models.CharField(max_length=20)
    author = models.ForeignKey(Account, models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=250)
    shared_by = models.CharField(max_length=250, blank=True)
    level = models.CharField(max_length=20)
    happened_on = models.DateField()
    account = SealedText()
    context = SealedText(blank=True)
    children = SealedText(blank=True)
    done_already = SealedText(blank=True)
    recorded_at = models.DateTimeField()

    objects = StaffConcernRows.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "goes_to", "-recorded_at", "-id"], name="staff_concern_org")
        ]


class OfStaffConcern(Table):
    """A row beside a concern about an adult. Written once."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    concern = models.ForeignKey(StaffConcern, models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class StaffConcernReading(OfStaffConcern):
    """Somebody who keeps it has read it: all that its author learns."""

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "concern", "by"], name="staff_reading_once")
        ]


class StaffConcernStep(OfStaffConcern):
    """What was decided, and why; what the LADO advised."""

    what = models.CharField(max_length=20)
    reason = SealedText()
    lado_on = models.DateField(null=True)
    lado_name = models.CharField(max_length=120, blank=True)
    lado_advice = SealedText(blank=True)
