"""Concerns: one's own, those to read, and what stands beside one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Contact
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import (
    Child,
    Concern,
    ConcernAddition,
    ConcernDecision,
    ConcernReading,
    ConcernWaiting,
    group_of,
)
from crossing.records.models.concern import ConcernRows
from crossing.records.rules import Safe, likely_same_days

NEWEST = ("-recorded_at", "-id")
# The columns that home shows: reading the others costs more than finding the rows.
AT_HOME = (
    *("child_as_named", "author_name", "safe_now", "recorded_at"),
    *("child__given", "child__family", "child__preferred_given", "child__preferred_family"),
)


@dataclass(frozen=True)
class Story:
    """What stands beside a concern, in the order in which it was written."""

    readings: list[ConcernReading]
    additions: list[ConcernAddition]
    decisions: list[ConcernDecision]


def concern_for(person: Person, pk: UUID) -> Concern:
    """A concern that this person may see at the place where they act; else NotThere."""
    rows = Concern.objects.visible_to(person).filter(org=person.place, pk=pk)
    concern = rows.select_related("child").first()
    if concern is None:
        raise NotThere
    return concern


def story(concern: Concern) -> Story:
    """Who has read a concern, what was added, what was decided."""
    beside = {"org": concern.org_id, "concern": concern}
    return Story(
        readings=list(ConcernReading.objects.filter(**beside).order_by("at")),
        additions=list(ConcernAddition.objects.filter(**beside).order_by("at")),
        decisions=list(ConcernDecision.objects.filter(**beside).order_by("at")),
    )


def my_concerns(person: Person, after: str | None = None) -> Page[Concern]:
    """The concerns that this person recorded here, each with when it was first read (`read_at`)."""
    rows = Concern.objects.visible_to(person).filter(org=person.place, author=person.id)
    return keyset(_with_reading(rows), NEWEST, after)


def concerns(person: Person, after: str | None = None, *, waiting: bool = True) -> Page[Concern]:
    """This place's concerns for those who decide: with `waiting`, only those that need a decision.

    Each knows when it was first read (`read_at`), and whether it waits (`decided`, `worried`)."""
    rows = _with_reading(_of_place(person))
    return keyset(rows.filter(_waits(person)) if waiting else rows, NEWEST, after)


def concerns_to_read(person: Person, most: int = 20) -> list[Concern]:
    """What waits for those who decide, the urgent first: for the home page."""
    rows = _with_reading(_of_place(person)).filter(_waits(person))
    calm = Case(When(safe_now=Safe.YES, then=1), default=0, output_field=IntegerField())
    return list(rows.only(*AT_HOME).order_by(calm, *NEWEST)[:most])


def likely_same(
    person: Person, child: Child, kind: str, happened_on: datetime.date
) -> list[Concern]:
    """Concerns about the same child, of the same kind, within three days: one's own for a teacher,
    all of the place for those who work on cases."""
    near = Concern.objects.visible_to(person).filter(
        org=person.place,
        child__in=group_of(child),
        kind=kind,
        happened_on__range=likely_same_days(happened_on),
    )
    return list(near.order_by(*NEWEST)[:5])


def on_duty(person: Person) -> list[Contact]:
    """Whom to find at one's own place, from the directory."""
    rows = Contact.objects.about_children().filter(org=person.place)
    return list(rows.order_by("position", "label")[:6])


def _of_place(person: Person) -> ConcernRows:
    here = {person.acting_at} & person.places(Permission.CONCERN_DECIDE)
    return Concern.objects.visible_to(person).filter(org__in=here)


def _with_reading(rows: QuerySet[Concern]) -> QuerySet[Concern]:
    beside = {"org": OuterRef("org"), "concern": OuterRef("pk")}
    readings = ConcernReading.objects.filter(**beside).values("concern")
    decisions = ConcernDecision.objects.filter(**beside).values("concern")
    return rows.select_related("child").annotate(
        read_at=Subquery(readings.annotate(first=Min("at")).values("first")),
        decided_at=Subquery(decisions.annotate(last=Max("at")).values("last")),
        worried=Exists(ConcernWaiting.objects.filter(**beside, worried=True)),
    )


def _waits(person: Person) -> Q:
    waiting = ConcernWaiting.objects.filter(org=person.place)
    return Q(pk__in=waiting.values("concern"))
