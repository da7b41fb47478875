import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossing.core.days import (
    Calendar,
    CalendarEnds,
    DayKind,
    DayRow,
    SchoolYear,
    age_on,
    day_of,
    london,
    read_days,
    school_year_of,
    shipped_days,
    year_group,
    year_number,
)
from crossing.core.errors import Invalid

SHIPPED = shipped_days()
CALENDAR = Calendar.of(SHIPPED)
HEADING = "kind,local_authority_code,name,starts_on,ends_on\n"


def read(text):
    return read_days(io.StringIO(HEADING + text))


def test_the_hour_after_midnight_in_summer_is_the_next_day_in_london():
    moment = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert day_of(moment) == date(2026, 7, 2)
    assert london(moment).hour == 0


def test_a_moment_without_a_zone_is_a_mistake():
    with pytest.raises(ValueError, match="time zone"):
        london(datetime(2026, 7, 1))


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 13), (date(2026, 3, 1), 14), (date(2028, 2, 29), 16)],
)
def test_a_child_born_on_29_february_has_a_birthday_each_year(day, age):
    assert age_on(date(2012, 2, 29), day) == age


def test_a_school_year_starts_on_1_september():
    assert school_year_of(date(2026, 8, 31)) == SchoolYear(2025)
    assert str(school_year_of(date(2026, 9, 1))) == "2026/27"
    assert (SchoolYear(2026).starts_on, SchoolYear(2026).ends_on) == (
        date(2026, 9, 1),
        date(2027, 8, 31),
    )
    assert str(SchoolYear(1999)) == "1999/00"


@pytest.mark.parametrize(
    ("born_on", "day", "words"),
    [
        (date(2016, 8, 31), date(2020, 9, 1), "Reception"),
        (date(2016, 9, 1), date(2020, 9, 1), ""),
        (date(2016, 9, 1), date(2021, 9, 1), "Reception"),
        (date(2015, 9, 1), date(2021, 8, 31), "Reception"),
        (date(2012, 4, 3), date(2026, 11, 2), "Year 10"),
        (date(2008, 9, 1), date(2026, 11, 2), "Year 13"),
        (date(2007, 9, 1), date(2026, 11, 2), ""),
    ],
)
def test_the_year_group_goes_by_age_on_31_august(born_on, day, words):
    assert year_group(born_on, day) == words


def test_reception_is_year_nought():
    assert year_number(date(2016, 8, 31), date(2020, 9, 1)) == 0


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 12, 27),
        date(2027, 12, 28),
        date(2028, 1, 3),
        date(2028, 4, 14),
        date(2028, 4, 17),
        date(2028, 5, 29),
    ],
)
def test_bank_holidays_and_their_substitutes_are_no_working_days(day):
    assert day.weekday() < 5
    assert not CALENDAR.is_working_day(day)


def test_every_bank_holiday_of_the_shipped_file_is_on_a_weekday():
    assert all(day.weekday() < 5 for day in CALENDAR.bank_holidays)


def test_saturday_is_no_working_day_and_monday_is():
    assert not CALENDAR.is_working_day(date(2026, 11, 7))
    assert CALENDAR.is_working_day(date(2026, 11, 9))


@pytest.mark.parametrize("year", [2026, 2027])
def test_pupils_come_on_190_days_a_year(year):
    in_year = [day for day in CALENDAR.term_days if school_year_of(day) == SchoolYear(year)]
    assert sum(map(CALENDAR.is_school_day, in_year)) == 190


def test_the_next_school_day_skips_weekends_holidays_and_inset_days():
    assert CALENDAR.next_school_day(date(2026, 11, 6)) == date(2026, 11, 9)
    assert CALENDAR.next_school_day(date(2026, 12, 18)) == date(2027, 1, 5)
    assert not CALENDAR.is_school_day(date(2027, 1, 4))


def test_a_school_can_be_closed_on_days_of_its_own():
    snow = CALENDAR.also_closed([date(2027, 1, 5)])
    assert snow.next_school_day(date(2026, 12, 18)) == date(2027, 1, 6)
    assert CALENDAR.is_school_day(date(2027, 1, 5))


