"""Children's records, as those who work on cases read them."""

from __future__ import annotations

from uuid import UUID

from crossing.core.errors import NotThere
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import Child


def child_for(person: Person, pk: UUID) -> Child:
    """A child whose record this person may open at the place where they act; else NotThere."""
    here = {person.acting_at} & person.places(Permission.CONTENT_SEE)
    child = Child.objects.visible_to(person).filter(org__in=here, pk=pk).first()
    if child is None:
        raise NotThere
    return child
