"""The front door's pages: refusals, open pages, walking around, the place where one works."""

import json
from contextlib import suppress

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from crossing.audit.rules import Event
from crossing.partnership.commands import NewMember, invite
from crossing.partnership.models import Account
from crossing.partnership.rules import Role
from crossing.site import town
from crossing.site.paths import safe_path
from tests import make
from tests.site.build import events, names

ADDRESS = "00000000-0000-0000-0000-000000000001"


def refused_at(org):
    (event,) = [one for one in events(org) if one.event == Event.SITE_ATTEMPT_REFUSED]
    return event.details


@pytest.mark.parametrize("name", ["privacy", "accessibility", "cookies"])
@pytest.mark.parametrize("who", [None, "lena", "eve"])
def test_the_open_pages_are_open(client, signed_in, name, who):
    reader = signed_in(who) if who else client
    page = reader.get(reverse(f"site:{name}"))
    assert page.status_code == 200
    assert b"</h1>" in page.content


def test_an_address_that_does_not_exist_says_so_and_is_a_row(acting, signed_in):
    page = signed_in("lena").get("/nothing/here")
    assert page.status_code == 404
    assert "We could not find that page" in page.content.decode()
    with acting("lena") as lena:
        org = lena.acting_at
    assert refused_at(org)["status"] == 404


def test_scanners_fill_no_log(client, db):
    assert client.get("/wp-login.php").status_code == 404
    assert names() == []


def test_what_a_role_does_not_allow_is_refused_with_a_sentence_and_a_row(acting, signed_in):
    page = signed_in("tom").get(reverse("partnership:people"))
    assert page.status_code == 403
    assert "Your role does not allow this" in page.content.decode()
    with acting("tom") as tom:
        org = tom.acting_at
    asked = {"status": 403, "route": "partnership/people", "method": "GET"}
    assert refused_at(org) == asked


def posts():
    """Every address, with something in each of its parts."""
    for pattern in leaves(get_resolver().url_patterns):
        name, parts = pattern
        values = {}
        for part, converter in parts.items():
            values[part] = ADDRESS if type(converter).__name__ == "UUIDConverter" else "1-abc"
        with suppress(NoReverseMatch):  # a part of a closed list
            yield reverse(name, kwargs=values)


