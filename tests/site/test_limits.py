"""Limits count in the database, on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.db import connections, transaction
from django.test import Client

from crossing import settings as real
from tests.site.build import give_password

pytestmark = pytest.mark.slow


@pytest.fixture
def as_in_production(settings, live_database):
    settings.CACHES = real.CACHES
    yield
    connections.close_all()


def one_try(number):
    try:
        return b"is not right" in give_password(Client(), "lena", f"wrong {number}").content
    finally:
        connections.close_all()


def test_of_64_tries_at_once_five_are_judged(as_in_production):
    with ThreadPoolExecutor(16) as pool:
        assert 1 <= sum(pool.map(one_try, range(64))) <= 5


def test_what_was_counted_outlives_a_request_that_is_rolled_back(as_in_production):
    with transaction.atomic():
        caches["default"].set("tries", 1)
        transaction.set_rollback(True)
    assert caches["default"].get("tries") == 1


def test_many_names_do_not_push_out_what_was_counted(as_in_production):
    cache = caches["default"]
    cache.set("tries", 5)
    for number in range(350):
        cache.set(f"other-{number}", 1)
    assert cache.get("tries") == 5
