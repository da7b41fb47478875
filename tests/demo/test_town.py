"""The invented town, played into a database of its own."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from crossing.database.sealed import FORM, open_sealed
from crossing.demo import children
from crossing.demo.cast import EVERYBODY
from crossing.demo.clock import TownClock
from crossing.demo.play import play
from crossing.records.covering import MARK
from tests import databases

pytestmark = pytest.mark.slow  # played twice, for all tests together
TOLD = {
    "questions": "SELECT given, family, purpose, status FROM sharing_informationrequest"
    " ORDER BY asked_at, given",
    "replies": "SELECT told, reason FROM sharing_reply ORDER BY at, told",
    "work": "SELECT route, status FROM sharing_deliberation ORDER BY started_at, route",
    "decisions": "SELECT outcome, route, reason_kept FROM sharing_decision ORDER BY decided_at",
    "items": "SELECT i.title, i.text FROM sharing_discloseditem i JOIN sharing_disclosure d"
    " ON d.id = i.disclosure_id ORDER BY d.sent_at, i.position",
    "receipts": "SELECT kind, text FROM sharing_receipt ORDER BY at, kind",
    "concerns": "SELECT kind, words, account FROM records_concern ORDER BY recorded_at",
    "children": "SELECT given, family, born_on FROM records_child ORDER BY given, family, born_on",
    "people": "SELECT name, title, role FROM partnership_membership ORDER BY name",
}
EMPTY, PLAYED, HERE = "town_empty", "town_played", "town_here"


class Stopped(Exception):
    """The machine was switched off while the town was played in."""


class Home:
    """A place with a database of its own, into which the town is played."""

    def __init__(self, folder, source):
        self.cast = folder / "town.json"
        databases.point_at("postgres")
        copy(source, HERE)
        databases.point_at(HERE)

    def play(self, seed=7):
        call_command("play_town", seed=seed, cast=self.cast)

    def play_until_stopped(self, steps):
        left = iter(range(steps))

        def step():
            if next(left, None) is None:
                raise Stopped

        with TownClock() as clock, pytest.raises(Stopped):
            play(clock, 7, step)

    def ask(self, query):
        with databases.owner(HERE) as owner:
            rows = owner.execute(query).fetchall()
        return [tuple(plain(value) for value in row) for row in rows]

    def told(self):
        """What happened: without ids and moments."""
        return {key: self.ask(query) for key, query in TOLD.items()}


def plain(value):
    """What is sealed is read as those read it who have the key."""
    is_sealed = isinstance(value, str) and value.startswith(f"{FORM}.")
    return open_sealed(value)[0] if is_sealed else value


def copy(source, name):
    with databases.owner() as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        owner.execute(f"GRANT CONNECT ON DATABASE {name} TO {databases.APP}")


@pytest.fixture(scope="module")
def small_rolls():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(children, "ON_ROLL", 5)
        yield


@pytest.fixture(scope="module")
def empty(django_db_setup, django_db_blocker):
    """Every table, and nobody in them; the worker's own database comes back afterwards."""
    with django_db_blocker.unblock():
        mine = connections["default"].settings_dict["NAME"]
        copy("template0", EMPTY)
        databases.point_at(EMPTY, databases.OWNER)
        call_command("migrate", verbosity=0)
        yield EMPTY
        databases.point_at(mine)
        for name in (HERE, PLAYED, EMPTY):
            databases.drop(name)


@pytest.fixture(scope="module")
def played(empty, small_rolls, tmp_path_factory):
    """The town, played once for all tests: the folder with who is who, and what happened."""
    folder = tmp_path_factory.mktemp("town")
    home = Home(folder, empty)
    home.play()
    told = home.told()
    databases.point_at("postgres")
    copy(HERE, PLAYED)
    return folder, told


@pytest.fixture
def town(played):
    return Home(played[0], PLAYED)


def test_a_play_that_was_stopped_leaves_nothing_and_begins_again_the_same(played, empty, tmp_path):
    home = Home(tmp_path, empty)
    home.play_until_stopped(steps=60)
    assert home.ask("SELECT count(*) FROM partnership_account") == [(0,)]
    assert home.ask("SELECT * FROM database_test_clock") == []
    home.play()
    assert home.told() == played[1]
    assert all(played[1].values())


def test_everybody_is_there_and_a_second_time_nothing_happens(town):
    cast = json.loads(town.cast.read_text())
    assert [one["name"] for one in cast[:3]] == ["Lena Hart", "Tom Reed", "Ada Bright"]
    assert len(cast) == len(EVERYBODY)
    events = town.ask("SELECT count(*) FROM audit_auditevent")
    town.play(seed=8)
    assert town.ask("SELECT count(*) FROM audit_auditevent") == events
    assert json.loads(town.cast.read_text()) == cast


def test_everybody_has_signed_in_so_nobody_waits_with_an_invitation(town):
    waiting = "SELECT count(*) FROM partnership_account WHERE last_login IS NULL"
    assert town.ask(waiting) == [(0,)]
    none = "SELECT kind FROM partnership_organisation o WHERE NOT has_administrator(o.id)"
    assert town.ask(none) == [("board",)]  # Pia's own has the partnership's administrator


def test_the_town_has_a_past_and_the_true_time_comes_back(town):
    [(oldest,)] = town.ask("SELECT now() - min(recorded_at) FROM records_concern")
    assert oldest.days >= 28
    assert town.ask("SELECT * FROM database_test_clock") == []
    assert town.ask("SELECT count(*) FROM audit_unsealed") == [(0,)]


def test_who_is_who_is_published_when_the_start_was_killed_just_before(town):
    town.cast.rename(town.cast.with_suffix(".new"))
    town.play()
    assert town.cast.exists()


def test_where_a_database_is_named_it_refuses(settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="embedded home only"):
        call_command("play_town")


def test_nobody_else_is_named_in_what_crossed(town):
    texts = " ".join(text for [text] in town.ask("SELECT text FROM sharing_discloseditem"))
    assert MARK in texts
    assert "Maya Fenn" not in texts
    assert "Lock Cottages" not in texts


def test_an_emergency_waits_for_its_full_record(town):
    overdue = "SELECT status, recorded_at FROM sharing_emergencyclock WHERE record_due_at < now()"
    assert town.ask(overdue) == [("shared", None)]


def test_a_correction_waits_to_be_acknowledged(town):
    waits = (
        "SELECT c.id FROM sharing_correction c JOIN todo_chase t ON t.about = c.id"
        " WHERE t.matter = 'correction_unread' AND t.ended_at IS NULL"
    )
    assert len(town.ask(waits)) == 1


def test_a_disagreement_is_at_its_second_stage(town):
    found = "SELECT stage, ended_at FROM sharing_disagreement"
    assert town.ask(found) == [(2, None)]
    named = "SELECT name FROM sharing_disagreementperson WHERE stage = 2 ORDER BY name"
    assert len(town.ask(named)) == 2


def test_a_child_was_said_to_be_known_and_no_item_left(town):
    assert town.ask("SELECT ring_name <> '' FROM sharing_reply WHERE told = 'known'") == [(True,)]


def test_everybody_has_something_to_try():
    assert all(one.tries.endswith(".") for one in EVERYBODY.values())
