"""A backup of a home in use, and the home restored from it: as an operator does it, outside."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import psycopg
import pytest

from crossing.database import master
from crossing.database.cluster import ROLES, Cluster
from crossing.database.files import kept_secret

pytestmark = pytest.mark.slow

BASE = Path(__file__).resolve().parent.parent.parent
PLANTED = "had no breakfast"
PLAYED = """
import django; django.setup()
from django.contrib.sessions.backends.db import SessionStore
from crossing.audit.sealing import organisations_due, seal
from tests import make, world
make.cast()
world.everything(make.acting)
for org in organisations_due():
    while seal(org): pass
SessionStore().create()
"""
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def called(home, *words, **more):
    """`python …` on this home, as `./manage` and the worker run."""
    kept = {
        n: v for n, v in os.environ.items() if not n.startswith(("CROSSING_", "MASTER_", "DJANGO_"))
    }
    environment = {**kept, "CROSSING_HOME": str(home), "CROSSING_PG_EXTRA": FAST, **more}
    environment |= {"PYTHONPATH": str(BASE), "DJANGO_SETTINGS_MODULE": "crossing.settings"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=BASE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )


def manage(home, *words, **more):
    return called(home, "manage.py", *words, **more)


def well(done):
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(done):
    """The one sentence with which it ended."""
    assert done.returncode
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A home in use: its database, and everything in it by the real commands. It stays up."""
    home = tmp_path_factory.mktemp("played")
    with Cluster(home).use():
        well(manage(home, "migrate", "--verbosity", "0"))
        well(called(home, "-c", PLAYED))
        yield home


@pytest.fixture(scope="module")
def backup(played, tmp_path_factory):
    file = tmp_path_factory.mktemp("backups") / "crossing.backup"
    said = well(manage(played, "backup", str(file)))
    assert f"fingerprint {fingerprint(played)}" in said
    return file


@pytest.fixture(scope="module")
def restored(played, backup, tmp_path_factory):
    home = tmp_path_factory.mktemp("restored")
    with Cluster(home).use():
        said = well(manage(home, "restore", str(backup), MASTER_KEY=key(played)))
        assert "The log is whole." in said
        yield home


def key(home):
    return kept_secret(home / master.FILE)


def fingerprint(home):
    return master.Master(key(home)).fingerprint


def connected(home, role="owner"):
    return psycopg.connect(Cluster(home).url(ROLES[role]), autocommit=True)


def asked(home, sql):
    with connected(home) as db:
        return db.execute(sql).fetchall()


def every_row(home):
    """Table to its rows as text, sorted: all that the database holds."""
    with connected(home) as db:
        tables = db.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        return {
            name: sorted(row for (row,) in db.execute(f"SELECT t::text FROM {name} t"))
            for (name,) in tables
        }


# In this order: what is backed up, what is restored, what is held, and what goes again.


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


