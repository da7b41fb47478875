"""Which officers serve which schools."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from crossing.core.clock import Today
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import (
    Assignment,
    Contact,
    Membership,
    Organisation,
)
from crossing.partnership.people import Person, require
from crossing.partnership.queries.people import IS_CURRENT
from crossing.partnership.queries.places import SCHOOLS, standing_in
from crossing.partnership.rules import Permission, Role

OFFICERS = (Role.OFFICER, Role.SERGEANT)


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
    lines = (
        Contact.objects.about_children().only("org", "label", "phone").order_by("position", "label")
    )
    covers = Prefetch("stand_ins", standing_in(), to_attr="today")
    rows = rows.only("name").order_by("name").prefetch_related(Prefetch("contacts", lines), covers)
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