def test_school_days_are_counted_and_the_end_of_what_we_hold_is_said():
    assert CALENDAR.school_days_from(date(2026, 10, 22), 2) == date(2026, 11, 2)
    assert CALENDAR.school_days_from(date(2026, 10, 22), 0) == date(2026, 10, 22)
    with pytest.raises(CalendarEnds, match="term dates"):
        CALENDAR.next_school_day(date(2028, 7, 21))


def test_working_days_pass_over_christmas():
    assert CALENDAR.working_days_from(date(2026, 12, 23), 3) == date(2026, 12, 30)
    assert CALENDAR.working_days_from(date(2026, 12, 26), 0) == date(2026, 12, 26)
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.working_days_from(date(2026, 12, 23), -1)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2026, 10, 23, 9, tzinfo=UTC), datetime(2026, 10, 30, 17, tzinfo=UTC)),
        (datetime(2027, 3, 22, 9, tzinfo=UTC), datetime(2027, 3, 31, 16, tzinfo=UTC)),
        (datetime(2026, 6, 1, 23, 30, tzinfo=UTC), datetime(2026, 6, 9, 16, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_five_oclock_in_london_on_both_sides_of_a_clock_change(asked, due):
    assert CALENDAR.working_day_deadline(asked, 5) == due


def test_a_deadline_in_school_days_may_have_another_time():
    due = CALENDAR.school_day_deadline(datetime(2026, 10, 23, 9, tzinfo=UTC), 1, at=time(8, 10))
    assert due == datetime(2026, 11, 2, 8, 10, tzinfo=UTC)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2028, 6, 1)), st.integers(1, 30))
def test_n_working_days_later_there_were_n_working_days(start, n):
    end = CALENDAR.working_days_from(start, n)
    days = [start + timedelta(days=i) for i in range(1, (end - start).days + 1)]
    assert sum(map(CALENDAR.is_working_day, days)) == n
    assert CALENDAR.is_working_day(end)


def test_a_local_authoritys_terms_replace_the_default_of_that_year_only():
    own = DayRow(DayKind.TERM, "919", "Autumn", date(2026, 9, 7), date(2026, 10, 23))
    calendar = Calendar.of([*SHIPPED, own], "919")
    assert not calendar.is_school_day(date(2026, 9, 4))
    assert calendar.is_school_day(date(2026, 9, 7))
    assert calendar.is_school_day(date(2027, 9, 7))
    assert Calendar.of([*SHIPPED, own], "202") == CALENDAR


def test_an_extra_bank_holiday_of_one_authority_is_added():
    own = DayRow(DayKind.BANK_HOLIDAY, "919", "Coronation", date(2027, 5, 10), date(2027, 5, 10))
    calendar = Calendar.of([*SHIPPED, own], "919")
    assert calendar.bank_holidays == CALENDAR.bank_holidays | {date(2027, 5, 10)}


def test_a_days_file_may_leave_the_last_day_empty_and_start_with_a_mark():
    rows = read_days(io.StringIO("\ufeff" + HEADING + "closed,919,Election,2027-05-06,\n"))
    assert rows[0].days() == {date(2027, 5, 6)}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("party,*,x,2027-01-01,2027-01-01", "kind"),
        ("term,,x,2027-01-01,2027-01-01", "local authority code"),
        ("term,*,x,1/1/2027,2027-01-01", "“1/1/2027”"),
        ("term,*,x,2027-01-02,2027-01-01", "end on or after"),
        ("term,*,x,2027-01-02,2029-01-01", "within a year"),
        ("term,*", "columns"),
        ("term,*,x,2027-01-02,2027-01-02,extra", "columns"),
    ],
)
def test_a_bad_row_is_named_with_its_reason(row, reason):
    with pytest.raises(Invalid) as refusal:
        read(f"inset,*,fine,2027-01-04,2027-01-04\n{row}\n")
    assert list(refusal.value.problems) == ["row 3"]
    assert reason in refusal.value.problems["row 3"]


def test_a_file_with_other_columns_is_refused():
    with pytest.raises(Invalid) as refusal:
        read_days(io.StringIO("a,b\n1,2\n"))
    assert "kind,local_authority_code" in refusal.value.problems["file"]
    with pytest.raises(Invalid):
        read_days(io.StringIO(""))
