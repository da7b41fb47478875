"""Each field: how it is drawn, what is wrong with it, and where the summary leads."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from crossing.govuk import forms
from crossing.govuk.forms.when import read_time
from tests.govuk.conftest import squeeze
from tests.govuk.sample.questions import GOOD, Concern

LONDON = ZoneInfo("Europe/London")


def filled(**changed):
    data = QueryDict(mutable=True)
    for name, value in (GOOD | changed).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Concern(data)


def wrong(name, **changed):
    """The sentence and the link for one field."""
    form = filled(**changed)
    assert list(form.errors) == [name]
    [listed] = form.error_list()
    return listed["text"], listed.get("href")


def drawn(form, name):
    return squeeze(form[name].html())


def test_a_good_form_comes_out_as_values():
    form = filled()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["safe"] is True
    assert form.cleaned_data["seen"] == dt.date(2026, 3, 27)
    assert form.cleaned_data["at"] == dt.datetime(2026, 3, 27, 8, 12, tzinfo=LONDON)
    assert form.cleaned_data["harms"] == ["none"]


def test_an_empty_form_asks_for_each_answer_in_the_order_of_the_page():
    form = Concern(QueryDict("csrfmiddlewaretoken=x"))
    assert [error.get("href") for error in form.error_list()] == [
        *("#safe", "#kind", "#harms", "#seen-day", "#at-day", "#note", "#email", "#age"),
        *("#school", None),
    ]
    assert form.error_list()[0]["text"] == "Select whether the child is safe now"
    assert form.error_list()[5]["text"] == "Enter what happened"


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence", "href"),
    [
        ("", "3", "2026", "The day you noticed it must include a day", "#seen-day"),
        ("27", "", "", "The day you noticed it must include a month and a year", "#seen-month"),
        ("27", "3", "", "The day you noticed it must include a year", "#seen-year"),
        (
            "27",
            "3",
            "26",
            "The day you noticed it must include a year with 4 numbers",
            "#seen-year",
        ),
        ("31", "2", "2026", "The day you noticed it must be a real date", "#seen-day"),
        ("27", "Brumaire", "2026", "The day you noticed it must be a real date", "#seen-day"),
        ("²", "3", "2026", "The day you noticed it must be a real date", "#seen-day"),
        ("27\x00", "3", "2026", "The day you noticed it must be a real date", "#seen-day"),
        ("27", "3", "9999", "The day you noticed it must be a real date", "#seen-year"),
    ],
)
def test_a_date_says_which_part_is_wrong(day, month, year, sentence, href):
    assert wrong("seen", seen_day=day, seen_month=month, seen_year=year) == (sentence, href)


@pytest.mark.parametrize("month", ["3", "03", "march", "Mar", "MAR."])
def test_a_month_may_be_a_name(month):
    assert filled(seen_month=month).is_valid()


def test_only_the_wrong_part_of_a_date_is_marked():
    html = drawn(filled(seen_month=""), "seen")
    assert 'id="seen-month" name="seen_month" type="text"' in html
    assert html.count("govuk-input--error") == 1
    assert 'aria-describedby="seen-hint seen-error"' in html


def test_a_day_to_come_is_refused_where_only_the_past_makes_sense(db):
    class Past(forms.Form):
        on = forms.Day("When?", what="the day", past=True)

    form = Past({"on_day": "1", "on_month": "1", "on_year": "2099"})
    assert form.errors["on"] == ["The day must be today or in the past"]


def test_a_moment_to_come_is_refused_where_only_the_past_makes_sense(db):
    class Past(forms.Form):
        at = forms.Moment("When?", what="the time", past=True)

    form = Past({"at_day": "1", "at_month": "1", "at_year": "2099", "at_time": "9am"})
    assert form.errors["at"] == ["The time must be in the past"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("8:12am", dt.time(8, 12)),
        ("8.12 PM", dt.time(20, 12)),
        ("8am", dt.time(8)),
        ("12am", dt.time(0)),
        ("12:30 p.m.", dt.time(12, 30)),
        ("14:30", dt.time(14, 30)),
        ("0812", dt.time(8, 12)),
        ("midday", dt.time(12)),
        ("midnight", dt.time(0)),
        ("8", None),
        ("25:00", None),
        ("13pm", None),
        ("8:99", None),
        ("soon", None),
    ],
)
def test_times_are_read_as_people_write_them(text, time):
    assert read_time(text) == time


def test_a_time_that_is_none_is_pointed_at():
    sentence = "The time it happened must have a time, like 8:12am or 14:30"
    assert wrong("at", at_time="early") == (sentence, "#at-time")


def test_a_time_that_the_clocks_jumped_over_is_refused():
    text, href = wrong("at", at_day="29", at_time="1:30am")
    assert "clocks went forward" in text
    assert href == "#at-time"


def test_a_moment_is_shown_again_in_local_time():
    at = dt.datetime(2026, 7, 1, 7, 12, tzinfo=dt.UTC)
    html = drawn(Concern(initial={"at": at, "seen": dt.date(2026, 3, 27)}), "at")
    assert 'value="8:12am"' in html


@pytest.mark.parametrize("name", ["note", "own"])
def test_text_that_cannot_be_saved_is_refused_with_a_sentence(name):
    text, href = wrong(name, **{name: "a\x00b"})
    assert "contains a character that cannot be saved" in text
    assert href == f"#{name}"


def test_text_that_is_too_long_is_refused_and_kept():
    form = filled(note="x" * 501)
    assert form.error_list() == [
        {"text": "What happened must be 500 characters or fewer", "href": "#note"}
    ]
    assert "x" * 501 in drawn(form, "note")


def test_every_text_has_a_longest():
    assert wrong("own", own="x" * 20_001)[0].endswith("must be 20000 characters or fewer")


def test_a_line_end_counts_as_one_character():
    assert filled(note="\r\n".join(["x"] * 250)).is_valid()


def test_what_was_typed_cannot_become_markup():
    assert "<script>" not in drawn(filled(note="</textarea><script>" * 40), "note")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nine", "The child’s age must be a whole number, like 3"),
        ("-1", "The child’s age must be 0 or more"),
        ("9" * 5000, "The child’s age must be"),
        ("26", "The child’s age must be 25 or fewer"),
    ],
)
def test_a_number_must_be_one(typed, sentence):
    text, href = wrong("age", age=typed)
    assert text.startswith(sentence)
    assert href == "#age"


def test_an_address_must_look_like_one():
    text, _ = wrong("email", email="tom")
    assert text == "Enter an email address in the correct format, like name@example.com"


@pytest.mark.parametrize("name", ["safe", "kind", "school", "harms"])
def test_a_choice_that_was_not_offered_is_refused(name):
    text, href = wrong(name, **{name: "made\x00up"})
    assert text.startswith("Select ")
    assert href == f"#{name}"


def test_none_of_these_goes_with_nothing_else():
    text, href = wrong("harms", harms=["stops", "none"])
    assert text == "Select what applies, or select “None of these”, not both"
    assert href == "#harms"
    assert 'data-behaviour="exclusive"' in drawn(filled(), "harms")


def test_radios_have_hints_and_a_divider():
    html = drawn(filled(), "kind")
    assert '<div class="govuk-radios__divider">or</div>' in html
    assert "Somebody hurt the child, or might" in html
    assert 'value="hurt" checked' in html


def test_a_revealed_question_is_drawn_inside_its_choice():
    form = filled()
    assert "which" not in [bound.name for bound in form.questions()]
    assert 'id="conditional-kind-2"' in drawn(form, "kind")
    assert 'name="which"' in drawn(form, "kind")


def test_a_revealed_question_is_asked_only_when_revealed():
    assert wrong("which", kind="other") == ("Enter what it is about", "#which")
    dropped = filled(which="a secret \x00" * 20)
    assert dropped.is_valid()
    assert dropped.cleaned_data["which"] == ""


def test_optional_questions_say_so():
    assert "The child’s own words (optional)" in drawn(filled(), "own")
    assert "(optional)" not in drawn(filled(), "note")


def test_the_countdown_is_shown_where_a_page_sets_a_limit():
    assert 'data-maxlength="500"' in drawn(filled(), "note")
    assert "data-maxlength" not in drawn(filled(), "own")


def test_the_only_question_of_a_page_is_its_heading():
    html = squeeze(filled()["note"].html(heading=True))
    assert '<h1 class="govuk-label-wrapper">' in html


def test_a_lost_hidden_value_is_told_without_a_link():
    assert wrong("place", place="x" * 201) == (
        "Part of this page was lost. Go back and start again",
        None,
    )


def test_a_rule_can_add_its_own_problems():
    form = filled()
    assert form.is_valid()
    form.add_problems({"note": "Say what happened", "elsewhere": "Somebody else decided first"})
    assert form.error_list() == [
        {"text": "Somebody else decided first"},
        {"text": "Say what happened", "href": "#note"},
    ]


def test_a_draft_keeps_what_was_typed_and_gives_it_back():
    typed = filled(seen_month="", note="half a th\x00ought", harms=["stops"]).typed()
    again = Concern(initial=typed)
    assert typed["note"] == "half a thought"
    assert not again.errors
    assert "half a thought" in drawn(again, "note")
    assert 'value="27"' in drawn(again, "seen")
    assert 'value="yes" checked' in drawn(again, "safe")
    assert 'value="stops" checked' in drawn(again, "harms")
    assert "paper" not in typed


def test_yes_and_no_come_back_as_they_were_stored():
    assert 'value="no" checked' in drawn(Concern(initial={"safe": False}), "safe")


class Maybe(forms.Form):
    on = forms.Day("When?", what="the day", required=False)
    at = forms.Moment("When?", what="the time", required=False)


def test_a_day_and_a_moment_may_be_left_out():
    form = Maybe({"other": "x"})
    assert form.is_valid()
    assert form.cleaned_data == {"on": None, "at": None}


def test_a_day_that_was_not_touched_has_not_changed():
    form = Maybe(
        {"on_day": "7", "on_month": "3", "on_year": "2026"}, initial={"on": dt.date(2026, 3, 7)}
    )
    assert form.changed_data == []


class Papers(forms.Form):
    paper = forms.File("Paper form", what="a paper form", accept=".pdf")


def test_a_file_must_be_chosen_and_hold_something():
    nothing, empty = Papers({}), Papers({}, {"paper": SimpleUploadedFile("a.pdf", b"")})
    assert nothing.error_list() == [{"text": "Select a paper form", "href": "#paper"}]
    assert empty.error_list() == [{"text": "A paper form is empty", "href": "#paper"}]
    assert 'accept=".pdf"' in drawn(Papers(), "paper")


def test_a_page_of_one_form_is_drawn_whole(show):
    source = '{% extends "govuk/form.html" %}{% set title = "Add it" %}'
    html = show(source, form=Papers({"a": "b"}), csrf_input="TOKEN", back_href="/back")
    assert 'enctype="multipart/form-data"' in html
    assert '<a href="#paper">Select a paper form</a>' in html
    assert "TOKEN" in html
    assert '<a class="govuk-back-link" href="/back">Back</a>' in html
