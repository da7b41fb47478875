"""A clock that is wrong: the server's own, or the database's. Days and deadlines come from the
database; what is counted in minutes of a session, from the server. No clock deletes anything."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from crossing.core.clock import now
from crossing.sharing.models import DisclosedItem, Disclosure, InformationRequest
from tests import databases
from tests.conftest import client_for
from tests.make import acting
from tests.records.build import a_child, a_concern
from tests.sharing.build import a_request, an_answer, opened
from tests.site.build import code, give_password, set_up_app

pytestmark = pytest.mark.slow

HOUR, LONG = datetime.timedelta(hours=1), datetime.timedelta(days=400)
OFF = [
    pytest.param(HOUR, id="an hour ahead"),
    pytest.param(-HOUR, id="an hour behind"),
    pytest.param(LONG, id="400 days ahead"),
    pytest.param(-LONG, id="400 days behind"),
]
SET = "INSERT INTO database_test_clock (now) VALUES (now() + %s)"


def true_time():
    return datetime.datetime.now(datetime.UTC)


@pytest.fixture
def server_off(request, live_database):
    """The machine that serves has the wrong time; the database's is right."""

    def off(by):
        return time_machine.travel(true_time() + by, tick=True)

    return off


@pytest.fixture
def database_off(live_database):
    """The database has the wrong time, until it is set right."""
    with databases.owner(databases.current()) as owner:

        def off(by):
            owner.execute("DELETE FROM database_test_clock")
            if by:
                owner.execute(SET, [by])

        yield off
        off(None)


def rows():
    """How much there is of everything, whoever may see it."""
    with databases.owner(databases.current()) as owner:
        tables = owner.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~"
            " '^(records|sharing|partnership|audit|notify|todo)_'"
        ).fetchall()
        return {
            name: owner.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in tables
        }


@pytest.mark.parametrize("by", OFF)
def test_deadlines_do_not_follow_the_servers_clock(server_off, by):
    right = a_request(acting)
    with server_off(by):
        asked = a_request(acting)
        page = client_for("lena").get("/sharing/waiting")
    with acting("omar"):
        due = InformationRequest.objects.get(pk=right.pk).due_at
        assert InformationRequest.objects.get(pk=asked.pk).due_at == due
        assert abs(asked.asked_at - true_time()) < datetime.timedelta(minutes=5)
    assert (page.status_code, "Overdue" in page.text) == (200, False)


@pytest.mark.parametrize("by", OFF)
def test_a_session_ends_early_at_worst_and_nothing_breaks(server_off, by):
    client = client_for("lena")
    assert client.get("/").status_code == 200
    with server_off(by):
        page = client.get("/")
        signs_in = client_for("dev").get("/")
    assert page.status_code in (200, 302)
    assert page.status_code == 200 or page.url.startswith("/account/login")
    assert signs_in.status_code == 200


@pytest.mark.parametrize("by", OFF)
def test_a_code_of_another_time_is_refused_with_a_sentence(server_off, by):
    first = Client()
    give_password(first, "tom")
    secret = set_up_app(first)
    later = Client()
    give_password(later, "tom")
    good = code(secret)
    with server_off(by):
        page = later.post(reverse("mfa_authenticate"), {"code": good})
    assert page.status_code in (422, 302)
    assert page.status_code == 422 or "login" in page.url
    assert later.get(reverse("partnership:directory")).status_code == 302


@pytest.mark.parametrize("by", OFF)
def test_no_clock_deletes_anything_and_set_right_all_is_as_before(database_off, by):
    child = a_child(acting)
    a_concern(acting, child)
    shared = an_answer(acting, a_request(acting), child)
    opened(acting, shared)
    before = rows()
    database_off(by)
    for short in ("lena", "omar", "tom", "nora", "ada"):
        assert client_for(short).get("/").status_code in (200, 302)
    seen = rows()
    database_off(None)
    assert {n: c for n, c in seen.items() if c < before[n]} == {}
    with acting("omar"):
        assert Disclosure.objects.get(pk=shared.pk).is_closed(now()) is False
        assert DisclosedItem.objects.filter(disclosure=shared.pk).exists()
    assert client_for("omar").get(f"/sharing/disclosure/{shared.pk}").status_code == 200


def test_past_its_end_what_was_shared_is_closed_but_kept(database_off):
    child = a_child(acting)
    shared = an_answer(acting, a_request(acting), child)
    opened(acting, shared)
    database_off(LONG)
    with acting("omar"):
        assert Disclosure.objects.get(pk=shared.pk).is_closed(now())
        assert not DisclosedItem.objects.filter(disclosure=shared.pk).exists()
    database_off(HOUR)
    with acting("omar"):
        assert DisclosedItem.objects.filter(disclosure=shared.pk).exists()


def test_before_anybody_worked_here_nobody_is_let_in_and_nothing_is_lost(database_off):
    database_off(-LONG)
    page = client_for("lena").get("/")
    assert (page.status_code, page.url) == (302, "/no-place")
    database_off(None)
    assert client_for("lena").get("/").status_code == 200
