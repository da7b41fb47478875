"""Who works where, who to ring, and which days count."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, F, Func, Prefetch, Q, QuerySet

from crossing.core.clock import Today, today
from crossing.core.days import EVERYWHERE, Calendar, DayKind, DayRow
from crossing.core.errors import NotThere
from crossing.core.paging import Page, by_name, keyset
from crossing.partnership.models import (
    Account,
    Assignment,
    Contact,
    DayPeriod,
    Membership,
    Organisation,
    Partnership,
    Party,
    School,
)
from crossing.partnership.people import Person, Post, require
from crossing.partnership.rules import GRANTS, Kind, Permission, Role

SHOWN = ("current", "invited", "ended")
OFFICERS = (Role.OFFICER, Role.SERGEANT)
SCHOOLS = (Kind.SCHOOL, Kind.NURSERY)
DIRECTORY_PAGE = 50
IS_CURRENT = Q(starts_on__lte=Today()) & (Q(ends_on__isnull=True) | Q(ends_on__gte=Today()))


class HasAdministrator(Func):
    """Whether an organisation's administrator has taken office: all that its partners may know."""

    function = "has_administrator"
    output_field = BooleanField()


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


def holders(org: UUID, permission: str) -> list[str]:
    """The addresses of everybody who holds a permission at an organisation today."""
    roles = [role.value for role, granted in GRANTS.items() if permission in granted]
    found = Membership.objects.filter(IS_CURRENT, org=org, role__in=roles, account__is_active=True)
    return sorted(set(found.values_list("account__email", flat=True)))


# People of one's own organisation


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


def organisation_of(person: Person) -> Organisation:
    """The organisation where somebody acts."""
    return Organisation.objects.get(pk=person.place)


# Partners


def partners(org: UUID) -> QuerySet[Organisation]:
    """The organisations of every partnership that this one belongs to, itself among them."""
    together = Party.objects.filter(org=org).values("partnership")
    return Organisation.objects.filter(
        pk__in=Party.objects.filter(partnership__in=together).values("org")
    )


def schools_of(org: UUID) -> QuerySet[Organisation]:
    """The schools and nurseries of one's partnerships."""
    return partners(org).filter(kind__in=SCHOOLS).order_by("name")


@dataclass(frozen=True)
class Directory:
    """Some organisations in the order of their names, and the last one's id if there are more."""

    items: list[Organisation]
    last: UUID | None


def directory(person: Person, words: str = "", after: UUID | None = None) -> Directory:
    """Who to ring at every partner, by name; the words narrow it to names that hold them all."""
    rows = partners(person.place)
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    if start := Organisation.objects.filter(pk=after).first() if after else None:
        rows = rows.filter(Q(name__gt=start.name) | Q(name=start.name, pk__gt=start.pk))
    lines = Prefetch("contacts", Contact.objects.order_by("position", "label"))
    found = list(rows.order_by("name", "pk").prefetch_related(lines)[: DIRECTORY_PAGE + 1])
    more = len(found) > DIRECTORY_PAGE
    shown = found[:DIRECTORY_PAGE]
    return Directory(shown, shown[-1].pk if more else None)


@dataclass(frozen=True)
class Line:
    """Whom to ring, and under which number."""

    who: str
    phone: str


def who_to_ring(org: Organisation, moment: datetime.datetime) -> Line:
    """The first line of an organisation's directory, at this moment."""
    contact = Contact.objects.filter(org=org).order_by("position", "label").first()
    if contact is None:
        return Line(org.name, "")
    return Line(f"{contact.name or contact.label}, {org.name}", contact.phone)


def contact_for(person: Person, pk: UUID) -> Contact:
    """One of one's own organisation's lines in the directory."""
    require(person, Permission.CONTACTS_MANAGE, at=person.acting_at)
    contact = Contact.objects.filter(org=person.place, pk=pk).first()
    if contact is None:
        raise NotThere
    return contact


# Officers


