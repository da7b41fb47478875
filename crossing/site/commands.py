"""What the front door itself records: sign-ins and refusals, also when nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.partnership.people import Actor, Person


@dataclass(frozen=True)
class Somebody:
    """Nobody in particular: somebody who has not signed in."""

    who: str = ""
    name: str = ""
    title: str = ""
    acting_at: UUID | None = None


@transaction.atomic
def refused(status: int, route: str, method: str, *, by: Actor | Somebody) -> None:
    """Record a refused attempt, after the request that was refused has been rolled back.

    `route` is the address's pattern, with names for the parts that vary: never an id's meaning.
    """
    record(Event.SITE_ATTEMPT_REFUSED, by=by, status=status, route=route, method=method)


@transaction.atomic
def signed_in(*, by: Person) -> None:
    """Record that somebody signed in."""
    record(Event.SITE_SIGNIN_SUCCEEDED, by=by)


@transaction.atomic
def sign_in_failed(*, by: Somebody | None = None) -> None:
    """Record a failed sign-in. The address that was tried is not kept: it may be a password."""
    record(Event.SITE_SIGNIN_FAILED, by=by or Somebody())


@transaction.atomic
def signed_out(*, by: Person) -> None:
    """Record that somebody signed out, or was signed out by the idle lock."""
    record(Event.SITE_SIGNOUT, by=by)


@transaction.atomic
def place_switched(*, by: Person) -> None:
    """Record that somebody now acts at another of their places."""
    record(Event.SITE_PLACE_SWITCHED, by=by)