def test_a_home_that_is_in_use_takes_no_restore(played, backup):
    said = refused(manage(played, "restore", str(backup), MASTER_KEY=key(played)))
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
    assert refused(manage(home, "restore", str(backup), **given)).startswith(sentence)
    with Cluster(home).use():
        assert asked(home, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_what_is_no_backup_is_said(played, tmp_path):
    (tmp_path / "file").write_text("something else")
    said = refused(manage(played, "restore", str(tmp_path / "file"), MASTER_KEY=key(played)))
    assert said == f"{tmp_path / 'file'} is not a whole backup of Crossing."


def test_every_row_of_every_table_is_there_again(played, restored):
    before, after = every_row(played), every_row(restored)
    new = {name for name in before if before[name] != after[name]}
    # The restore's own event, and whoever was signed in; the hold.
    expected = {"audit_auditevent", "audit_unsealed", "django_session", "database_held"}
    assert new - {"procrastinate_workers"} == expected
    assert set(before["audit_auditevent"]) <= set(after["audit_auditevent"])
    assert len(after["audit_auditevent"]) == len(before["audit_auditevent"]) + 1
    assert sum(map(len, before.values())) > 500


def test_the_words_open_with_the_key_that_was_given(played, restored):
    (held,) = asked(restored, "SELECT account FROM records_concern LIMIT 1")[0]
    assert held.startswith("v1.")
    read = called(
        restored,
        "-c",
        "import django; django.setup()\n"
        "from tests import make\n"
        "from crossing.records.models import Concern\n"
        "with make.acting('lena'): print([c.words for c in Concern.objects.all()])",
    )
    assert PLANTED in well(read)


def test_the_locks_are_restored_too(played, restored):
    locks = """SELECT tablename, policyname, cmd, qual, with_check, permissive, roles
    FROM pg_policies ORDER BY 1, 2"""
    assert asked(played, locks) == asked(restored, locks)
    grants = """SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
    WHERE grantee IN ('crossing_app', 'crossing_backup') ORDER BY 1, 2, 3"""
    with connected(played, "app") as one, connected(restored, "app") as other:
        assert one.execute(grants).fetchall() == other.execute(grants).fetchall() != []
    triggers = "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
    assert asked(played, triggers) == asked(restored, triggers)


def test_the_chain_is_intact_and_goes_on(restored):
    assert "The log is whole" in well(manage(restored, "check_audit"))
    heads = json.loads((restored / "audit-heads.jsonl").read_text())
    links = asked(restored, "SELECT org::text, max(number) FROM audit_auditlink GROUP BY org")
    assert {org: number for org, (number, _hash) in heads.items()} == dict(links)


def test_everybody_must_sign_in_again(played, restored):
    assert asked(played, "SELECT count(*) > 0 FROM django_session") == [(True,)]
    assert asked(restored, "SELECT count(*) FROM django_session") == [(0,)]


def worker(home, seconds):
    """The worker, until everything that waits is done; or for so many seconds."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("CROSSING_", "DJANGO_"))}
    environment = {**kept, "CROSSING_HOME": str(home), "CROSSING_PG_EXTRA": FAST}
    words = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    try:
        subprocess.run(words, cwd=BASE, env=environment, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        return "waits"
    return "done"


def mails(home):
    return len(list((home / "mail").glob("*"))) if (home / "mail").exists() else 0


def test_nothing_is_sent_until_it_is_released_and_then_each_message_once(restored):
    waiting = "SELECT count(*) FROM notify_message WHERE sent_at IS NULL"
    ((unsent,),) = asked(restored, waiting)
    assert unsent > 5
    # One had been sent before the backup, and its job's end was not yet written.
    asked(
        restored,
        "UPDATE notify_message SET sent_at = now() WHERE id ="
        " (SELECT id FROM notify_message LIMIT 1) RETURNING id",
    )
    assert worker(restored, 6) == "waits"
    assert mails(restored) == 0
    assert asked(restored, waiting) == [(unsent - 1,)]

    assert "go again" in well(manage(restored, "release"))
    assert worker(restored, 120) == "done"
    assert asked(restored, waiting) == [(0,)]
    # The clocks have gone on too, and may have put something into the outbox meanwhile.
    sent = text_of_mails(restored)
    assert asked(restored, "SELECT count(*) - 1 FROM notify_message") == [(sent,)]
    assert worker(restored, 120) == "done"
    assert asked(restored, "SELECT count(*) - 1 FROM notify_message") == [
        (text_of_mails(restored),)
    ]


def text_of_mails(home):
    """How many e-mails were written to the files of this home."""
    files = (home / "mail").glob("*")
    return sum(len(re.findall(r"^Message-ID:", file.read_text(), re.M)) for file in files)


def test_released_twice_is_said(restored):
    assert refused(manage(restored, "release")) == (
        "Nothing is held: messages and jobs go already."
    )
    events = asked(restored, "SELECT event FROM audit_auditevent WHERE event LIKE 'site.backup.%'")
    assert sorted(events) == [("site.backup.released",), ("site.backup.restored",)]


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
        for words in (("check_audit",), ("restore", str(backup)), ("migrate",)):
            said = refused(manage(home, *words, MASTER_KEY=key(played)))
            assert said.startswith("A restore was cut off before it was complete")


def test_a_master_key_that_does_not_fit_stops_every_command_with_one_sentence(restored):
    right = key(restored)
    (restored / master.FILE).write_text("another " * 8)
    try:
        done = manage(restored, "check_audit")
        assert re.fullmatch(
            f"The master key does not fit: .* {fingerprint_of(right)}, and {restored}/master_key"
            r" has \w{16}\. Put the right one there and start again\.\n",
            done.stderr,
        )
        assert done.returncode
    finally:
        (restored / master.FILE).write_text(right)


def fingerprint_of(text):
    return master.Master(text).fingerprint


def test_a_program_that_is_missing_is_named(monkeypatch):
    from crossing.database import postgres

    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    monkeypatch.setenv("PATH", "/nowhere")
    said = pytest.raises(postgres.CannotStart, match="pg_dump is not on this machine")
    with said, postgres.piped("pg_dump", environment={}):
        pass


@pytest.fixture
def production(played, tmp_path):
    """A database of one's own, with every setting in the environment, and PostgreSQL's programs on
    the path: as in production. An empty one beside that of the home in use."""
    from crossing.database.postgres import binaries

    cluster = Cluster(played)
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS production WITH (FORCE)")
        admin.execute("CREATE DATABASE production OWNER crossing_owner")
        admin.execute("GRANT CONNECT ON DATABASE production TO crossing_app, crossing_backup")
    names = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "backup": "DATABASE_BACKUP_URL"}
    secrets = {name: kept_secret(played / name.lower()) for name in ("SECRET_KEY", "AUDIT_KEY")}
    return {
        **{name: cluster.url(ROLES[role], "production") for role, name in names.items()},
        **secrets,
        "MASTER_KEY": key(played),
        "ALLOWED_HOSTS": "crossing.example",
        "PATH": f"{binaries()}:{os.environ['PATH']}",
    }


def test_in_production_the_keys_are_the_settings_and_must_be_the_same(production, backup, tmp_path):
    said = refused(manage(tmp_path, "restore", str(backup), **production | {"AUDIT_KEY": "other"}))
    assert said.startswith("AUDIT_KEY must be the same as when the backup was made")
    said = well(manage(tmp_path, "restore", str(backup), **production))
    assert "The log is whole." in said
    said = refused(manage(tmp_path, "restore", str(backup), **production))
    assert said.startswith("A backup is restored where nothing is, and the database holds")
    well(manage(tmp_path, "backup", str(tmp_path / "again"), **production))
    assert zipfile.is_zipfile(tmp_path / "again")


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
        said = refused(manage(tmp_path / "home", "restore", str(newer), MASTER_KEY=key(played)))
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
        said = refused(manage(home, "restore", str(short), MASTER_KEY=key(played)))
        assert said == "The backup is not whole: rows are missing in records_concern."
        assert "cut off" in refused(manage(home, "check_audit"))


def test_a_dump_that_is_damaged_says_what_failed(backup, played, tmp_path):
    broken = tmp_path / "broken"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(broken, "w") as new:
        new.writestr("manifest.json", old.read("manifest.json"))
        new.writestr("crossing.dump", b"no dump at all" * 100)
    said = refused(manage(tmp_path / "home", "restore", str(broken), MASTER_KEY=key(played)))
    assert said.startswith("pg_restore failed: ")


def test_a_key_that_cannot_be_read_is_said(backup, tmp_path):
    words = ("restore", str(backup), "--key-file", str(tmp_path / "nowhere"))
    assert refused(manage(tmp_path / "home", *words)) == (
        f"{tmp_path / 'nowhere'} cannot be read: No such file or directory."
    )
