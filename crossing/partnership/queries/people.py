"""Who works where, and what each may do there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet

from crossing.core.clock import Today, today
from crossing.core.errors import NotThere
from crossing.core.paging import Page, by_name
from crossing.partnership.models import (
    Account,
    Cover,
    Membership,
)
from crossing.partnership.people import Person, Post, require
from crossing.partnership.rules import GRANTS, Kind, Permission, Role

SHOWN = ("current", "invited", "ended")
IS_CURRENT = Q(starts_on__lte=Today()) & (Q(ends_on__isnull=True) | Q(ends_on__gte=Today()))


def current_posts(account: UUID) -> list[Post]:
    """The posts that this account holds today, read inside the account's own scope."""
    rows = (
        Membership.objects.filter(IS_CURRENT, account=account)
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


def who_may(
    org: UUID, *one_of: str, also: Iterable[Permission] = (), but: Iterable[UUID] = ()
) -> QuerySet[Membership]:
    """Who may do one of these here today, and all of what it takes `also`: nobody who has left or
    is disabled, and none of these accounts. Whoever has been here longest comes first."""
    one, every = set(one_of), set(also)
    roles = [role.value for role, held in GRANTS.items() if held & one and every <= held]
    rows = Membership.objects.filter(IS_CURRENT, org=org, role__in=roles, account__is_active=True)
    return rows.exclude(account__in=set(but)).order_by("starts_on", "name")


def told(org: UUID, permission: str) -> list[Membership]:
    """Who is told there what is for those who hold a permission today. Somebody who is away and
    covered is not told, unless nobody else would be."""
    rows = list(who_may(org, permission).select_related("account"))
    gone = set(Cover.objects.at_work().filter(org=org).values_list("absent__account", flat=True))
    return [one for one in rows if one.account_id not in gone] or rows


def holders(org: UUID, permission: str) -> list[str]:
    """Their addresses."""
    return sorted({one.account.email for one in told(org, permission)})


def members(person: Person, show: str, after: str | None = None) -> Page[Membership]:
    """The people of one's own organisation, by name: current, invited or ended.

    Invited means that nobody has signed in since: so a known address looks like a new one.
    """
    require(person, Permission.MEMBERS_MANAGE, at=person.acting_at)
    ended = Q(ends_on__lt=Today())
    present = IS_CURRENT & Q(account__last_login__gte=F("created_at"))
    chosen = {"current": present, "ended": ended}.get(show)
    rows = colleagues(person.place)
    rows = rows.filter(chosen) if chosen is not None else rows.exclude(present).exclude(ended)
    return by_name(rows, after)


def member_for(person: Person, pk: UUID) -> Membership:
    """One membership of one's own organisation."""
    require(person, Permission.MEMBERS_MANAGE, at=person.acting_at)
    member = colleagues(person.place).filter(pk=pk).first()
    if member is None:
        raise NotThere
    return member


def others_in_role(member: Membership) -> int:
    """How many others hold the same role there today: they keep the open work."""
    others = Membership.objects.filter(IS_CURRENT, org=member.org_id, role=member.role)
    return others.exclude(account=member.account_id).count()


def ending_soon(person: Person, days: int = 14) -> list[Membership]:
    """The roles at one's own organisation that end within days, the nearest first."""
    require(person, Permission.MEMBERS_MANAGE, at=person.acting_at)
    day = today()
    soon = (day, day + datetime.timedelta(days=days))
    rows = Membership.objects.filter(org=person.place, ends_on__range=soon)
    return list(rows.order_by("ends_on", "name")[:50])


def account_by_address(email: str) -> Account | None:
    """The account with this address, whatever its case."""
    return Account.objects.filter(email__iexact=email.strip()).first()
