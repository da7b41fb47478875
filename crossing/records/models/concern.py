"""A concern about a child: locked when it is submitted; what is added stands beside it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor, Person
from crossing.partnership.rules import Permission
from crossing.records.models.child import Child


class ConcernRows(models.QuerySet["Concern"]):
    """Concerns, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """One's own; those of one's organisation for those who see children's records; and for an
        outside decider, of which the database shows those of their case alone."""
        own = Q(author=person.id) if isinstance(person, Person) else Q(pk__in=[])
        return self.filter(
            Q(org__in=person.places(Permission.CONTENT_SEE))
            | Q(org__in=person.places(Permission.OUTSIDE_SEE))
            | (own & Q(org__in=person.places(Permission.OWN_SEE)))
        )


class Together(Table):
    """One event with several children, as it was written. Each child has a concern of their own, in
    which the others are not named; this row is for whoever may see all of them, and the author."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(Account, models.PROTECT, related_name="+")
    how_many = models.SmallIntegerField()
    place = SealedText(blank=True)
    words = SealedText(blank=True)
    translation = SealedText(blank=True)
    account = SealedText(blank=True)
    done_already = SealedText(blank=True)
    recorded_at = models.DateTimeField()


class Concern(Table):
    """What somebody noticed. `child` stays empty until it is known who the child is; `seen_by` is
    who saw or heard it, when the author typed it for them. The child's words may stand in the
    language spoken, with a translation beside them."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="concerns")
    child_as_named = models.CharField(max_length=200)
    author = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    author_name = models.CharField(max_length=250)
    together = models.ForeignKey(Together, models.PROTECT, null=True, related_name="concerns")
    seen_by = models.CharField(max_length=200, blank=True)
    seen_by_is = models.CharField(max_length=100, blank=True)
    told_when = models.CharField(max_length=100, blank=True)
    read_back = models.CharField(max_length=20, blank=True)
    safe_now = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    happened_on = models.DateField()
    happened_at = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    words = SealedText(blank=True)
    language = models.CharField(max_length=20, blank=True)
    translation = SealedText(blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    interpreter_is = models.CharField(max_length=20, blank=True)
    independent = models.CharField(max_length=20, blank=True)
    account = SealedText(blank=True)
    basis = models.CharField(max_length=20)
    certain = models.BooleanField(default=True)
    done_already = SealedText(blank=True)
    recorded_at = models.DateTimeField()

    objects = ConcernRows.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "-recorded_at", "-id"], name="concern_org"),
            models.Index(fields=["org", "child", "-happened_on"], name="concern_child"),
            models.Index(fields=["author", "-recorded_at"], name="concern_author"),
        ]

    @property
    def is_urgent(self) -> bool:
        """The child was not safe, or nobody could tell, when this was written."""
        return self.safe_now != "yes"


class OfConcern(Table):
    """A row beside a concern."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class ConcernWaiting(Table):
    """A concern that waits for those who decide: a new one, or one whose author is still worried. A
    row goes when somebody decides, so what waits costs the same however much has been decided."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="waits")
    worried = models.BooleanField(default=False)


class ConcernReading(OfConcern):
    """Somebody who decides about concerns has read it; its author sees this."""

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "concern", "by"], name="concern_reading_once")
        ]


class ConcernAddition(OfConcern):
    """What somebody added afterwards, and why; or "I am still worried"."""

    kind = models.CharField(max_length=20)
    text = SealedText()
    reason = SealedText(blank=True)


class ConcernDecision(OfConcern):
    """What was decided, and why; deciding not to refer has its reason too (KCSIE)."""

    what = models.CharField(max_length=40)
    reason = SealedText()
    refer_reason = SealedText(blank=True)
    look_again_on = models.DateField(null=True)
