"""What is not restored: in one sentence, and nothing works in what was cut off."""

import json
import zipfile

import pytest

from crossing.database.cluster import Cluster
from tests.database.restoring import asked, called, key, manage, refused, well

pytestmark = pytest.mark.slow


def test_a_home_that_is_in_use_takes_no_restore(played, backup):
    said = refused(manage(played, "restore", str(backup), "--no-erased", MASTER_KEY=key(played)))
    assert said.startswith("A backup is restored where nothing is")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"MASTER_KEY": "another " * 8}, "That is not the master key of this backup"),
        ({}, "Give the backup's master key in MASTER_KEY, or with --key-file."),
    ],
)
def test_without_the_right_key_nothing_is_restored(backup, tmp_path, given, sentence):
    home = tmp_path / "home"
    assert refused(manage(home, "restore", str(backup), "--no-erased", **given)).startswith(
        sentence
    )
    with Cluster(home).use():
        assert asked(home, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_what_is_no_backup_is_said(played, tmp_path):
    (tmp_path / "file").write_text("something else")
    said = refused(manage(played, "restore", str(tmp_path / "file"), MASTER_KEY=key(played)))
    assert said == f"{tmp_path / 'file'} is not a whole backup of Crossing."


def test_a_restore_that_was_cut_off_is_never_worked_in(backup, played, tmp_path):
    """Killed between the tables and their contents: what begins there afterwards stops."""
    home = tmp_path / "cut"
    with Cluster(home).use():
        cut = called(
            home,
            "-c",
            "import django; django.setup()\n"
            "import sys; from pathlib import Path\n"
            "from crossing.database import copying, held\n"
            "copying.restore_section(Path(sys.argv[1]), 'pre-data', lambda n: None)\n"
            "held.hold()",
            str(backup),
            CROSSING_ROLE="owner",
        )
        well(cut)
        again = ("restore", str(backup), "--no-erased")
        for words in (("check_audit",), again, ("migrate",), ("release",)):
            said = refused(manage(home, *words, MASTER_KEY=key(played)))
            assert said.startswith("A restore was cut off before it was complete")


def test_a_newer_backup_is_refused(backup, played, tmp_path):
    for name, change in {
        "migration": {"migrations": ["records.9999_later"]},
        "form": {"form": 2},
    }.items():
        newer = tmp_path / name
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(newer, "w") as new:
            new.writestr(
                "manifest.json", json.dumps(json.loads(old.read("manifest.json")) | change)
            )
            new.writestr("crossing.dump", old.read("crossing.dump"))
        said = refused(
            manage(tmp_path / "home", "restore", str(newer), "--no-erased", MASTER_KEY=key(played))
        )
        assert "newer Crossing: restore it with that one." in said


def test_a_backup_with_fewer_rows_than_it_says_is_not_taken(backup, played, tmp_path):
    short = tmp_path / "short"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(short, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        manifest["rows"]["records_concern"] += 1
        new.writestr("manifest.json", json.dumps(manifest))
        new.writestr("crossing.dump", old.read("crossing.dump"))
    home = tmp_path / "home"
    with Cluster(home).use():
        said = refused(manage(home, "restore", str(short), "--no-erased", MASTER_KEY=key(played)))
        assert said == "The backup is not whole: rows are missing in records_concern."
        assert "cut off" in refused(manage(home, "check_audit"))


def test_a_dump_that_is_damaged_says_what_failed(backup, played, tmp_path):
    broken = tmp_path / "broken"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(broken, "w") as new:
        new.writestr("manifest.json", old.read("manifest.json"))
        new.writestr("crossing.dump", b"no dump at all" * 100)
    said = refused(
        manage(tmp_path / "home", "restore", str(broken), "--no-erased", MASTER_KEY=key(played))
    )
    assert said.startswith("pg_restore failed: ")


def test_a_key_that_cannot_be_read_is_said(backup, tmp_path):
    words = ("restore", str(backup), "--no-erased", "--key-file", str(tmp_path / "nowhere"))
    assert refused(manage(tmp_path / "home", *words)) == (
        f"{tmp_path / 'nowhere'} cannot be read: No such file or directory."
    )
