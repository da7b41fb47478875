"""Every route × every kind of person, against the one written table (crossing/site/access.py)."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from django.urls.converters import IntConverter, UUIDConverter

from crossing.site import access
from tests import world
from tests.addresses import QUERY, ROUTES, parts
from tests.conftest import client_for

PEOPLE = {
    access.LEAD: "lena",
    access.DEPUTY: "dev",
    access.HEAD: "hugh",
    access.TEACHER: "tom",
    access.OUTSIDE: "una",
    access.ADMINISTRATOR: "nora",
    access.AUDITOR: "ada",
    access.OFFICER: "omar",
    access.SERGEANT: "sam",
    access.AUTHORISER: "ines",
    access.SOCIAL_WORKER: "mina",
    access.TEAM_MANAGER: "theo",
    access.PRACTITIONER: "fay",
    access.BOARD: "gus",
    access.FOUNDER: "pia",
    access.OTHER_LEAD: "rita",
    access.OTHER_OFFICER: "otto",
}
OWN_SESSION = {"account_login", "mfa_authenticate"}


@pytest.fixture(scope="module")
def walk(module_database):
    """Walks one address as one person, and leaves nothing behind."""
    w = world.everything()
    clients = {kind: client_for(short) for kind, short in PEOPLE.items()}
    clients |= {"nobody": Client(), "ended": client_for("eve")}

    def go(name, kind):
        address = reverse(name, kwargs=parts(name, w))
        address += QUERY.get(name, "").format(child=w.child.pk)
        with transaction.atomic():
            response = clients[kind].get(address)
            if response.status_code == 405:
                response = clients[kind].post(address)
            transaction.set_rollback(True)
        return response

    return go


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(access.ACCESS) == set(ROUTES)


@pytest.mark.parametrize("name", sorted(name for name in ROUTES if name.startswith("sharing:")))
def test_no_address_hides_behind_another(name):
    made = {
        part: {UUIDConverter: uuid4(), IntConverter: 7}.get(type(kind), "x")
        for part, kind in ROUTES[name].items()
    }
    assert resolve(reverse(name, kwargs=made)).view_name == name


def test_every_kind_of_person_is_somebody():
    assert set(PEOPLE) == set(access.KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_kind_of_person_gets_through_where_the_table_says_so(walk, name):
    wrong = {}
    for kind in PEOPLE:
        status = walk(name, kind).status_code
        through = status not in (403, 404)
        expected = kind in access.ACCESS[name]
        hides = bool(ROUTES[name]) and not through and status != 404
        if through != expected or hides or (status >= 500 and name != "health"):
            wrong[kind] = status
    assert wrong == {}, f"may: {sorted(access.ACCESS[name])}"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(ROUTES) - access.OPEN))
def test_whoever_is_not_signed_in_is_asked_to_sign_in(walk, name):
    response = walk(name, "nobody")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(ROUTES) - access.OPEN))
def test_whoever_has_left_gets_nowhere(walk, name):
    response = walk(name, "ended")
    if name.startswith(("account_", "mfa_")) or name == "site:no_place":
        return
    assert (response.status_code, response.headers.get("Location")) == (302, "/no-place")
