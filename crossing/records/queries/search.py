"""Finding a child by letters, then ranking the few that remain (docs/performance.md)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from crossing.core.clock import Today
from crossing.partnership.people import Person
from crossing.records.models import Child, ChildName, SearchGram
from crossing.records.names import Candidate, Query, fold, key_grams, parse, score, why
from crossing.records.queries.joins import leads_to

MOST_RANKED = 200
MOST_SHOWN = 20
AT_LEAST = 0.6


@dataclass(frozen=True)
class Match:
    """A child who may be the one, how well they fit from 0 to 1, and why."""

    child: Child
    score: float
    why: list[str]


def search_children(person: Person, text: str) -> list[Match]:
    """The children of one's own place that fit what was typed, the best first."""
    return _matches(person, parse(text))


def roll_matches(person: Person, text: str) -> list[Match]:
    """The same, of the children who are here now."""
    here = Q(on_roll_until=None) | Q(on_roll_until__gte=Today())
    return _matches(person, parse(text), here)


def candidates(
    person: Person, given: str, family: str, born_on: datetime.date | None
) -> list[Match]:
    """Own children who may be the one that somebody else names, the best first, with why."""
    words = fold(f"{given} {family}").split()
    return _matches(person, Query(tuple(words), born_on))


def _matches(person: Person, query: Query, only: Q | None = None) -> list[Match]:
    found = _sharing_letters(person, query)
    seen = Child.objects.visible_to(person).filter(org=person.place, pk__in=found)
    children = list(seen.filter(only) if only else seen)
    others = _other_names(child.pk for child in children)
    scored = [_scored(query, child, others[child.pk]) for child in children]
    near = [each for each in scored if each[0] >= AT_LEAST]
    near.sort(key=lambda each: (-each[0], each[1].name, each[1].pk))
    return _in_use([Match(child, fit, why(query, them)) for fit, child, them in near])[:MOST_SHOWN]


def _in_use(matches: list[Match]) -> list[Match]:
    """Of records that were joined, either name leads to the one in use, once."""
    kept = leads_to(match.child for match in matches)
    found: dict[UUID, Match] = {}
    for match in matches:
        child = kept.get(match.child.pk, match.child)
        found.setdefault(child.pk, Match(child, match.score, match.why))
    return list(found.values())


def _sharing_letters(person: Person, query: Query) -> list[UUID]:
    """The children who share most of the letters asked for."""
    rows = (
        SearchGram.objects.filter(org=person.place, gram__in=key_grams(query))
        .values("child")
        .annotate(shared=Count("id"))
        .order_by("-shared", "child")
    )
    return [row["child"] for row in rows[:MOST_RANKED]]


def _other_names(children: Iterable[UUID]) -> dict[UUID, list[ChildName]]:
    names: dict[UUID, list[ChildName]] = defaultdict(list)
    for name in ChildName.objects.filter(child__in=list(children)):
        names[name.child_id].append(name)
    return names


def _scored(query: Query, child: Child, others: list[ChildName]) -> tuple[float, Child, Candidate]:
    names = [child.legal_name, child.name]
    names += [other.whole(child) for other in others]
    candidate = Candidate(tuple(dict.fromkeys(names)), child.born_on)
    return score(query, candidate), child, candidate
