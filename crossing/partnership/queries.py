"""Who works where, and who to ring."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from crossing.core.clock import Today
from crossing.partnership.models import Membership
from crossing.partnership.people import Person, Post
from crossing.partnership.rules import Kind, Role


def current_posts(account: UUID) -> list[Post]:
    """The posts that this account holds today, read inside the account's own scope."""
    rows = (
        Membership.objects.filter(account=account, starts_on__lte=Today())
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=Today()))
        .select_related("org")
        .order_by("org__name", "role")
    )
    return [
        Post(row.org_id, row.org.name, Kind(row.org.kind), Role(row.role), row.name, row.title)
        for row in rows
    ]


def person_at(account: UUID, wanted: str | UUID | None = None) -> Person:
    """Somebody at work: at the place they chose if they still belong there, else at their first.

    Read inside `acting_as(account)`. Without a current post they act nowhere and may do nothing.
    """
    posts = current_posts(account)
    orgs = [post.org for post in posts]
    chosen = next((org for org in orgs if str(org) == str(wanted)), orgs[0] if orgs else None)
    return Person(account, chosen, tuple(posts))


def colleagues(org: UUID) -> QuerySet[Membership]:
    """Everybody who works or worked at this organisation, as its own people see them."""
    return Membership.objects.filter(org=org).select_related("account")


