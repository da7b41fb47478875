"""Two records of one child: which belong together, how they compare, what was recorded since."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from crossing.core.errors import NotThere
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import (
    Child,
    ChildAddress,
    ChildIdentifier,
    ChildJoin,
    ChildName,
    Concern,
    Entry,
    JoinRequest,
    Relative,
    group_of,
)
from crossing.records.rules import CONCERN, ConcernKind, TwoStep

ENTRY = "entry"
HOLDS: dict[str, Any] = {
    CONCERN: Concern,
    ENTRY: Entry,
    "name": ChildName,
    "address": ChildAddress,
    "identifier": ChildIdentifier,
    "relative": Relative,
}


@dataclass(frozen=True)
class Side:
    """One of two records, to compare."""

    child: Child
    names: list[ChildName]
    addresses: list[ChildAddress]
    identifiers: list[ChildIdentifier]
    relatives: list[Relative]
    concerns: int
    entries: int


@dataclass(frozen=True)
class Since:
    """Something recorded under the record in use after two were joined."""

    kind: str
    row: Any

    @property
    def key(self) -> str:
        """What a form and a request call it."""
        return f"{self.kind}:{self.row.pk}"


def in_use(child: Child) -> Child:
    """The record that goes on being used for this child: itself, unless it was joined to another.
    What it belongs to is known without asking again."""
    group = group_of(child)
    if group[0] == child.pk:
        return child
    kept = Child.objects.filter(org=child.org_id, pk=group[0]).first()
    if kept is None:
        return child
    kept.__dict__["_group"] = group
    return kept


def leads_to(children: Iterable[Child]) -> dict[UUID, Child]:
    """For each of these records that was joined to another: the one in use."""
    ids = [child.pk for child in children]
    joins = ChildJoin.objects.now().filter(other__in=ids).select_related("kept")
    return {join.other_id: join.kept for join in joins}


def joins_of(child: Child) -> list[ChildJoin]:
    """The records joined into this one, with their names."""
    if len(group_of(child)) == 1:
        return []
    rows = ChildJoin.objects.now().filter(org=child.org_id, kept=child.pk)
    return list(rows.select_related("other", "kept").order_by("joined_at"))


def join_for(person: Person, pk: UUID) -> ChildJoin:
    """Two records that are joined now, both of which this person may see; else NotThere."""
    here = {person.acting_at} & person.places(Permission.CONTENT_SEE)
    rows = ChildJoin.objects.now().filter(org__in=here, pk=pk)
    join = rows.select_related("kept", "other", "request").first()
    if join is None or not _sees(person, join.kept_id, join.other_id):
        raise NotThere
    return join


def join_request_for(person: Person, pk: UUID) -> JoinRequest:
    """What somebody asked about two records, both of which this person may see; else NotThere."""
    here = {person.acting_at} & person.places(Permission.CONTENT_SEE)
    rows = JoinRequest.objects.filter(org__in=here, pk=pk).select_related("kept", "other")
    asked = rows.first()
    if asked is None or not _sees(person, asked.kept_id, asked.other_id):
        raise NotThere
    return asked


def open_join_request(child: Child) -> JoinRequest | None:
    """What waits for a second person about this record."""
    rows = JoinRequest.objects.filter(org=child.org_id, status=TwoStep.ASKED)
    return rows.filter(Q(kept=child.pk) | Q(other=child.pk)).first()


def _sees(person: Person, *ids: UUID) -> bool:
    return Child.objects.visible_to(person).filter(pk__in=ids).count() == len(set(ids))


def side_of(child: Child) -> Side:
    """What one record holds, of itself alone."""
    own = {"org": child.org_id, "child": child.pk}
    return Side(
        child=child,
        names=list(ChildName.objects.filter(**own).order_by("family")),
        addresses=list(ChildAddress.objects.filter(**own).order_by("-starts_on")),
        identifiers=list(ChildIdentifier.objects.filter(**own).order_by("kind")),
        relatives=list(Relative.objects.filter(**own).order_by("name")),
        concerns=Concern.objects.filter(**own).count(),
        entries=Entry.objects.filter(**own).count(),
    )


def held(child: Child) -> dict[str, list[str]]:
    """The ids of all that a record holds of itself, by kind: what comes later is known by it."""
    own = {"org": child.org_id, "child": child.pk}
    return {
        kind: [str(pk) for pk in model.objects.filter(**own).values_list("pk", flat=True)]
        for kind, model in HOLDS.items()
    }


def since(join: ChildJoin) -> list[Since]:
    """What was recorded under the record in use since the two were joined."""
    own, before = {"org": join.org_id, "child": join.kept_id}, join.request.before["held"]
    return [
        Since(kind, row)
        for kind, model in HOLDS.items()
        for row in model.objects.filter(**own).exclude(pk__in=before[kind])
    ]


NAMED: dict[str, Callable[[Any], str]] = {
    CONCERN: lambda row: str(ConcernKind(row.kind).label),
    ENTRY: lambda row: row.title,
    "name": lambda row: f"{row.given} {row.family}".strip(),
    "address": lambda row: row.lines,
    "identifier": lambda row: row.value,
    "relative": lambda row: row.name,
}


def told_of(one: Since) -> tuple[str, datetime.date | None]:
    """How a page names it: its words, and its day where it has one."""
    return NAMED[one.kind](one.row), getattr(one.row, "happened_on", None)
