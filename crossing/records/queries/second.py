"""Who may confirm what somebody asks for: a second person, where there is one."""

from __future__ import annotations

from uuid import UUID

from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.queries import who_may
from crossing.partnership.rules import Permission
from crossing.records.models import JoinRequest, Move


def who_confirms(org: UUID, asked_by: UUID, *, sealed: bool) -> list[Membership]:
    """Those who decide here and did not ask; about a sealed record, those of them who see it."""
    also = [Permission.SEALED_SEE] if sealed else []
    return list(who_may(org, Permission.CONCERN_DECIDE, also=also, but=[asked_by]))


def asks_alone(person: Person, *, sealed: bool) -> bool:
    """Whether nobody else here may confirm what this person asks for."""
    return not who_confirms(person.place, person.id, sealed=sealed)


def waits_alone(asked: Move | JoinRequest, *, sealed: bool) -> bool:
    """Whether it waits, and nobody here may confirm it."""
    return asked.waits and not who_confirms(asked.org_id, asked.asked_by_id, sealed=sealed)
