"""ONE'S OWN ORGANISATION: a page for one named adult of a child's family."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedJSON, SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.models.decide import Decision


class FamilyRows(models.QuerySet["FamilyPage"]):
    """Pages, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """Those of one's own organisation about a child whom one may see."""
        seen = Child.objects.visible_to(person).filter(pk=OuterRef("child"))
        own = person.places(Permission.DECISION_SEE)
        return self.filter(Exists(seen), org__in=own)


class FamilyPage(Table):
    """Written by one person, checked by another, handed to one adult. `told` is what they read,
    as it stood when it was sent to be checked."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    relative = models.UUIDField(null=True)
    adult_name = models.CharField(max_length=120)
    adult_relation = models.CharField(max_length=60)
    status = models.CharField(max_length=20)
    also = SealedText(blank=True)
    others = SealedJSON(default=dict)
    told = SealedJSON(default=list)
    way = models.CharField(max_length=20, blank=True)
    safe_because = SealedText(blank=True)
    they_alone = models.BooleanField(default=False)
    written_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=250)
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    checked_by_name = models.CharField(max_length=250, blank=True)
    checked_at = models.DateTimeField(null=True)
    returned_reason = SealedText(blank=True)
    handed_by_name = models.CharField(max_length=250, blank=True)
    handed_at = models.DateTimeField(null=True)
    handed_note = SealedText(blank=True)

    objects = FamilyRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("written_by")),
                name="family_page_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["released", "handed"])
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="family_page_checked_first",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "child", "-written_at"], name="family_page_child")
        ]


class FamilyLine(Table):
    """One decision, and what the adult is told of it, if anything."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    page = models.ForeignKey(FamilyPage, models.CASCADE, related_name="lines")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    tells = models.BooleanField(null=True)
    text = SealedText(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "page", "decision"], name="family_line_once")
        ]
