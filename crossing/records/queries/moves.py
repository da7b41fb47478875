"""Entries about the wrong child: what waits, who had read it, what is not placed yet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from crossing.audit.models import AuditEvent
from crossing.audit.rules import Event
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Account, Membership
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import (
    Child,
    Concern,
    ConcernAddition,
    ConcernDecision,
    ConcernReading,
    Entry,
    Move,
    MovedHere,
    MovedNotice,
    OriginalOpening,
    group_of,
)
from crossing.records.rules import CONCERN, TwoStep


@dataclass(frozen=True)
class Told:
    """Somebody who was told that an entry they had read is about another child."""

    name: str
    seen_at: datetime.datetime | None


LOOKED = (Event.CHILD_OPENED, Event.CHRONOLOGY_EXPORTED, Event.DELIBERATION_OPENED)


def move_for(person: Person, pk: UUID) -> Move:
    """A move that this person may see: of both children; else NotThere."""
    rows = Move.objects.filter(org__in=_here(person), pk=pk)
    move = rows.select_related("from_child", "to_child").first()
    if move is None or not _sees_both(person, move):
        raise NotThere
    return move


def removed_for(person: Person, pk: UUID) -> Move:
    """A move of which this person may open the original: the two who made it, and those who see
    sealed records; else NotThere."""
    move = move_for(person, pk)
    named = person.id in (move.asked_by_id, move.ended_by_id)
    if move.status != TwoStep.CONFIRMED or not (named or person.may(Permission.SEALED_SEE)):
        raise NotThere
    return move


def _here(person: Person) -> set[UUID | None]:
    return {person.acting_at} & person.places(Permission.CONTENT_SEE)


def _sees_both(person: Person, move: Move) -> bool:
    ids = {pk for pk in (move.from_child_id, move.to_child_id) if pk}
    return Child.objects.visible_to(person).filter(pk__in=ids).count() == len(ids)


def move_of(person: Person, about: UUID) -> Move | None:
    """The open move of this entry, for those who may see it."""
    rows = Move.objects.filter(org__in=_here(person), about=about, status=TwoStep.ASKED)
    return rows.select_related("from_child", "to_child").first()


def moved_at(concern: Concern) -> datetime.datetime | None:
    """When a concern came here from a wrong record, for those who work on cases."""
    notes = MovedHere.objects.filter(org=concern.org_id, about=concern.pk)
    return notes.order_by("-at").values_list("at", flat=True).first()


def entry_for(person: Person, kind: str, pk: UUID) -> Concern | Entry:
    """A concern, or another entry of a chronology, by its kind; else NotThere."""
    if kind == CONCERN:
        rows: QuerySet[Any] = Concern.objects.visible_to(person)
    else:
        rows = Entry.objects.filter(kind=kind)
    found: Concern | Entry | None = (
        rows.select_related("child").filter(org__in=_here(person), pk=pk).first()
    )
    if found is None:
        raise NotThere
    return found


def moved_entry(person: Person, move: Move) -> Concern | Entry:
    """What the move is about, wherever it stands now."""
    return entry_for(person, move.kind, move.about)


def openings(move: Move) -> list[OriginalOpening]:
    """Who has opened the original, and why, the newest first."""
    return list(OriginalOpening.objects.filter(org=move.org_id, move=move).order_by("-at"))


def unplaced(person: Person, after: str | None = None) -> Page[Entry]:
    """Entries that left a wrong record, and of which nobody knows yet whose they are."""
    here = {person.acting_at} & person.places(Permission.CONCERN_DECIDE)
    return keyset(Entry.objects.filter(org__in=here, child=None), ("-recorded_at", "-id"), after)


def notices(person: Person, most: int = 6) -> list[MovedNotice]:
    """What this person had read in a wrong record, and was not told yet."""
    mine = MovedNotice.objects.filter(org=person.place, account=person.id, seen_at=None)
    return list(mine.select_related("child").order_by("-at")[:most])


def notice_for(person: Person, pk: UUID) -> MovedNotice:
    """One of this person's own; else NotThere."""
    mine = MovedNotice.objects.filter(org=person.place, account=person.id, pk=pk)
    found = mine.select_related("child").first()
    if found is None:
        raise NotThere
    return found


def told_of_move(move: Move) -> list[Told]:
    """Who was told, because they had read it; those who have not seen it yet come first."""
    rows = MovedNotice.objects.filter(org=move.org_id, move=move)
    seen = dict(rows.values_list("account", "seen_at"))
    named = Membership.objects.filter(org=move.org_id, account__in=seen).order_by("starts_on")
    names = dict(named.values_list("account", "name"))
    found = [Told(names.get(one, ""), at) for one, at in seen.items()]
    return sorted(found, key=lambda one: (one.seen_at is not None, one.name))


def readers(move: Move, entry: Concern | Entry) -> set[UUID]:
    """Whoever wrote the entry, or looked at it or at the wrong record since, by the log."""
    wrong = [str(pk) for pk in group_of(move.from_child)]
    looked = Q(child__in=wrong, event__in=LOOKED)
    read = Q(event=Event.CONCERN_READ, about_id=str(move.about))
    seen = AuditEvent.objects.filter(looked | read, org=move.org_id, at__gte=entry.recorded_at)
    who = {name for name in seen.values_list("who", flat=True).distinct() if "-" in name}
    found = {UUID(name) for name in who}
    known = set(Account.objects.filter(pk__in=found).values_list("pk", flat=True))
    return known | {entry.author_id if isinstance(entry, Concern) else entry.by_id}


BESIDE: dict[str, tuple[Any, tuple[str, ...]]] = {
    "additions": (ConcernAddition, ("kind", "text", "reason", "by_name", "at")),
    "decisions": (ConcernDecision, ("what", "reason", "refer_reason", "by_name", "at")),
    "readings": (ConcernReading, ("by_name", "at")),
}
OF_CONCERN = (
    *("child_as_named", "author_name", "seen_by", "safe_now", "kind", "happened_on"),
    *("happened_at", "place", "words", "translation", "account", "basis", "done_already"),
    "recorded_at",
)
OF_ENTRY = ("kind", "title", "text", "source", "happened_on", "recorded_at", "by_name", "ref")


def as_it_stood(move: Move, entry: Concern | Entry) -> dict[str, Any]:
    """Every word of the entry and of what stands beside it, as plain values."""
    if isinstance(entry, Entry):
        return _values(entry, OF_ENTRY)
    beside = {
        name: [
            _values(row, names)
            for row in model.objects.filter(org=move.org_id, concern=entry).order_by("at")
        ]
        for name, (model, names) in BESIDE.items()
    }
    return {**_values(entry, OF_CONCERN), **beside}


def _values(row: Any, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(getattr(row, name) or "") for name in names}
