"""The chronology: one union over concerns, what stands beside them, and other entries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.core.paging import Page, Place
from crossing.database.sealed import belongs
from crossing.partnership.people import Person
from crossing.records.models import Child
from crossing.records.queries.chronology_rows import (
    ADDITION,
    COLUMNS,
    CONCERN,
    DECISION,
    REMOVED,
    branches,
)
from crossing.records.queries.entries import ChronologyEntry
from crossing.records.queries.together import told
from crossing.records.rules import AdditionKind, ConcernKind, DecisionKind, EntryKind

SIZE = 50
WORDS = "words"
KINDS = {
    CONCERN: _("Concern"),
    ADDITION: _("Added to a concern"),
    DECISION: _("Decision"),
    **{kind.value: kind.label for kind in EntryKind},
    REMOVED: _("Entry removed"),
}


@dataclass(frozen=True)
class Filters:
    """Which entries to show."""

    kind: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    significant: bool = False


def chronology(
    person: Person, child: Child, filters: Filters | None = None, after: str | None = None
) -> Page[ChronologyEntry]:
    """One page of a child's chronology, the newest first."""
    filters, place = filters or Filters(), Place.of(after) if after else None
    if place is None or len(place.keys) != 3:
        place = None
    onward = place is None or place.onward
    rows = list(_union(person, child, filters, place, onward)[: SIZE + 1])
    more, rows = bool(rows[SIZE:]), rows[:SIZE]
    entries = [_entry(child, row) for row in (rows if onward else reversed(rows))]
    entries = told(person, child, entries)
    return _page(entries, newer=place is not None and (onward or more), older=more or not onward)


def shareable(person: Person, child: Child) -> list[ChronologyEntry]:
    """Every entry as something that may be shared, the newest first. The child's own words are an
    item of their own, because they may be shared or left out by themselves."""
    found = [_entry(child, row) for row in _union(person, child, Filters(), None, True)]
    kept = [entry for entry in found if entry.kind != REMOVED]
    return [item for entry in told(person, child, kept) for item in _items(entry)]


def entry_in(person: Person, child: Child, kind: str, pk: UUID) -> bool:
    """Whether the child's chronology holds this entry."""
    branch = branches(person, child).get(kind)
    return branch is not None and branch.filter(row_id=pk, row_kind=kind).exists()


def _items(entry: ChronologyEntry) -> list[ChronologyEntry]:
    if not entry.words:
        return [entry]
    own = _copy(entry, kind=WORDS, text=entry.spoken, words="", childs_words=True, basis="fact")
    return [own, _copy(entry, words="")] if entry.text else [own]


def _copy(entry: ChronologyEntry, **changes: Any) -> ChronologyEntry:
    return ChronologyEntry(**{**entry.__dict__, **changes})


def _page(entries: list[ChronologyEntry], newer: bool, older: bool) -> Page[ChronologyEntry]:
    if not entries:
        return Page([], None, None)
    above, below = _token(entries[0], onward=False), _token(entries[-1], onward=True)
    return Page(entries, above if newer else None, below if older else None)


def _token(entry: ChronologyEntry, *, onward: bool) -> str:
    return Place(onward, (entry.happened_on, entry.recorded_at, entry.id)).token()


def _union(
    person: Person, child: Child, filters: Filters, place: Place | None, onward: bool
) -> QuerySet:
    condition = _chosen(filters) & _beyond(place)
    every = branches(person, child)
    wanted = {filters.kind: every[filters.kind]} if filters.kind in every else every
    first, *rest = (
        branch.filter(condition).values_list(*COLUMNS) for branch in dict.fromkeys(wanted.values())
    )
    if filters.kind in set(EntryKind.values):
        first = first.filter(row_kind=filters.kind)
    way = "-" if onward else ""
    order = [f"{way}on_day", f"{way}at_moment", f"{way}row_id"]
    return first.union(*rest, all=True).order_by(*order)


def _chosen(filters: Filters) -> Q:
    condition = Q()
    if filters.since:
        condition &= Q(on_day__gte=filters.since)
    if filters.until:
        condition &= Q(on_day__lte=filters.until)
    return condition & Q(row_mark__gt="") if filters.significant else condition


def _beyond(place: Place | None) -> Q:
    if place is None:
        return Q()
    way = "lt" if place.onward else "gt"
    day, moment, pk = place.keys
    return Q(**{f"on_day__{way}": day}) | Q(on_day=day) & (
        Q(**{f"at_moment__{way}": moment}) | Q(at_moment=moment, **{f"row_id__{way}": pk})
    )


SEALED = ("row_text", "row_words", "row_more")
TITLES: dict[str, Any] = {CONCERN: ConcernKind, ADDITION: AdditionKind, DECISION: DecisionKind}


def _title(kind: str, title: str) -> str:
    if kind == REMOVED:
        return gettext("Entry removed: recorded here by mistake")
    return str(TITLES[kind](title).label) if kind in TITLES else title


def _entry(child: Child, row: tuple[Any, ...]) -> ChronologyEntry:
    cells = dict(zip(COLUMNS, row, strict=True))
    kind, title, day = cells["row_kind"], cells["row_title"], cells["on_day"]
    text, words, more = (belongs(cells[name], cells["row_id"]) for name in SEALED)
    source = cells["row_source"]
    if kind == DECISION:
        text = "\n\n".join(part for part in (text, more) if part)
    elif kind == ADDITION:
        source = more
    return ChronologyEntry(
        kind=kind,
        id=cells["row_id"],
        happened_on=day,
        recorded_at=cells["at_moment"],
        title=_title(kind, title),
        text=text,
        source=source,
        author=cells["row_author"],
        basis=cells["row_basis"],
        childs_words=False,
        significant=str(cells["row_mark"]),
        words=words,
        concern=cells["row_concern"],
        ref_kind=cells["row_ref_kind"],
        ref=cells["row_ref"],
        moved_at=cells["row_moved"],
        age=child.age_on(day),
        year=child.year_on(day),
    )
