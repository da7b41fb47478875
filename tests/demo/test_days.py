import datetime

import pytest

from crossing.core.days import LONDON
from crossing.demo.clock import FIRST_DAY, Days


def days_at(text):
    return Days.until(datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON))


@pytest.mark.parametrize(
    ("now", "last_bell"),
    [
        ("2026-11-24T08:29", "2026-11-23"),
        ("2026-11-24T08:30", "2026-11-24"),
        ("2026-11-22T12:00", "2026-11-20"),
        ("2026-12-29T12:00", "2026-12-29"),  # in the holidays: working days
        ("2026-09-10T12:00", "2026-09-10"),  # too few known school days behind it
        ("2031-03-05T12:00", "2031-03-05"),  # no term dates at all
    ],
)
def test_the_story_ends_with_the_last_bell_that_rang(now, last_bell):
    days = days_at(now)
    assert str(days.day(0)) == last_bell
    assert days.day(FIRST_DAY) < days.day(0)


def test_nobody_records_a_concern_in_half_term():
    days = days_at("2026-11-24T12:00")
    assert datetime.date(2026, 10, 28) not in days.days


def test_a_day_ahead_lies_in_the_future():
    assert days_at("2026-11-24T12:00").day(-5) == datetime.date(2026, 12, 1)
