"""Advice: one question to one person, and the answer. Whoever is asked sees no record."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor, Person
from crossing.partnership.rules import Permission
from crossing.records.models.concern import Concern


class AdviceRows(models.QuerySet["Advice"]):
    """Advice, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """What one asked, what one is asked; and what stands beside a concern or a decision that
        one may see, of which the database shows those alone."""
        if not isinstance(person, Person):
            return self.none()
        here = Q(org__in=person.places(Permission.COLLEAGUES_SEE))
        works = Q(org__in=person.places(Permission.CONTENT_SEE))
        decides = Q(org__in=person.places(Permission.OUTSIDE_SEE), concern=None)
        return self.filter((here & (Q(asked_by=person.id) | Q(of=person.id))) | works | decides)


class Advice(Table):
    """A question about a concern, or about a decision in the making: with names already covered."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, related_name="advice")
    deliberation = models.UUIDField(null=True)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=250)
    of = models.ForeignKey(Account, models.PROTECT, related_name="+")
    of_name = models.CharField(max_length=250)
    question = SealedText()
    names_because = SealedText(blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()

    objects = AdviceRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(concern__isnull=False, deliberation__isnull=True)
                | Q(concern__isnull=True, deliberation__isnull=False),
                name="advice_about_one_thing",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "deliberation"], name="advice_deliberation")
        ]


class AdviceAnswer(Table):
    """The answer, in writing. It stays with what it was asked about."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    advice = models.OneToOneField(Advice, models.PROTECT, related_name="answer")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    text = SealedText()
    at = models.DateTimeField()


class AdviceBack(Table):
    """Nobody need answer any more: taken back, or what it was about is decided or closed. `by` is
    empty where the keeper of clocks closed it."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    advice = models.OneToOneField(Advice, models.PROTECT, related_name="back")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
