"""A backup of a home in use: one file, whole or not there."""

import json
import subprocess
import zipfile

import pytest

from tests.database.restoring import PLANTED, asked, manage, refused

pytestmark = pytest.mark.slow


def test_a_backup_is_one_file_for_its_owner_alone_with_no_key_and_no_story(played, backup):
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    assert backup.stat().st_mode & 0o777 == 0o600
    held = backup.read_bytes()
    with zipfile.ZipFile(backup) as file:
        manifest = json.loads(file.read("manifest.json"))
    for secret in ("master_key", "secret_key", "audit_key"):
        assert (played / secret).read_bytes() not in held
    concerns = asked(played, "SELECT count(*) FROM records_concern")
    assert [(manifest["rows"]["records_concern"],)] == concerns != [(0,)]
    assert manifest["heads"]


def test_no_story_stands_in_the_dump(backup, tmp_path):
    """pg_dump compresses: so it is written out as text first."""
    from crossing.database.postgres import binaries

    with zipfile.ZipFile(backup) as file:
        dump = file.extract("crossing.dump", tmp_path)
    written = [binaries() / "pg_restore", "--file=-", dump]
    text = subprocess.run(written, capture_output=True, check=True).stdout.decode()
    assert "Amina" in text
    for words in (PLANTED, "asked for food twice", "seen far from home"):
        assert words not in text


def test_a_backup_is_never_written_over_another(played, backup):
    before = backup.read_bytes()
    said = refused(manage(played, "backup", str(backup)))
    assert said == f"{backup} is there already: a backup is never written over another."
    assert backup.read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing(played, tmp_path):
    said = refused(manage(played, "backup", str(tmp_path / "nowhere" / "file")))
    assert said.endswith("could not be written: No such file or directory. Nothing is left of it.")
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_is_missing_is_named(monkeypatch):
    from crossing.database import postgres

    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    monkeypatch.setenv("PATH", "/nowhere")
    said = pytest.raises(postgres.CannotStart, match="pg_dump is not on this machine")
    with said, postgres.piped("pg_dump", environment={}):
        pass
