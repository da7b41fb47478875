"""A disagreement: what both sides see of it, and apart, one's own notes."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor
from crossing.partnership.rules import Permission
from crossing.sharing.models.ask import InformationRequest
from crossing.sharing.models.share import Disclosure
from crossing.sharing.rules.disagree import Stage


class DisagreementRows(models.QuerySet["Disagreement"]):
    """Disagreements, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """Those of one's own organisation; at the last stage, those that the partnership hears."""
        sides = person.places(Permission.SHARED_SEE)
        hears = Q(board__in=person.places(Permission.DISAGREEMENT_HEAR), stage=Stage.PARTNERSHIP)
        return self.filter(Q(asker__in=sides) | Q(holder__in=sides) | hears)


class Disagreement(Table):
    """BOTH SIDES, and at its last stage the partnership. `asker` disagrees with `holder`, about an
    answer to a request or about what came of something shared. No word and no name stands here."""

    asker = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    board = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey(InformationRequest, models.PROTECT, null=True, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=30)
    opened_at = models.DateTimeField()
    stage = models.SmallIntegerField(default=1)
    stage_due_at = models.DateTimeField()
    ending = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = DisagreementRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(request__isnull=False) ^ Q(disclosure__isnull=False),
                name="disagreement_about_one",
            ),
            models.CheckConstraint(condition=~Q(asker=F("holder")), name="disagreement_of_two"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="disagreement_ends_somehow",
            ),
            models.UniqueConstraint(
                fields=["request"],
                name="disagreement_request_open",
                condition=Q(ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["disclosure"],
                name="disagreement_shared_open",
                condition=Q(ended_at__isnull=True),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["stage_due_at"],
                name="disagreement_due",
                condition=Q(ended_at__isnull=True),
            )
        ]

    @property
    def reference(self) -> str:
        """By what it is named where no child may be."""
        return f"D-{self.pk.hex[:6].upper()}"


class DisagreementLine(Table):
    """BOTH SIDES: what one side wrote, or what happened. `for_board` is read by the partnership."""

    disagreement = models.ForeignKey(Disagreement, models.PROTECT, related_name="lines")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=250)
    said = models.CharField(max_length=20)
    stage = models.SmallIntegerField()
    text = SealedText(blank=True)
    for_board = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]


class DisagreementPerson(Table):
    """BOTH SIDES: who is named for a side at a stage. The newest counts; a change has a reason."""

    disagreement = models.ForeignKey(Disagreement, models.PROTECT, related_name="people")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    stage = models.SmallIntegerField()
    name = models.CharField(max_length=250)
    phone = models.CharField(max_length=40, blank=True)
    reason = SealedText(blank=True)
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]


class DisagreementNote(Table):
    """ONE'S OWN SIDE: a note that the other never sees."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    disagreement = models.ForeignKey(Disagreement, models.PROTECT, related_name="notes")
    by_name = models.CharField(max_length=250)
    text = SealedText()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]


class DisagreementDays(Table):
    """A PARTNERSHIP'S: how many working days each stage has. The newest row counts."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    first = models.SmallIntegerField()
    second = models.SmallIntegerField()
    third = models.SmallIntegerField()
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
