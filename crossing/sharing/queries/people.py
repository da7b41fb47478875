"""Who is left to decide, when some are personally connected to the family."""

from __future__ import annotations

from django.db.models import Q

from crossing.core.clock import Today
from crossing.partnership.models import Membership
from crossing.partnership.rules import Permission, Role, allows
from crossing.sharing import rules
from crossing.sharing.models import Connection, Deliberation


def deciders_left(deliberation: Deliberation) -> bool:
    """Whether anybody who decides or proposes inside is not personally connected."""
    here = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=Today()),
        org=deliberation.org_id,
        starts_on__lte=Today(),
        role__in=_inside(deliberation.org.kind),
    )
    connected = Connection.objects.filter(deliberation=deliberation).values("account")
    return here.exclude(account__in=connected).exists()


def _inside(kind: str) -> list[str]:
    wanted = (
        Permission.SHARING_PROPOSE if rules.needs_confirming(kind) else Permission.SHARING_DECIDE
    )
    return [role for role in Role if allows(role, wanted) and role != Role.OUTSIDE_DECIDER]
