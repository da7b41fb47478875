"""The cast, the databases, and the clients that tests sign in with."""

import os

import pytest

from tests import databases, make


def pytest_configure(config):
    config.started = databases.cluster().start()


def pytest_unconfigure(config):
    if getattr(config, "started", False) and not hasattr(config, "workerinput"):
        databases.cluster().stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Each worker works in a clone of the template, as the app role: every lock is in force."""
    name = f"work_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.clone(name)
        databases.point_at(name)
    yield
    with django_db_blocker.unblock():
        databases.point_at("postgres")
        databases.drop(name)


@pytest.fixture
def acting(db):
    """`with acting("lena") as lena:` inside, Lena acts."""
    return make.acting


@pytest.fixture
def signed_in(db):
    """`signed_in("lena")` gives a client in which Lena has signed in with her second factor."""
    return client_for


def client_for(short):
    """A client in which this person has signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(short)
    return client


def session_of(short):
    """The key of a session in which this person has signed in, second factor and all."""
    from django.test import Client

    from crossing.partnership.models import Account
    from crossing.site.second_factor import STRONG

    client = Client()
    client.force_login(Account.objects.get(email=f"{short}@example.org"))
    session = client.session
    session[STRONG] = True
    session.save()
    return session.session_key


class LiveDatabase:
    """A database of one's own, whose transactions really commit."""

    acting = staticmethod(make.acting)


def _own_clone(blocker):
    """A fresh clone, dropped afterwards; then the worker's own database comes back."""
    from django.db import connections

    name = f"live_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{os.getpid()}"
    with blocker.unblock():
        mine = connections["default"].settings_dict["NAME"]
        databases.clone(name)
        databases.point_at(name)
        yield LiveDatabase()
        databases.point_at(mine)
        databases.drop(name)


@pytest.fixture
def live_database(django_db_setup, django_db_blocker):
    """For a test that needs commits."""
    yield from _own_clone(django_db_blocker)


@pytest.fixture(scope="module")
def module_database(django_db_setup, django_db_blocker):
    """For the tests of a module that share a world and leave nothing behind in it."""
    yield from _own_clone(django_db_blocker)
