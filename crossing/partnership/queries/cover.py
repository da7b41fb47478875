"""Who is away, who covers, and who answers here today."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from crossing.core.errors import NotThere
from crossing.partnership.models import Cover, Membership, Organisation
from crossing.partnership.people import Person, require
from crossing.partnership.queries.people import IS_CURRENT
from crossing.partnership.rules import (
    LEAD_OF,
    WORK,
    Kind,
    Permission,
    Role,
    may_cover,
    work_of,
)

# Whoever does work that can be covered, leads here, or keeps the list of people.
SEES_COVER = (*sorted(WORK), Permission.COVER_START, Permission.MEMBERS_MANAGE)


def covers(person: Person) -> list[Cover]:
    """The covers at one's own organisation that hold or are to come, the nearest first."""
    require(person, *SEES_COVER, at=person.acting_at)
    rows = Cover.objects.still_to_end().filter(org=person.place)
    return list(rows.select_related("absent", "covering", "org")[:50])


def cover_for(person: Person, pk: UUID) -> Cover:
    """One cover of one's own organisation."""
    require(person, *SEES_COVER, at=person.acting_at)
    rows = Cover.objects.filter(org=person.place, pk=pk)
    found = rows.select_related("absent", "covering", "org").first()
    if found is None:
        raise NotThere
    return found


def at_work_for_others(person: Person) -> list[Cover]:
    """Whom this person covers at this moment where they act."""
    if person.acting_at is None:
        return []
    rows = Cover.objects.at_work().filter(org=person.acting_at, covering__account=person.id)
    return list(rows.select_related("absent", "covering").order_by("ends_at"))


def covered_today(org: UUID) -> list[Cover]:
    """Who covers whom at this moment at an organisation, as its own people see it."""
    rows = Cover.objects.at_work().filter(org=org)
    return list(rows.select_related("absent", "covering").order_by("ends_at"))


def away(org: UUID) -> set[UUID]:
    """The accounts of those who are away from here at this moment, with somebody covering."""
    return set(Cover.objects.at_work().filter(org=org).values_list("absent__account", flat=True))


def is_here(org: UUID, account: UUID) -> bool:
    """Whether somebody still works here and is not away with somebody covering."""
    held = Membership.objects.filter(IS_CURRENT, org=org, account=account)
    return held.exists() and account not in away(org)


def workers(org: UUID) -> QuerySet[Membership]:
    """Those whose work here can be covered, or who can cover it; by role and name."""
    roles = [role.value for role in Role if work_of(role)]
    rows = Membership.objects.filter(IS_CURRENT, org=org, role__in=roles, account__is_active=True)
    return rows.order_by("role", "name")


def may_be_covered(person: Person) -> list[Membership]:
    """Whom this person may start cover for: anybody, if they lead; themselves; and whomever they
    can cover themselves."""
    require(person, *WORK, Permission.COVER_START, at=person.acting_at)
    mine = [post.role for post in person.here]
    leads = person.may(Permission.COVER_START)
    return [
        one
        for one in workers(person.place)
        if leads or one.account_id == person.id or any(may_cover(one.role, r) for r in mine)
    ]


def may_cover_one_of(absent: list[Membership]) -> list[Membership]:
    """Who can do all the work of one of these."""
    if not absent:
        return []
    return [
        one
        for one in workers(absent[0].org_id)
        if any(may_cover(other.role, one.role) and other.pk != one.pk for other in absent)
    ]


def takers(member: Membership) -> list[Membership]:
    """Who can take over all that this role does: the same role first."""
    found = [
        one
        for one in workers(member.org_id)
        if one.account_id != member.account_id and may_cover(member.role, one.role)
    ]
    return sorted(found, key=lambda one: (one.role != member.role, one.name))


def is_last_lead(member: Membership) -> bool:
    """Whether nobody would answer for safeguarding here once this membership ends."""
    if member.role != lead_role(member.org):
        return False
    others = workers(member.org_id).filter(role=member.role, ends_on=None)
    return not others.exclude(account=member.account_id).exists()


def lead_role(org: Organisation) -> Role | None:
    """The role without which nobody answers for safeguarding here."""
    return LEAD_OF.get(Kind(org.kind))


def is_uncovered(org: Organisation) -> bool:
    """Whether nobody who is here today holds or covers the role that answers."""
    role = lead_role(org)
    if role is None:
        return False
    gone = away(org.pk)
    here = {one.account_id: one for one in workers(org.pk) if one.account_id not in gone}
    if any(one.role == role for one in here.values()):
        return False
    standing_in = Cover.objects.at_work().filter(org=org, absent__role=role)
    return not any(pk in here for pk in standing_in.values_list("covering__account", flat=True))


def stands_back(person: Person) -> bool:
    """A deputy sees their own tasks alone while a lead, or somebody else covering one, is here."""
    if any(post.role != Role.DEPUTY for post in person.here) or not person.here:
        return False
    held = covered_today(person.place)
    if any(one.covering.account_id == person.id for one in held):
        return False
    gone = {one.absent.account_id for one in held}
    leads = workers(person.place).filter(role=Role.DSL).exclude(account__in=gone)
    return bool(held) or leads.exists()
