"""Whom one may ask, and the working days of each."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from crossing.core.errors import NotThere
from crossing.partnership.models import Contact, Organisation
from crossing.partnership.people import Person
from crossing.partnership.queries import calendar_for
from crossing.partnership.queries import partners as all_partners
from crossing.partnership.rules import Kind
from crossing.sharing.rules import WorkingDaysAfter
from crossing.sharing.rules.audience import can_be_asked

ASKABLE = [kind.value for kind in Kind if can_be_asked(kind)]


def partners(person: Person) -> QuerySet[Organisation]:
    """The other organisations of one's partnerships that decide about records, with their lines."""
    together = Organisation.objects.filter(parties__partnership__parties__org=person.place)
    return (
        Organisation.objects.filter(pk__in=together.values("pk"), kind__in=ASKABLE)
        .exclude(pk=person.place)
        .order_by("kind", "name")
        .prefetch_related(Prefetch("contacts", Contact.objects.about_children()))
    )


def partner(person: Person, pk: UUID | str | None) -> Organisation:
    """One partner, else NotThere."""
    found = partners(person).filter(pk=pk).first() if pk else None
    if found is None:
        raise NotThere
    return found


def directory_of(person: Person) -> list[Organisation]:
    """Everybody of one's partnerships with their numbers, to print ahead of an outage."""
    rows = all_partners(person.place).order_by("kind", "name")
    return list(rows.prefetch_related("contacts")[:300])


def working_days_of(org: Organisation) -> WorkingDaysAfter:
    """The working days where the answer is made."""
    return calendar_for(org).working_days_from
