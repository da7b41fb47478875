"""After a restore: pages are served, and nothing is sent until it is released."""

import pytest
from django.core.management import call_command
from django.db import connection

from crossing.audit.models import NOWHERE
from crossing.core.errors import WrongState
from crossing.database import held
from crossing.database.acting import service
from crossing.partnership.people import Service
from crossing.site.commands import release, restored
from tests import databases
from tests.conftest import client_for

pytestmark = pytest.mark.slow
BY = Service("setup", NOWHERE)


@pytest.fixture
def as_owner(live_database):
    """`as_owner(act)`: what the operator's command does, in the owner's role."""
    name = databases.current()

    def run(act):
        databases.point_at(name, databases.OWNER)
        try:
            with service("setup", NOWHERE):
                act()
        finally:
            databases.point_at(name)

    return run


def job(status, lock=None):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, queueing_lock)"
            " VALUES ('q', 'a.task', '{}', %s, %s)",
            [status, lock],
        )


def jobs():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, queueing_lock FROM procrastinate_jobs WHERE queue_name = 'q'"
        )
        return sorted(cursor.fetchall(), key=str)


def events():
    with databases.owner(databases.current()) as owner:
        rows = owner.execute("SELECT event FROM audit_auditevent WHERE event LIKE 'site.backup.%'")
        return sorted(event for (event,) in rows)


def test_a_restored_home_is_held_and_says_so_until_it_is_released(as_owner):
    client = client_for("lena")
    assert "restored from a backup" not in client.get("/").text
    job("doing")
    job("doing", lock="climb")
    as_owner(held.hold)
    assert held.was_cut_off()
    as_owner(lambda: restored("2026-11-24", by=BY))
    assert not held.was_cut_off()
    assert held.is_held()
    assert jobs() == [("todo", None)]
    assert client.get("/").status_code == 302  # her session has ended

    assert "restored from a backup" in client_for("lena").get("/").text
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["worker"]) == (
        200,
        "held after a restore, until ./manage release",
    )
    as_owner(lambda: release(by=BY))
    assert not held.is_held()
    assert "restored from a backup" not in client_for("lena").get("/").text
    assert events() == ["site.backup.released", "site.backup.restored"]


def test_what_is_not_held_is_not_released(as_owner):
    with pytest.raises(WrongState, match="Nothing is held"):
        as_owner(lambda: release(by=BY))
    with pytest.raises(SystemExit, match="Nothing is held"):
        as_owner(lambda: call_command("release"))
    assert events() == []


def test_the_app_releases_nothing(live_database):
    with pytest.raises(Exception, match="permission denied"), service("setup", NOWHERE):
        release(by=BY)
