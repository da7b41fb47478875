"""Which decisions somebody may work on: not those to whose family they are connected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from crossing.core.clock import today
from crossing.core.errors import NotThere
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.models import Decision, Deliberation
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.people import connected

# Who decides or proposes.
FROM_INSIDE = (Permission.SHARING_DECIDE, Permission.SHARING_PROPOSE)


def may_start(person: Person, org: UUID | None) -> bool:
    """Somebody who keeps children's records there and has a part in deciding what to share."""
    part = any(org in person.places(each) for each in FROM_INSIDE)
    return part and org in person.places(Permission.CHILD_RECORD)


def mine_to_decide(person: Person) -> Any:
    """Decisions in the making here, without those to which this person is connected."""
    seen = Q(child__isnull=True) | Exists(_children(person))
    passed = Q(outside=True, org__in=person.places(Permission.OUTSIDE_SEE))
    found = Deliberation.objects.visible_to(person).filter(org=person.acting_at)
    return found.exclude(connected(person, "pk")).filter(seen | passed)


def _children(person: Person) -> Any:
    """The child of a decision, if this person may know of them: a sealed one has two readers."""
    return Child.objects.visible_to(person).filter(pk=OuterRef("child_id"))


def deliberation_for(person: Person, pk: UUID) -> Deliberation:
    """A decision in the making; NotThere for whoever has no part in it."""
    found: Deliberation | None = (
        mine_to_decide(person)
        .select_related("org", "recipient", "request__asker", "child")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotThere
    return found


def desk_for(person: Person, pk: UUID) -> Desk:
    """A decision in the making, on this person's desk."""
    return Desk(person, deliberation_for(person, pk), today())


def last_reasons(person: Person) -> list[str]:
    """The reasons that this person kept for their last decisions here, newest first."""
    return list(
        Decision.objects.visible_to(person)
        .filter(org=person.acting_at, decided_by=person.id)
        .order_by("-decided_at", "-id")
        .values_list("reason_kept", flat=True)[:3]
    )
