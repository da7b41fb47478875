"""The embedded PostgreSQL: the binaries inside a wheel, our own cluster in the home folder.

The wheel's own `get_server()` is never called: it signs in without a password, and as root it
opens the home folder to everyone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from crossing.database import postgres
from crossing.database.files import kept_secret, locked, nobody_else, private_folder
from crossing.database.postgres import (
    PORT,
    CannotStart,
    for_want_of_room,
    full,
    home_problem,
    options,
    version,
    why,
)

__all__ = ["DATABASE", "ROLES", "CannotStart", "Cluster"]

DATABASE = "crossing"
SUPERUSER = "postgres"
ROLES = {
    "owner": os.environ.get("DATABASE_OWNER_ROLE", "crossing_owner"),
    "app": os.environ.get("DATABASE_APP_ROLE", "crossing_app"),
    "backup": os.environ.get("DATABASE_BACKUP_ROLE", "crossing_backup"),
}
ROOM_NEEDED = 256 * 1024 * 1024
LONGEST_SOCKET = 100  # the system's limit for a socket's path is 107 bytes
LINGERING = ("lock file", "shared memory")  # what a dead server leaves for a moment
SOCKET = f".s.PGSQL.{PORT}"


class Cluster:
    """One PostgreSQL with its data, passwords and locks in one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.data = self.home / "data"
        self.log = self.home / "postgres.log"
        self.sockets = _socket_folder(self.home)

    def start(self) -> bool:
        """Make the cluster if it is new, start it if it is not running. True if this started it."""
        try:
            private_folder(self.home)
            with locked(self.home / "start.lock"):
                return self._start()
        except OSError as problem:
            raise CannotStart(home_problem(problem, self.home)) from problem
        except psycopg.Error as problem:
            if for_want_of_room(problem):
                raise CannotStart(full(self.home)) from problem
            raise

    def stop(self) -> None:
        """Stop it and wait until it has stopped."""
        if self.running():
            self._postgres("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")

    def running(self) -> bool:
        """Whether the server answers. Its socket says so; after a crash `pg_ctl status` lies."""
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.sockets / SOCKET)) == 0

    @contextmanager
    def use(self) -> Iterator[Cluster]:
        """Keep the database up while the block runs; the last one out stops it."""
        with self._sharing() as lock:
            try:
                self.start()
                yield self
            finally:
                if nobody_else(lock):
                    self.stop()

    def _sharing(self) -> AbstractContextManager[int]:
        try:
            private_folder(self.home)
        except OSError as problem:
            raise CannotStart(home_problem(problem, self.home)) from problem
        return locked(self.home / "use.lock", fcntl.LOCK_SH)

    def password(self, role: str) -> str:
        """The password of a database role, from its file in the home."""
        return kept_secret(self.home / f"{role}.password")

    def dsn(self, role: str, db: str = DATABASE) -> dict[str, Any]:
        """How Django connects in this role."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": str(self.sockets),
            "PORT": PORT,
            "USER": role,
            "PASSWORD": self.password(role),
            "NAME": db,
        }

    def url(self, role: str, db: str = DATABASE) -> str:
        """The address of the database in this role."""
        user, password = quote(role), quote(self.password(role))
        return f"postgresql://{user}:{password}@/{db}?host={quote(str(self.sockets), safe='')}"

    def _start(self) -> bool:
        started = not self.running()
        if started:
            _check_room(self.home)
            self._check_version()
            self._make_data()
            self._launch()
        with self._superuser() as connection:
            _make_roles(connection, self)
            _make_database(connection)
        return started

    def _check_version(self) -> None:
        mark = self.data / "PG_VERSION"
        if not mark.exists():
            return
        theirs, ours = mark.read_text().strip(), version()
        if theirs != ours:
            raise CannotStart(
                f"The data in {self.home} was written by PostgreSQL {theirs} and this is"
                f" PostgreSQL {ours}: dump it with the old version and restore it with this one"
                " (docs/running.md), or choose another --home."
            )

    def _make_data(self) -> None:
        """Write a new data folder beside its place and move it there when it is whole."""
        if self.data.exists():
            return
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        self.password(SUPERUSER)
        made = self._postgres(
            *("initdb", "-D", str(draft), "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"),
            *("--auth=scram-sha-256", f"--pwfile={self.home / SUPERUSER}.password"),
            "--data-checksums",
        )
        if made.returncode != 0:
            raise CannotStart(why(made.stdout, self.home))
        draft.rename(self.data)

    def _launch(self) -> None:
        """Start the server. After a crash the dead one can seem alive for 2 seconds: try again."""
        _own_folder(self.sockets)
        written = self.log.stat().st_size if self.log.exists() else 0
        for _attempt in range(5):
            launched = self._postgres(
                *("pg_ctl", "-D", str(self.data), "-l", str(self.log), "-t", "60", "-w"),
                *("-o", options(self.sockets), "start"),
            )
            if launched.returncode == 0:
                return
            said = self._logged_since(written) or launched.stdout
            if not any(sign in said for sign in LINGERING):
                break
            time.sleep(0.6)
        raise CannotStart(why(said, self.home))

    def _logged_since(self, written: int) -> str:
        with self.log.open(errors="replace") as log:
            log.seek(written)
            return log.read()

    def _superuser(self) -> psycopg.Connection:
        """Connect as the superuser, waiting while a server that others launched gets ready."""
        for _attempt in range(300):
            try:
                return psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True)
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise CannotStart(f"The database in {self.home} does not answer: see {self.log}.")

    def _postgres(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return postgres.run(program, *arguments, report=self.home / "last-command.log")


def _make_roles(connection: psycopg.Connection, cluster: Cluster) -> None:
    """Three roles: one owns and migrates, one works, one copies. None may pass the row locks."""
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for kind, role in ROLES.items():
        if role not in known:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS {} PASSWORD {}").format(
                    sql.Identifier(role),
                    sql.SQL("CREATEDB" if kind == "owner" else "NOCREATEDB"),
                    sql.Literal(cluster.password(role)),
                )
            )


def _make_database(connection: psycopg.Connection) -> None:
    """The database, which nobody but the three roles may enter."""
    name, owner, app, backup = map(sql.Identifier, (DATABASE, *ROLES.values()))
    known = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
    if DATABASE not in known:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
    for shut in (DATABASE, "postgres", "template1"):
        connection.execute(
            sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(shut))
        )
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE postgres TO {}").format(owner))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(name, app, backup))


def _socket_folder(home: Path) -> Path:
    """In the home; or under /tmp by a short name when the home's path is too long for a socket."""
    if len(bytes(home / "s" / SOCKET)) <= LONGEST_SOCKET:
        return home / "s"
    return Path("/tmp") / f"crossing-{hashlib.sha256(bytes(home)).hexdigest()[:16]}"  # noqa: S108 (0700, and ours or refused)


def _own_folder(path: Path) -> None:
    private_folder(path)
    found = path.lstat()
    if path.is_symlink() or found.st_uid != os.geteuid():
        raise CannotStart(f"{path} belongs to somebody else: remove it, or choose another --home.")
    path.chmod(0o700)


def _check_room(home: Path) -> None:
    if shutil.disk_usage(home).free < ROOM_NEEDED:
        raise CannotStart(full(home))
