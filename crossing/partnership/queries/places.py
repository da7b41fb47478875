"""Partners, and who to ring at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from crossing.core.clock import Now
from crossing.core.errors import NotThere
from crossing.partnership.models import (
    Contact,
    Organisation,
    Party,
    StandIn,
)
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Kind, Permission

SCHOOLS = (Kind.SCHOOL, Kind.NURSERY)
DIRECTORY_PAGE = 50


def organisation_of(person: Person) -> Organisation:
    """The organisation where somebody acts."""
    return Organisation.objects.get(pk=person.place)


def partners(org: UUID) -> QuerySet[Organisation]:
    """The organisations of every partnership that this one belongs to, itself among them."""
    together = Party.objects.filter(org=org).values("partnership")
    return Organisation.objects.filter(
        pk__in=Party.objects.filter(partnership__in=together).values("org")
    )


def schools_of(org: UUID) -> QuerySet[Organisation]:
    """The schools and nurseries of one's partnerships."""
    return partners(org).filter(kind__in=SCHOOLS).order_by("name")


def standing_in() -> QuerySet[StandIn]:
    """Who covers at this moment, as partners see it."""
    return StandIn.objects.filter(starts_at__lte=Now(), ends_at__gt=Now())


@dataclass(frozen=True)
class Directory:
    """Some organisations in the order of their names, and the last one's id if there are more."""

    items: Sequence[Organisation]
    last: UUID | None


def directory(person: Person, words: str = "", after: UUID | None = None) -> Directory:
    """Who to ring at every partner, by name; the words narrow it to names that hold them all."""
    rows = partners(person.place)
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    if start := Organisation.objects.filter(pk=after).first() if after else None:
        rows = rows.filter(Q(name__gt=start.name) | Q(name=start.name, pk__gt=start.pk))
    lines = Prefetch("contacts", Contact.objects.order_by("position", "label"))
    covers = Prefetch("stand_ins", standing_in(), to_attr="today")
    found = list(rows.order_by("name", "pk").prefetch_related(lines, covers)[: DIRECTORY_PAGE + 1])
    more = len(found) > DIRECTORY_PAGE
    shown = found[:DIRECTORY_PAGE]
    return Directory(shown, shown[-1].pk if more else None)


def contact_for(person: Person, pk: UUID) -> Contact:
    """One of one's own organisation's lines in the directory."""
    require(person, Permission.CONTACTS_MANAGE, at=person.acting_at)
    contact = Contact.objects.filter(org=person.place, pk=pk).first()
    if contact is None:
        raise NotThere
    return contact
