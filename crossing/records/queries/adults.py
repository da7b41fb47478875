"""Concerns about adults: for those who keep them, and for their authors that they were read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Min, OuterRef, QuerySet, Subquery

from crossing.core.errors import Denied, NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Contact, Membership, Organisation
from crossing.partnership.people import Person, require
from crossing.partnership.queries import IS_CURRENT, organisation_of, partners, who_may
from crossing.partnership.rules import ContactKind, Kind, Permission
from crossing.records.models import StaffConcern, StaffConcernReading, StaffConcernStep

KEEPS = (Permission.STAFFCONCERN_SEE, Permission.CHAIRCONCERN_SEE)
NEWEST = ("-recorded_at", "-id")
POLICE = (Kind.POLICE, Kind.TRANSPORT_POLICE)


def staff_concerns(person: Person, after: str | None = None) -> Page[StaffConcern]:
    """Those that came to this person, each with when it was first read and decided about."""
    require(person, *KEEPS, at=person.acting_at)
    rows = StaffConcern.objects.kept_by(person).filter(org=person.place)
    decided = StaffConcernStep.objects.filter(org=OuterRef("org"), concern=OuterRef("pk"))
    last = Subquery(decided.order_by("-at").values("what")[:1])
    return keyset(_with_reading(rows).annotate(decided=last), NEWEST, after)


def staff_concerns_to_decide(person: Person, most: int) -> list[StaffConcern]:
    """Those that nobody has decided about, for the home page."""
    decided = StaffConcernStep.objects.filter(org=person.place).values("concern")
    rows = StaffConcern.objects.kept_by(person).filter(org=person.place)
    return list(_with_reading(rows.exclude(pk__in=decided)).order_by(*NEWEST)[:most])


def my_staff_concerns(person: Person) -> list[StaffConcern]:
    """Those that this person wrote here: when, and whether they were read."""
    rows = StaffConcern.objects.visible_to(person).filter(org=person.place, author=person.id)
    return list(_with_reading(rows).order_by(*NEWEST)[:20])


def staff_concern_for(person: Person, pk: UUID) -> StaffConcern:
    """One that this person keeps or wrote, at the place where they act; else NotThere."""
    rows = StaffConcern.objects.visible_to(person).filter(org=person.place, pk=pk)
    concern = rows.select_related("org").first()
    if concern is None:
        raise NotThere
    return concern


def keeps(person: Person, concern: StaffConcern) -> bool:
    """Whether it came to this person: reads it, and decides."""
    return StaffConcern.objects.kept_by(person).filter(pk=concern.pk).exists()


@dataclass(frozen=True)
class StaffStory:
    """What stands beside a concern about an adult."""

    readings: list[StaffConcernReading]
    steps: list[StaffConcernStep]


def staff_story(concern: StaffConcern) -> StaffStory:
    """Who has read it; and, for those who keep it, what was decided."""
    beside = {"org": concern.org_id, "concern": concern}
    return StaffStory(
        readings=list(StaffConcernReading.objects.filter(**beside).order_by("at")),
        steps=list(StaffConcernStep.objects.filter(**beside).order_by("at")),
    )


def holders_of(org: UUID, permission: Permission) -> set[UUID]:
    """The accounts that hold this permission here today."""
    return set(who_may(org, permission).values_list("account", flat=True))


def readers_of(concern: StaffConcern, permission: Permission) -> set[UUID]:
    """Who may read one today."""
    return holders_of(concern.org_id, permission) - {concern.adult_id}


def kept_or_denied(person: Person, concern: StaffConcern) -> None:
    """Only whoever keeps it goes on; its author has read all that there is for them."""
    if not keeps(person, concern):
        raise Denied


def colleagues_here(person: Person) -> list[Membership]:
    """Everybody who works here today, by name."""
    rows = Membership.objects.filter(IS_CURRENT, org=person.place)
    return list(rows.order_by("name", "account"))


def lado_contacts(person: Person) -> list[Contact]:
    """Whom to ring about an adult who works with children: the local authority's designated
    officer; where no such line is held, its other lines."""
    return _lines(services_here(person), ContactKind.LADO)


def standards_contacts(person: Person) -> list[Contact]:
    """Whom to ring about an officer: professional standards of the partners' police; where no such
    line is held, their other lines."""
    return _lines(partners(person.place).filter(kind__in=POLICE), ContactKind.STANDARDS)


def _lines(orgs: QuerySet[Organisation], kind: ContactKind) -> list[Contact]:
    lines = Contact.objects.filter(org__in=orgs).select_related("org")
    own = lines.filter(kind=kind)
    found = own if own.exists() else lines.filter(kind=ContactKind.ORDINARY)
    return list(found.order_by("org__name", "position", "label")[:6])


def services_here(person: Person) -> QuerySet[Organisation]:
    """Children's services of one's own local authority."""
    code = organisation_of(person).local_authority_code
    found = Organisation.objects.filter(kind=Kind.CHILDRENS_SERVICES, local_authority_code=code)
    return found.order_by("name")


def _with_reading(rows: QuerySet[StaffConcern]) -> QuerySet[StaffConcern]:
    readings = StaffConcernReading.objects.filter(org=OuterRef("org"), concern=OuterRef("pk"))
    first = readings.values("concern").annotate(first=Min("at")).values("first")
    return rows.annotate(read_at=Subquery(first))
