"""Whom to ring: whoever covers, in a holiday, at night, usually; never nobody."""

import datetime

import pytest

from crossing.core.clock import today
from crossing.core.days import LONDON, Calendar, DayKind, DayRow, bounds
from crossing.core.errors import Invalid
from crossing.partnership import commands, queries
from crossing.partnership.commands import NewContact
from crossing.partnership.models import Contact, DayPeriod
from crossing.partnership.queries.ringing import closed_ones
from crossing.partnership.rules import ContactKind
from tests import make
from tests.make import org, setting_up
from tests.partnership.build import at, day

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=LONDON)  # a Tuesday in term
NIGHT = NOON.replace(hour=21)
SATURDAY = NOON.replace(day=28)
CHRISTMAS = NOON.replace(month=12, day=29)


def line(where, phone, **more):
    with setting_up(where) as (place, by):
        return commands.add_contact(place, NewContact("Line", phone, **more), by=by)


def ring(where, moment):
    with make.acting("omar"):
        return queries.who_to_ring(org(where), moment)


def for_the_holiday(phone="020 7946 0222"):
    first, last = datetime.date(2026, 12, 19), datetime.date(2027, 1, 3)
    return line("northfield", phone, kind=ContactKind.HOLIDAY, valid_from=first, valid_to=last)


def no_lines(where):
    with setting_up(where) as (place, by):
        for one in Contact.objects.filter(org=place):
            commands.remove_contact(one, by=by)


def test_a_holiday_is_longer_than_a_weekend():
    term = [DayRow(DayKind.TERM, "*", "T", datetime.date(2026, 9, 1), datetime.date(2026, 12, 18))]
    term += [DayRow(DayKind.TERM, "*", "S", datetime.date(2027, 1, 4), datetime.date(2027, 2, 5))]
    calendar = Calendar.of(term)
    holiday = (datetime.date(2026, 12, 19), datetime.date(2027, 1, 4))
    assert calendar.holiday_at(CHRISTMAS.date()) == holiday
    assert calendar.holiday_at(SATURDAY.date()) is None
    assert calendar.holiday_at(NOON.date()) is None
    assert calendar.holiday_at(datetime.date(2027, 6, 1)) is None
    assert calendar.next_holiday(datetime.date(2026, 12, 10), 14) == holiday
    assert calendar.next_holiday(datetime.date(2026, 11, 10), 14) is None


def test_a_day_begins_and_ends_at_midnight_in_london():
    start, end = bounds(datetime.date(2026, 10, 25))
    assert (end - start.astimezone(end.tzinfo)).days in (0, 1)
    assert (start.hour, end.hour) == (0, 0)


def test_usually_the_first_line(acting):
    assert ring("northfield", NOON).phone == "020 7946 0000"


@pytest.mark.parametrize("moment", [NIGHT, SATURDAY])
def test_out_of_hours_that_number(acting, moment):
    assert ring("northfield", moment).phone == "020 7946 0999"
    line("northfield", "020 7946 0333", kind=ContactKind.OUT_OF_HOURS)
    assert ring("northfield", moment).phone == "020 7946 0333"


def test_in_a_holiday_its_contact(acting):
    for_the_holiday()
    assert ring("northfield", CHRISTMAS).phone == "020 7946 0222"
    assert ring("police", CHRISTMAS).phone == "020 7946 0000"


def test_in_a_holiday_without_one_the_councils_line_for_schools(acting):
    found = ring("northfield", CHRISTMAS)
    assert "Children’s Services" in found.who
    line("services", "020 7946 0444", kind=ContactKind.EDUCATION)
    found = ring("northfield", CHRISTMAS)
    assert (found.phone, found.why) == (
        "020 7946 0444",
        "the council’s line for schools that are closed",
    )


def test_never_nobody_and_it_says_so(acting):
    no_lines("northfield")
    found = ring("northfield", NIGHT)
    assert "Children’s Services" in found.who
    assert "no number of their own" in str(found.why)
    no_lines("services")
    assert ring("northfield", NOON) == queries.Line("Northfield School", "", "no number is held")


def test_other_numbers_follow(acting):
    with acting("omar"):
        phones = [one.phone for one in queries.others_to_ring(org("northfield"), NOON)]
    assert phones == ["020 7946 0999"]


def test_a_list_says_which_schools_are_closed(acting):
    for_the_holiday()
    with acting("omar") as omar:
        found = queries.directory(omar).items
        closed = closed_ones(found, CHRISTMAS)
        assert {one.org.name for one in closed.values()} == {
            "Northfield School",
            "Southgate Academy",
        }
        assert closed[org("northfield").pk].line.phone == "020 7946 0222"
        assert "Children’s Services" in closed[org("southgate").pk].line.who
        assert closed_ones(found, NOON) == {}
        assert queries.closed(org("northfield"), CHRISTMAS).back_on == datetime.date(2027, 1, 5)
        assert queries.closed(org("northfield"), NOON) is None
        assert queries.closed(org("police"), CHRISTMAS) is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "valid_from"),
        (
            {"valid_from": datetime.date(2026, 12, 2), "valid_to": datetime.date(2026, 12, 1)},
            "valid_to",
        ),
    ],
)
def test_a_holiday_line_has_its_days(acting, typed, field):
    new = NewContact("Head", "020", kind=ContactKind.HOLIDAY, **typed)
    with setting_up("northfield") as (place, by), pytest.raises(Invalid) as refused:
        commands.add_contact(place, new, by=by)
    assert set(refused.value.problems) == {field}


def test_an_administrator_is_reminded_until_there_is_a_contact(acting, signed_in):
    with setting_up("board"):
        first = today() + datetime.timedelta(days=7)
        DayPeriod.objects.all().delete()
        for start, end in [(-100, 6), (20, 80)]:
            DayPeriod(
                kind="term",
                name="T",
                starts_on=today() + datetime.timedelta(days=start),
                ends_on=today() + datetime.timedelta(days=end),
            ).save()
    client = signed_in("nora")
    assert "No contact for the holiday" in client.get("/").text
    typed = {"label": "Head", "name": "Hugh Osei", "phone": "020 7946 0555", "kind": "holiday"}
    days = day("valid_from", first - datetime.timedelta(days=3))
    days |= day("valid_to", first + datetime.timedelta(days=20))
    assert client.post(at("add_contact"), typed | days).status_code == 302
    assert "No contact for the holiday" not in client.get("/").text
    with acting("pia") as pia:
        assert queries.holiday_without_contact(pia) is None
