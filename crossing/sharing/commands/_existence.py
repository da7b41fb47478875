"""The limits on asking whether a partner knows a child, held against two who ask at once."""

from __future__ import annotations

from django.db import connection

from crossing.core.errors import WrongState
from crossing.partnership.people import Person
from crossing.sharing.queries.existence import counted
from crossing.sharing.rules.existence import limit_reached


def require_within_limits(by: Person) -> None:
    """One after the other in an organisation: two at once cannot both be the last that is left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"existence {by.place}"]
        )
    if reached := limit_reached(counted(by)):
        raise WrongState(reached)
