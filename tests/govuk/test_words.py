import datetime as dt

import pytest

from crossing.govuk import words


def test_a_day_is_written_in_full():
    assert words.day(dt.date(2026, 3, 27)) == "27 March 2026"
    assert words.day(None) == ""


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (dt.datetime(2026, 3, 27, 8, 12), "27 March 2026 at 8:12am"),
        (dt.datetime(2026, 7, 1, 23, 30), "2 July 2026 at 12:30am"),
        (dt.datetime(2026, 1, 5, 16, 0), "5 January 2026 at 4pm"),
        (dt.datetime(2026, 1, 5, 12, 0), "5 January 2026 at midday"),
        (dt.datetime(2026, 1, 5, 0, 0), "5 January 2026 at midnight"),
    ],
)
def test_a_moment_is_written_in_the_time_of_the_place(utc, local):
    assert words.moment(utc.replace(tzinfo=dt.UTC)) == local


def test_no_moment_is_nothing():
    assert words.moment(None) == words.clock(None) == ""


def test_running_text_keeps_its_lines_and_nothing_else():
    html = words.paragraphs("one\r\ntwo <b>\n\n\nthree")
    assert html == (
        '<p class="govuk-body">one<br>two &lt;b&gt;</p>\n<p class="govuk-body">three</p>'
    )
    assert words.paragraphs(None) == ""
