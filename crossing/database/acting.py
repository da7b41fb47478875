"""Who is acting, as the database's own lock sees it (docs/security.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction


class SomebodyElseActs(RuntimeError):
    """A scope is open for another person; one transaction belongs to one person."""


@dataclass(frozen=True)
class Acting:
    """A person, or a service at one organisation, and the place where they act."""

    who: str
    place: str = ""


NOBODY = Acting("")


def acting_now() -> Acting:
    """Who acts in the transaction that is open now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.who', true), ''),"
            " coalesce(current_setting('app.place', true), '')"
        )
        who, place = cursor.fetchone()
    return Acting(who, place)


def _set(acting: Acting) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.who', %s, true), set_config('app.place', %s, true)",
            [acting.who, acting.place],
        )


@contextmanager
def acting_as(who: UUID | str, place: UUID | str | None = None) -> Iterator[None]:
    """All work inside is this person's, at this place: what they may not see is not there.

    Transaction-local. Restores who acted before; refuses a different person inside an open scope.
    An exception rolls the savepoint back, and PostgreSQL restores the setting with it.
    """
    wanted = Acting(str(who), str(place or ""))
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = NOBODY if outermost else acting_now()
        if before.who not in ("", wanted.who):
            raise SomebodyElseActs("somebody else acts in this transaction")
        _set(wanted)
        yield
        if not outermost and not connection.needs_rollback:
            _set(before)


def move_to(place: UUID | str) -> None:
    """The person whose scope is open acts at this place from here to the scope's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.place', %s, true)", [str(place)])


@contextmanager
def service(name: str, place: UUID | str) -> Iterator[None]:
    """A job acts under its own name at one organisation, never as a person."""
    with acting_as(f"service:{name}", place):
        yield
