"""Somebody's own scope, where no request has opened one: while signing in and out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from crossing.database.acting import acting_as
from crossing.partnership.people import Person
from crossing.partnership.queries import person_at


@contextmanager
def at_work(account: UUID, wanted: str | None = None) -> Iterator[Person]:
    """All inside is this person's own, at the place they chose or at their first."""
    with acting_as(account):
        person = person_at(account, wanted)
        with acting_as(account, person.acting_at):
            yield person
