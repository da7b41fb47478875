"""Who is left to decide, when some are personally connected to the family."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.queries import IS_CURRENT
from crossing.partnership.rules import Permission, Role, allows
from crossing.sharing import rules
from crossing.sharing.models import Connection, Deliberation


def deciders_left(deliberation: Deliberation) -> bool:
    """Whether anybody who decides or proposes inside is not personally connected: about a sealed
    child, of those who may see it."""
    here = Membership.objects.filter(
        IS_CURRENT,
        org=deliberation.org_id,
        account__is_active=True,
        role__in=_inside(deliberation),
    )
    out = _connections(deliberation).values("account")
    return here.exclude(account__in=out).exists()


def _connections(deliberation: Deliberation) -> QuerySet[Connection]:
    """Those of every part of the same request: who is out of one part is out of the others."""
    same = Q(deliberation=deliberation)
    if deliberation.request_id:
        same |= Q(deliberation__request=deliberation.request_id)
    return Connection.objects.filter(same)


def is_connected(person: Person, deliberation: Deliberation) -> bool:
    """Whether this person has said that they are personally connected to this family."""
    return _connections(deliberation).filter(account=person.id).exists()


def about_family_of(person: Person) -> Exists:
    """A question about what was shared by a decision to which this person is connected."""
    mine = Connection.objects.filter(account=person.id)
    shared = mine.filter(deliberation__decision__disclosure=OuterRef("disclosure"))
    return Exists(shared)


def connected(person: Person, deliberation: str = "deliberation") -> Q:
    """Rows about a decision to which this person is personally connected: to be left out."""
    mine = Connection.objects.filter(account=person.id)
    requests = mine.filter(deliberation__request__isnull=False).values("deliberation__request")
    of_this = {f"{deliberation}__in": mine.values("deliberation")}
    return Q(**of_this) | Q(request__in=requests)


def _inside(deliberation: Deliberation) -> list[str]:
    confirmed = rules.needs_confirming(deliberation.org.kind)
    needed = {Permission.SHARING_PROPOSE if confirmed else Permission.SHARING_DECIDE}
    if deliberation.child is not None and deliberation.child.sealed:
        needed.add(Permission.SEALED_SEE)
    everywhere = [role for role in Role if all(allows(role, each) for each in needed)]
    return [role for role in everywhere if role != Role.OUTSIDE_DECIDER]
