"""A rung counted in school days waits through a school's holidays, and nobody else's."""

import datetime

import pytest

from crossing.core.days import Calendar
from crossing.todo.commands import _calendar
from crossing.todo.rules import LADDERS, Matter, moment_of
from tests import make

LAST_OF_TERM = datetime.datetime(2026, 12, 18, 12, tzinfo=datetime.UTC)
RINGS = LADDERS[Matter.JOIN_TO_CONFIRM].rungs[-1]


@pytest.mark.parametrize(
    ("place", "day"),
    [("northfield", datetime.date(2027, 1, 6)), ("police", datetime.date(2026, 12, 22))],
)
def test_school_days_are_a_schools_alone(place, day, acting):
    with acting("lena"):
        calendar = _calendar(make.org(place))
    assert moment_of(RINGS, LAST_OF_TERM, calendar).date() == day


def test_past_the_last_term_that_is_known_working_days_are_counted():
    assert moment_of(RINGS, LAST_OF_TERM, Calendar()).date() == datetime.date(2026, 12, 22)