def assignments(person: Person, after: str | None = None) -> Page[Assignment]:
    """Which officers serve which schools: one's own officers, or those who serve one's school."""
    require(person, Permission.ASSIGNMENTS_MANAGE, at=person.acting_at)
    side = "school" if person.place_kind in SCHOOLS else "org"
    rows = Assignment.objects.filter(**{side: person.place}).select_related("school", "org")
    return keyset(rows, order=("-starts_on", "-id"), after=after)


def my_schools(person: Person) -> list[Organisation]:
    """The schools that an officer serves today, each with its lines of the directory."""
    served = Assignment.objects.filter(IS_CURRENT, account=person.id, org=person.place)
    rows = Organisation.objects.filter(pk__in=served.values("school"))
    lines = Contact.objects.only("org", "label", "phone").order_by("position", "label")
    rows = rows.only("name").order_by("name").prefetch_related(Prefetch("contacts", lines))
    return list(rows[:50])


def assignment_for(person: Person, pk: UUID) -> Assignment:
    """One assignment of one's own officers."""
    require(person, Permission.ASSIGNMENTS_MANAGE, at=person.acting_at)
    rows = Assignment.objects.filter(org=person.place, pk=pk).select_related("school")
    found = rows.first()
    if found is None:
        raise NotThere
    return found


def officers_of(person: Person) -> QuerySet[Membership]:
    """The officers of one's own team who may be assigned to a school."""
    require(person, Permission.ASSIGNMENTS_MANAGE, at=person.acting_at)
    rows = Membership.objects.filter(org=person.place, role__in=OFFICERS)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=Today())).order_by("name")


# The partnership's administrator


def organisations(person: Person, after: str | None = None) -> Page[Organisation]:
    """The organisations of one's partnerships, by name, and whether each has started."""
    require(person, Permission.PARTNERSHIP_MANAGE, at=person.acting_at)
    return by_name(partners(person.place).annotate(started=HasAdministrator("id")), after)


def organisation_for(person: Person, pk: UUID) -> Organisation:
    """One organisation of one's partnerships."""
    require(person, Permission.PARTNERSHIP_MANAGE, at=person.acting_at)
    rows = partners(person.place).annotate(started=HasAdministrator("id"))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def partnership_of(person: Person) -> Partnership:
    """The partnership that one's organisation was the first to belong to."""
    require(person, Permission.PARTNERSHIP_MANAGE, at=person.acting_at)
    party = Party.objects.filter(org=person.place).select_related("partnership")
    found = party.order_by("since", "id").first()
    if found is None:
        raise NotThere
    return found.partnership


def find_schools(words: str, limit: int = 20) -> list[School]:
    """Schools of the national register, by number or by words of their name."""
    if not words.strip():
        return []
    rows = School.objects.prefetch_related("organisation_set")
    if words.strip().isdecimal():
        return list(rows.filter(urn=int(words.strip()[:9])))
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by("name", "urn")[:limit])


def school_for(urn: int) -> School:
    """One school of the national register."""
    school = School.objects.filter(urn=urn).first()
    if school is None:
        raise NotThere
    return school


def account_by_address(email: str) -> Account | None:
    """The account with this address, whatever its case."""
    return Account.objects.filter(email__iexact=email.strip()).first()


# Days


def calendar_for(org: Organisation) -> Calendar:
    """The working days and school days of one organisation: its local authority's, and its own."""
    code = org.local_authority_code or EVERYWHERE
    general = Q(org__isnull=True, local_authority_code__in={EVERYWHERE, code})
    rows = list(DayPeriod.objects.filter(general | Q(org=org)))
    theirs = [_day_row(row) for row in rows if row.org_id is None]
    closed: set[datetime.date] = set()
    for row in rows:
        if row.org_id is not None:
            closed |= _day_row(row).days()
    return Calendar.of(theirs, code).also_closed(closed)


def _day_row(row: DayPeriod) -> DayRow:
    kind = DayKind(row.kind)
    return DayRow(kind, row.local_authority_code, row.name, row.starts_on, row.ends_on)
