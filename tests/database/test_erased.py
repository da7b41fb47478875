"""A copy that was destroyed after a backup is destroyed again when that backup is restored."""

import json
from uuid import uuid4

import pytest

from crossing.database.cluster import Cluster
from tests.database.restoring import asked, called, key, manage, refused, restored_in, well

pytestmark = pytest.mark.slow

DESTROY = """
import django; django.setup()
from crossing.sharing import tasks
from crossing.sharing.models import Disclosure
from tests import make
from tests.sharing import mending
with make.acting("omar") as omar:
    shared = Disclosure.objects.filter(recipient=omar.place, items__isnull=False)[0]
mending.destroyed(make.acting, mending.a_breach(make.acting, shared))
tasks.list_destroyed.func(timestamp=0)
print(shared.pk)
"""
ITEMS = "SELECT title, text, source FROM sharing_discloseditem WHERE disclosure_id = '{}'"
KEYS = "SELECT count(*) FROM database_copykey WHERE copy = '{}'"
STONES = "SELECT position, at FROM sharing_tombstone WHERE disclosure_id = '{}' ORDER BY 1"


@pytest.fixture(scope="module")
def later(played, backup, tmp_path_factory):
    """The home some time after its backup, and the copy that was destroyed there meanwhile."""
    home = tmp_path_factory.mktemp("later")
    with restored_in(home, backup, key(played), "--no-erased") as said:
        assert "is there again: no list was given" in said
        gone = well(called(home, "-c", DESTROY)).split()[-1]
        with (home / "erased.jsonl").open("a") as file:
            file.write(json.dumps({"disclosure": str(uuid4()), "at": "2030-01-01T00:00:00+00:00"}))
        yield home, gone


@pytest.fixture(scope="module")
def again(played, backup, later, tmp_path_factory):
    """The older backup, restored with an old list; the whole one stands in its place. And what was
    said of it."""
    home, old = tmp_path_factory.mktemp("again"), tmp_path_factory.mktemp("old") / "erased.jsonl"
    whole = (later[0] / "erased.jsonl").read_text()
    (home / "erased.jsonl").write_text(whole)
    old.write_text(whole.splitlines()[0])
    words = ("--erased", str(old))
    with restored_in(home, backup, key(played), *words) as said:
        yield home, said


def test_the_words_and_the_key_are_gone_again_and_tombstones_stand_there(played, later, again):
    (_before, gone), (home, said) = later, again
    assert all(text for _title, text, _source in asked(played, ITEMS.format(gone)))
    assert asked(played, KEYS.format(gone)) == [(2,)]
    assert "1 destroyed again, 1 gone in the backup already, 1 not in it." in said

    assert set(asked(home, ITEMS.format(gone))) == {("", "", "")}
    assert asked(home, KEYS.format(gone)) == [(0,)]
    assert asked(home, STONES.format(gone)) == asked(later[0], STONES.format(gone)) != []


def test_nothing_else_is_touched_and_the_log_says_what_was_done(played, again):
    home, _said = again
    whole = "SELECT count(*) FROM sharing_discloseditem WHERE text <> ''"
    ((before,),), ((after,),) = asked(played, whole), asked(home, whole)
    assert 0 < after < before
    assert "The log is whole" in well(manage(home, "check_audit"))
    found = asked(
        home,
        "SELECT details FROM audit_auditevent WHERE event = 'sharing.copy.destroyed_again'",
    )
    assert found == [({"destroyed": 1, "already": 1, "unknown": 1},)]


def test_the_list_goes_on_in_the_restored_home(later, again):
    lists = [(home / "erased.jsonl").read_text().splitlines() for home, _more in (later, again)]
    assert sorted(lists[0]) == sorted(lists[1])
    assert len(lists[0]) == 3
    assert "go again" in well(manage(again[0], "release"))


def test_without_the_list_it_is_refused_and_nothing_is_there(played, backup, tmp_path):
    home = tmp_path / "home"
    said = refused(manage(home, "restore", str(backup), MASTER_KEY=key(played)))
    assert said.startswith("Without the list of what was destroyed, copies that went to the wrong")
    with Cluster(home).use():
        assert asked(home, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--no-erased",), r"Copies that were destroyed after this backup was made stand in"),
        (("--erased", "nowhere"), "nowhere cannot be read: No such file"),
        (("--erased", "manage.py"), "manage.py is not a list of what was destroyed. Nothing was"),
    ],
)
def test_a_list_that_is_newer_is_not_left_out_and_a_wrong_one_not_taken(
    played, backup, later, tmp_path, words, sentence
):
    more = {"MASTER_KEY": key(played), "ERASED_LIST": str(later[0] / "erased.jsonl")}
    said = refused(manage(tmp_path / "home", "restore", str(backup), *words, **more))
    assert said.startswith(sentence)
