"""How organisations work together, in counts: no child, no person, and small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from crossing.core.days import SchoolYear
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.sharing.rules.counting import hide, is_small


@dataclass(frozen=True)
class Pair:
    """Two organisations in one school year. None is a count that is hidden."""

    one: str
    other: str
    year: str
    total: int | None
    parts: dict[str, int | None]
    days: float | None = None


STAGES = ("first", "second", "third")
ENDINGS = ("agreed", "withdrawn", "heard", "still")
COUNTED = {
    "existence": "SELECT * FROM sharing_existence_counts()",
    "known": "SELECT * FROM sharing_known_counts()",
    "disagreements": "SELECT * FROM sharing_disagreement_counts()",
}
TOLD = ("known", "nothing", "refused", "waiting")


def existence_counts(person: Person) -> list[Pair]:
    """How often one asked another whether they know a child, and what was told."""
    found = []
    for row in _rows(person, "existence"):
        told = {name: row[name] for name in TOLD[:-1]}
        told["waiting"] = row["asked"] - sum(told.values())
        found.append(_pair(person, row, ("asker", "holder"), row["asked"], told))
    return _sorted(found)


def known_counts(person: Person) -> list[Pair]:
    """How often one answered another's full question by saying that they know the child."""
    sides = ("asker", "holder")
    rows = _rows(person, "known")
    return _sorted([_pair(person, row, sides, row["given"], {}) for row in rows])


def disagreement_counts(person: Person) -> list[Pair]:
    """How often two disagreed, which stage it reached, how it ended, and after how many days."""
    found, sides = [], ("one", "other")
    for row in _rows(person, "disagreements"):
        total = row["opened"]
        stages = _pair(person, row, sides, total, {name: row[name] for name in STAGES})
        ends = _pair(person, row, sides, total, {name: row[name] for name in ENDINGS})
        few = is_small(total - row["still"]) and not _own(person, row, sides)
        days = None if few or row["days"] is None else round(row["days"], 1)
        parts = stages.parts | ends.parts
        found.append(Pair(stages.one, stages.other, stages.year, stages.total, parts, days))
    return _sorted(found)


def _sorted(found: list[Pair]) -> list[Pair]:
    return sorted(found, key=lambda pair: (pair.year, pair.one, pair.other), reverse=False)


def _own(person: Person, row: dict[str, Any], sides: tuple[str, str]) -> bool:
    """One's own pairs are shown in full: whoever works there knows them."""
    return person.acting_at in (row[sides[0]], row[sides[1]])


def _pair(
    person: Person,
    row: dict[str, Any],
    sides: tuple[str, str],
    number: int,
    split: dict[str, int],
) -> Pair:
    total: int | None = number
    parts: dict[str, int | None] = dict(split)
    if not _own(person, row, sides):
        total, parts = hide(number, split)
    one, other = (row["names"][row[side]] for side in sides)
    return Pair(one, other, str(SchoolYear(row["year"])), total, parts)


def _rows(person: Person, what: str) -> list[dict[str, Any]]:
    """What the database counts, where this person may see counts at the place where they act, with
    the names of all organisations in it."""
    require(person, Permission.COUNTS_SEE, at=person.acting_at)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED[what])
        columns = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    board = person.place_kind == "board"
    seen = [row for row in rows if board or person.acting_at in row.values()]
    orgs = {value for row in seen for value in row.values() if isinstance(value, UUID)}
    names = dict(Organisation.objects.filter(pk__in=orgs).values_list("pk", "name"))
    return [row | {"names": names} for row in seen]