def leaves(patterns, space=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern.pattern.converters
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from leaves(pattern.url_patterns, inner)


def test_no_address_takes_a_post_from_another_site(signed_in):
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("lena").cookies
    asked = list(posts())
    assert len(asked) > 20
    for address in asked:
        assert client.post(address, {}).status_code in (403, 405), address


def test_a_stale_form_says_where_the_words_are(signed_in):
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("lena").cookies
    page = client.post(reverse("site:switch_place"), {"place": "x"})
    assert page.status_code == 403
    assert "Your words are not lost" in page.content.decode()


def test_a_page_that_breaks_asks_the_database_nothing(signed_in, monkeypatch, rf):
    from crossing.site import views

    with CaptureQueriesContext(connection) as asked:
        page = views.broken(rf.get("/"))
    assert (page.status_code, len(asked)) == (500, 0)
    assert "something went wrong" in page.content.decode()


def test_what_broke_is_undone(acting, signed_in, monkeypatch):
    from crossing.site import commands, views

    def break_after(*, by):
        commands.signed_out(by=by)
        raise ZeroDivisionError

    monkeypatch.setattr(views.commands, "place_switched", break_after)
    with acting("lena") as lena:
        org = lena.acting_at
    before = len(events(org))
    client = signed_in("lena")
    client.raise_request_exception = False
    assert client.post(reverse("site:switch_place"), {"place": str(org)}).status_code == 500
    assert len(events(org)) == before + 1  # the sign-in of this test


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/children/?after=x", "/children/?after=x"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("children", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_a_way_back_is_a_path_of_our_own(asked, given):
    assert safe_path(asked) == given


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_hidden_screen_shows_nothing_but_the_way_back(signed_in, method):
    page = getattr(signed_in("lena"), method)(reverse("site:hide"), {"back": "/children/"})
    text = page.content.decode()
    assert 'href="/children/"' in text
    assert "Lena" not in text


def test_everybody_finds_their_own_sign_in(signed_in):
    page = signed_in("lena").get(reverse("site:you")).content.decode()
    assert reverse("account_change_password") in page
    assert reverse("mfa_activate_totp") in page


def two_places(acting):
    """Lena also works for the fire service."""
    with make.setting_up("fire") as (fire, by):
        invite(fire, NewMember("lena@example.org", "L. Hart", Role.PRACTITIONER), by=by)
        return str(fire.pk)


def test_somebody_with_two_places_changes_between_them(acting, signed_in):
    fire = two_places(acting)
    client = signed_in("lena")
    page = client.get(reverse("partnership:directory")).content.decode()
    assert "Change place" in page
    assert "Lena Hart" in page
    assert client.post(reverse("site:switch_place"), {"place": fire}).url == "/"
    assert "L. Hart" in client.get(reverse("partnership:directory")).content.decode()


@pytest.mark.parametrize("place", ["", "x", ADDRESS])
def test_nobody_changes_to_a_place_that_is_not_theirs(signed_in, place):
    assert signed_in("lena").post(reverse("site:switch_place"), {"place": place}).status_code == 404


@pytest.fixture
def in_town(settings, tmp_path, db):
    """An invented town on this machine."""
    lena = Account.objects.get(email="lena@example.org")
    who = {"account": str(lena.pk), "name": "Lena Hart", "title": "DSL", "place": "Northfield"}
    settings.HOME = tmp_path
    settings.TOWN_BIND = "loopback"
    (tmp_path / town.TOWN_FILE).write_text(json.dumps([who | {"try": "Read a concern."}]))
    town.is_town.cache_clear()
    yield str(lena.pk)
    town.is_town.cache_clear()


LOCAL = {"HTTP_HOST": "localhost:8000"}


def test_in_the_town_anybody_walks_around_as_anybody(in_town, client):
    page = client.get(reverse("site:walk"), **LOCAL).content.decode()
    assert "Lena Hart" in page
    assert "Read a concern." in page
    assert "invented town" in page
    assert "Walk around" in client.get(reverse("account_login"), **LOCAL).content.decode()
    assert client.post(reverse("site:walk"), {"account": in_town}, **LOCAL).url == "/"
    assert client.get(reverse("partnership:directory"), **LOCAL).status_code == 200


def test_walking_on_as_somebody_else_ends_the_walk_before(in_town, signed_in):
    client = signed_in("rita")
    before = client.session.session_key
    client.post(reverse("site:walk"), {"account": in_town}, **LOCAL)
    assert "Lena Hart" in client.get(reverse("partnership:directory"), **LOCAL).content.decode()
    assert client.session.session_key != before


@pytest.mark.parametrize("account", ["", ADDRESS, "omar"])
def test_only_the_people_of_the_town_may_be_walked_as(in_town, client, account):
    found = Account.objects.filter(email=f"{account}@example.org").first()
    wanted = {"account": str(found.pk) if found else account}
    assert client.post(reverse("site:walk"), wanted, **LOCAL).status_code == 404


@pytest.mark.parametrize(
    "how",
    [
        {"HTTP_HOST": "127.0.0.1:8000"},
        {**LOCAL, "REMOTE_ADDR": "10.0.0.1"},
        {**LOCAL, "HTTP_X_FORWARDED_FOR": "1.2.3.4"},
        {**LOCAL, "HTTP_FORWARDED": "for=1.2.3.4"},
        {**LOCAL, "HTTP_X_REAL_IP": "1.2.3.4"},
        {**LOCAL, "HTTP_VIA": "1.1 proxy"},
    ],
)
def test_through_anything_else_there_is_no_walking(in_town, client, how):
    assert client.get(reverse("site:walk"), **how).status_code == 404
    assert client.post(reverse("site:walk"), {"account": in_town}, **how).status_code == 404
    assert "Walk around" not in client.get(reverse("account_login"), **how).content.decode()


@pytest.mark.parametrize("setting", [{"EMBEDDED": False}, {"TOWN_BIND": ""}])
def test_outside_the_town_there_is_no_walking(in_town, client, settings, setting):
    for name, value in setting.items():
        setattr(settings, name, value)
    town.is_town.cache_clear()
    assert client.get(reverse("site:walk"), **LOCAL).status_code == 404


def test_a_home_without_a_town_has_no_walking(client, db):
    town.is_town.cache_clear()
    assert client.get(reverse("site:walk"), **LOCAL).status_code == 404
