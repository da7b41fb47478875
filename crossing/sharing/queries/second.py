"""Who reviews an emergency as its second person: somebody inside; else the outside decider."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Q

from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.rules.emergency import Reviewer


def reviewer_of(emergency: UUID) -> Reviewer | None:
    """Who there is to review it, by the memberships of this moment; None before its record. Whoever
    shared it, wrote its record or is connected to the family does not count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT emergency_reviewer(%s)", [emergency])
        (found,) = cursor.fetchone()
    return Reviewer(found) if found else None


def passed_to(person: Person) -> Q:
    """What passed to this outside decider, because nobody inside is left; and nothing else."""
    if not person.may(Permission.OUTSIDE_SEE):
        return Q(pk__in=[])
    return Q(org__in=person.places(Permission.OUTSIDE_SEE), pk__in=_passed())


def _passed() -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT outside_emergencies()")
        return list(cursor.fetchone()[0])
