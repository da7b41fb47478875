"""What must be done by a time: what waits and for whom, and the ladder of each."""

from crossing.todo.rules.ladders import (
    AGAIN,
    LADDERS,
    Ladder,
    Rung,
    Unit,
    comes_back,
    moment_of,
    rung_at,
)
from crossing.todo.rules.matters import (
    ENDS,
    HOLDS,
    NEXT_PERSON,
    PUT_OFF,
    Audience,
    Matter,
    Reached,
    every_audience,
    every_matter,
)

__all__ = [
    "AGAIN",
    "ENDS",
    "HOLDS",
    "LADDERS",
    "NEXT_PERSON",
    "PUT_OFF",
    "Audience",
    "Ladder",
    "Matter",
    "Reached",
    "Rung",
    "Unit",
    "comes_back",
    "every_audience",
    "every_matter",
    "moment_of",
    "rung_at",
]
