"""The embedded PostgreSQL: started once, left by the last one, and honest about why it cannot."""

import errno
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from crossing.database import cluster, postgres
from crossing.database.cluster import ROLES, CannotStart, Cluster
from crossing.database.files import replace_file

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A cluster that is made, running and stopped at the end."""
    ours = Cluster(tmp_path_factory.mktemp("made"))
    ours.start()
    yield ours
    ours.stop()


def connect(ours, role, db=cluster.DATABASE):
    return psycopg.connect(ours.url(ROLES[role], db))


def test_it_stops_and_starts_again_with_its_data(made):
    made.stop()
    assert not made.running()
    assert made.start() is True
    assert made.start() is False
    assert made.running()


@pytest.mark.parametrize("role", ROLES)
def test_each_role_connects_and_none_can_pass_the_row_locks(made, role):
    with connect(made, role) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert rights.fetchone() == (False, False, role == "owner")


@pytest.mark.parametrize("role", ["app", "backup"])
def test_the_app_and_the_backup_can_only_connect(made, role):
    with connect(made, role) as connection:
        for forbidden in ("CREATE TABLE t ()", "CREATE TEMP TABLE t ()", "CREATE SCHEMA s"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(forbidden)
    with pytest.raises(psycopg.OperationalError):
        connect(made, role, "postgres")


def test_a_wrong_password_is_refused(made):
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(made.url(ROLES["app"]), password="guess")


def test_django_gets_the_same_address(made):
    dsn = made.dsn(ROLES["app"])
    assert (dsn["USER"], dsn["NAME"]) == (ROLES["app"], "crossing")
    assert dsn["PASSWORD"] == made.password(ROLES["app"])


def test_only_the_owner_of_the_home_can_read_it(made):
    assert stat.S_IMODE(made.sockets.stat().st_mode) == 0o700
    for secret in made.home.glob("*.password"):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_the_log_keeps_no_names(made):
    with connect(made, "owner") as connection:
        connection.execute("CREATE TEMP TABLE child (name text UNIQUE)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO child VALUES ('Lena'), ('Lena')")
    assert "Lena" not in made.log.read_text()
    assert "duplicate key" in made.log.read_text()


def test_two_starters_at_once_make_one_cluster(tmp_path):
    with ThreadPoolExecutor(2) as both:
        started = list(both.map(lambda _: Cluster(tmp_path).start(), range(2)))
    assert sorted(started) == [False, True]
    Cluster(tmp_path).stop()


def test_the_last_one_out_stops_it(made):
    made.stop()
    with made.use():
        with Cluster(made.home).use():
            assert made.running()
        assert made.running()
    assert not made.running()
    made.start()


def test_after_a_crash_it_starts_again(made):
    pid = int((made.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, 9)
    while made.running():
        pass
    assert made.start() is True


def test_a_long_home_has_its_sockets_elsewhere(tmp_path):
    assert Cluster(tmp_path / ("long" * 30)).sockets.parent.name == "tmp"


def test_sockets_of_somebody_else_are_refused(tmp_path):
    ours = Cluster(tmp_path)
    ours.sockets.symlink_to("/tmp")
    with pytest.raises(CannotStart, match="somebody else"):
        ours.start()


def test_data_of_another_version_is_named(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(CannotStart, match="written by PostgreSQL 17 and this is PostgreSQL 18"):
        Cluster(tmp_path).start()


def test_a_full_disk_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ROOM_NEEDED", 1 << 60)
    with pytest.raises(CannotStart, match="is full"):
        Cluster(tmp_path).start()


def test_a_disk_that_fills_up_on_the_way_is_named(tmp_path):
    assert "is full" in postgres.why("FATAL: x: No space left on device", tmp_path)


def test_any_other_failure_is_quoted(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSING_PG_EXTRA", "-c shared_buffers=nonsense")
    with pytest.raises(CannotStart, match=r"did not start: .*shared_buffers"):
        Cluster(tmp_path).start()


def test_a_home_that_is_a_file_is_named(tmp_path):
    (tmp_path / "file").touch()
    for attempt in (Cluster(tmp_path / "file").start, Cluster(tmp_path / "file").use().__enter__):
        with pytest.raises(CannotStart, match="cannot be used"):
            attempt()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a user namespace")
def test_closed_user_namespaces_are_named(tmp_path, monkeypatch):
    refusing = tmp_path / "unshare"
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(CannotStart, match="user namespaces are closed"):
        Cluster(tmp_path / "home").start()


def test_the_wheel_can_be_missing(monkeypatch):
    monkeypatch.setattr(postgres, "find_spec", lambda _: None)
    with pytest.raises(CannotStart, match="set DATABASE_URL"):
        postgres.version()


def test_a_killed_user_leaves_no_lock(made):
    script = (
        "import os, pathlib, sys; from crossing.database.cluster import Cluster\n"
        "with Cluster(pathlib.Path(sys.argv[1])).use(): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, made.home], check=False)
    with made.use():
        assert made.running()
    assert not made.running()
    made.start()


def test_a_full_disk_is_known_behind_whatever_went_wrong():
    def failed(problem):
        try:
            try:
                raise problem
            except Exception as first:
                raise RuntimeError("the step failed") from first
        except RuntimeError as last:
            return last

    assert postgres.for_want_of_room(failed(OSError(errno.ENOSPC, "No space left on device")))
    said = 'could not extend file "base/1/2": No space left on device'
    assert postgres.for_want_of_room(failed(ValueError(said)))
    assert not postgres.for_want_of_room(failed(ValueError("something else")))


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_draft(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    replace_file(kept, "old")

    def full(_handle):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(kept, "new")
    assert kept.read_text() == "old"
    assert list(tmp_path.iterdir()) == [kept]
