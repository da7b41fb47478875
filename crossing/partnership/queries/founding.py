"""What a partnership’s administrator reads."""

from __future__ import annotations

from uuid import UUID

from django.db.models import BooleanField, Func

from crossing.core.errors import NotThere
from crossing.core.paging import Page, by_name
from crossing.partnership.models import (
    Organisation,
    Partnership,
    Party,
    School,
)
from crossing.partnership.people import Person, require
from crossing.partnership.queries.places import partners
from crossing.partnership.rules import Permission


class HasAdministrator(Func):
    """Whether an organisation's administrator has taken office: all that its partners may know."""

    function = "has_administrator"
    output_field = BooleanField()


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
