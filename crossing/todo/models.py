"""A chase: a clock that climbs a ladder. A task: something that one of several people must do."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor, Person
from crossing.todo.rules import HOLDS, every_audience, every_matter


class Chase(Table):
    """Something that waits at an organisation until it is done: ids and times, nothing else."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    matter = models.CharField(max_length=40, choices=every_matter)
    about = models.UUIDField()
    ring_org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    rung = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Who waits for somebody else to do it: they are never the one who is to ring.
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["org", "matter", "about"],
                name="chase_one_open",
                condition=Q(ended_at__isnull=True),
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["next_at"], name="chase_next", condition=Q(ended_at__isnull=True))
        ]


class TaskRows(models.QuerySet["Task"]):
    """Tasks, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """Those of one's own organisation that are for people like oneself, or for oneself."""
        seen = Q(pk__in=[])
        for audience, permission in HOLDS.items():
            seen |= Q(audience=audience, org__in=person.places(permission))
        if isinstance(person, Person):
            seen |= Q(account=person.id, org=person.acting_at)
        return self.filter(seen)


class Task(Table):
    """Something to do by a time; on a ladder's last rung, to ring somebody. It names no child: it
    leads to the thing itself, which opens for those who may see it."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    audience = models.CharField(max_length=20, choices=every_audience)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    named = models.CharField(max_length=250, blank=True)
    matter = models.CharField(max_length=40, choices=every_matter)
    about = models.UUIDField()
    ring_name = models.CharField(max_length=250, blank=True)
    ring_phone = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=250, blank=True)

    objects = TaskRows.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["org", "due_at", "id"],
                name="task_open",
                condition=Q(done_at__isnull=True),
            )
        ]

    @property
    def is_call(self) -> bool:
        """Whether the task is to ring somebody."""
        return bool(self.ring_name)


class TaskTry(Table):
    """What came of one try: each is kept, also those that reached nobody."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="tries")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
    reached = models.CharField(max_length=20)
    result = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
