"""Where an entry about a different child was used."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from crossing.partnership.people import Person
from crossing.records.models import Child, Concern, Entry, Move, group_of
from crossing.sharing.models import Decision, Deliberation
from crossing.sharing.queries.ledger import Filters, decisions
from crossing.sharing.rules import Treatment


def working_with(child: Child, entries: Collection[UUID]) -> list[Deliberation]:
    """Decisions in the making about this child that hold one of these entries, under whichever of
    the child’s records they stand."""
    rows = Deliberation.objects.select_for_update(of=("self",)).filter(
        org=child.org_id, ended_at=None, child__in=group_of(child)
    )
    return [one for one in rows if one.items.filter(entry__in=entries).exists()]


def entries_of(child: Child) -> set[UUID]:
    """Everything that stands in this child’s records."""
    whose = Q(org=child.org_id, child__in=group_of(child))
    rows = Entry.objects.filter(whose).values_list("pk", flat=True)
    told = Concern.objects.filter(whose).values_list("pk", flat=True)
    return {*rows, *told}


def went_to(person: Person, move: Move) -> list[Decision]:
    """With whom we shared this entry, as if it were about the wrong child: the newest first."""
    rows = decisions(person, Filters(children=list(group_of(move.from_child))))
    shared = rows.filter(disclosure__isnull=False).order_by("-decided_at", "-id")
    return [one for one in shared if any(_left(item, move) for item in one.items)]


def _left(item: dict[str, str], move: Move) -> bool:
    return item["entry"] == str(move.about) and item["treatment"] == Treatment.INCLUDE
