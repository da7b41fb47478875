"""Which decisions somebody may work on: not those to whose family they are connected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from crossing.core.clock import today
from crossing.core.errors import NotThere
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission, Role, allows
from crossing.records.models import Child
from crossing.sharing.models import Decision, Deliberation
from crossing.sharing.queries.desk import Desk


def is_only_outside_decider(person: Person) -> bool:
    """They decide only what is passed outside, because everybody inside is connected."""
    here = {post.role for post in person.here}
    return Role.OUTSIDE_DECIDER in here and not any(
        role != Role.OUTSIDE_DECIDER and _has_a_part(role) for role in here
    )


def _has_a_part(role: Role) -> bool:
    """Whether a role has a part in deciding what to share."""
    from_inside = (Permission.SHARING_DECIDE, Permission.SHARING_PROPOSE)
    return any(allows(role, permission) for permission in from_inside)


def mine_to_decide(person: Person) -> Any:
    """Decisions in the making here, without those to which this person is connected."""
    found = (
        Deliberation.objects.visible_to(person)
        .filter(org=person.acting_at)
        .exclude(connections__account=person.id)
        .filter(Q(child__isnull=True) | Exists(_children(person)))
    )
    return found.filter(outside=True) if is_only_outside_decider(person) else found


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
