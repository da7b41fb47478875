"""The page around every page."""

import pytest
from django.contrib.messages.storage.base import Message
from jinja2 import UndefinedError

from crossing.govuk.shortcuts import page
from tests.govuk.sample.questions import Concern

PAGE = (
    '{% extends "govuk/page.html" %}{% set title = "Home" %}{% block content %}words{% endblock %}'
)
LENA = {"person": {"name": "Lena Hart"}, "csrf_input": "", "request": None}


class Request:
    path = "/"

    @staticmethod
    def get_full_path():
        return '/?q="x'


def test_a_page_for_nobody_has_no_tools(show):
    html = show(PAGE)
    assert "<title>Home – Crossing</title>" in html
    assert '<html lang="en-gb"' in html
    assert "Sign out" not in html
    assert "invented town" not in html
    assert 'href="/o/privacy"' in html
    assert 'href="#main-content" class="govuk-skip-link"' in html


def test_somebody_signed_in_can_hide_the_screen_and_sign_out(show):
    html = show(PAGE, **LENA | {"request": Request})
    assert "Lena Hart" in html
    assert 'action="/hidden"' in html
    assert 'name="back" value="/?q=&#34;x"' in html
    assert 'action="/logout"' in html


def test_a_drafts_own_form_is_posted_when_the_screen_is_hidden(show):
    html = show('{% set draft_form = "concern" %}' + PAGE, **LENA)
    assert 'form="concern" name="hide" value="1"' in html
    assert html.index('form="concern" tabindex="-1"') < html.index('name="hide"')


def test_several_places_can_be_switched_and_one_is_only_named(show):
    places = [
        {"value": "1", "text": "Northfield", "current": False},
        {"value": "2", "text": "Southgate", "current": True},
    ]
    assert '<option value="2" selected>' in show(PAGE, **LENA | {"request": Request}, places=places)
    assert "<option" not in show(PAGE, **LENA | {"request": Request}, places=places[:1])


def test_the_invented_town_says_so(show):
    assert "This is an invented town. Everybody in it is made up." in show(PAGE, town=True)


def test_the_title_says_when_there_is_an_error(show):
    assert "<title>Error: Home – Crossing</title>" in show(PAGE, form=Concern({"a": "b"}))
    assert "<title>Home – Crossing</title>" in show(PAGE, form=Concern())


def test_success_is_a_green_banner(show):
    html = show(PAGE, messages=[Message(25, "Recorded <b>")])
    assert "govuk-notification-banner--success" in html
    assert "Recorded &lt;b&gt;" in html


def test_a_typo_in_a_page_of_ours_is_an_error(show):
    with pytest.raises(UndefinedError):
        show("{{ nmae }}")
    with pytest.raises(UndefinedError):
        show("{% if person.nmae %}{% endif %}", person=object())


def test_nothing_of_another_house_is_borrowed(show):
    html = show(PAGE, **LENA | {"request": Request}, navigation=[{"text": "Home", "href": "/"}])
    assert "govuk-header" not in html
    assert "crown" not in html.lower()


def test_covers_have_one_length_and_say_why(show):
    source = '{% from "govuk/parts.html" import cover %}{{ cover("another pupil") }}'
    assert show(source) == (
        '<span class="app-cover" role="img" aria-label="Covered: another pupil"></span>'
    )


def test_a_page_with_mistakes_in_its_form_answers_422(rf, settings):
    settings.TEMPLATES = _templates()
    assert _answer(rf, Concern({"a": "b"})).status_code == 422
    assert _answer(rf, Concern()).status_code == 200


def _answer(rf, form):
    return page(rf.get("/"), "govuk/blank.html", {"back_href": "/"}, form)


def _templates():
    options = {"environment": "crossing.govuk.jinja.environment"}
    engine = "django.template.backends.jinja2.Jinja2"
    return [{"BACKEND": engine, "APP_DIRS": True, "OPTIONS": options}]
