"""Who is away, who covers, and what they were told; what partners see of it; and letting somebody
in again, by two people."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from crossing.core.clock import Now
from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models.accounts import Account
from crossing.partnership.models.members import Membership
from crossing.partnership.models.organisations import Organisation
from crossing.partnership.rules import Care, Reason


class CoverRows(models.QuerySet["Cover"]):
    """Covers, by their time."""

    def at_work(self) -> Self:
        """Those that hold at this moment: they begin and end by themselves."""
        return self.filter(ended_at=None, starts_at__lte=Now(), ends_at__gt=Now())

    def still_to_end(self) -> Self:
        """Those that hold, and those to come."""
        return self.filter(ended_at=None, ends_at__gt=Now())


class Cover(Table):
    """From one moment to another, somebody does the work of a colleague who is away."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    absent = models.ForeignKey(Membership, models.PROTECT, related_name="covered_by")
    covering = models.ForeignKey(Membership, models.PROTECT, related_name="covers")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    started_at = models.DateTimeField()
    started_by_name = models.CharField(max_length=250)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=250, blank=True)

    objects = CoverRows.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")) & ~Q(absent=F("covering")),
                name="cover_makes_sense",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["org", "ends_at"], name="cover_open", condition=Q(ended_at__isnull=True)
            )
        ]

    def holds(self, now: datetime.datetime) -> bool:
        """Whether it holds at this moment."""
        return self.ended_at is None and self.starts_at <= now < self.ends_at


class Handover(Table):
    """What whoever covers should know. Only the two of them, and those who lead, read it."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    cover = models.OneToOneField(Cover, models.PROTECT)
    note = SealedText()


class StandIn(Table):
    """What partners see of a cover: whom to ring today. Not for whom, and not why."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="stand_ins")
    cover = models.OneToOneField(Cover, models.PROTECT)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "ends_at"], name="stand_in_org"),
        ]


class Recovery(Table):
    """Letting somebody in again: one asks, who knows them; another, who is not that one and not
    they, confirms."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=Care.choices)
    known_by = SealedText()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=250)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=250, blank=True)
    confirmed = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]
