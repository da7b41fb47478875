"""A backup: one file with a manifest and PostgreSQL's own dump, both of the same moment.

It holds no master key. The installation's other secrets, without which the log cannot be checked,
are in it sealed under the master key.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from crossing.database import postgres
from crossing.database.files import written_whole
from crossing.database.held import TABLE
from crossing.database.master import Master, known
from crossing.database.models import DataKey
from crossing.database.postgres import CannotStart

FORM = 1
MANIFEST, DUMP = "manifest.json", "crossing.dump"
SECRETS = ("SECRET_KEY", "AUDIT_KEY")
CHUNK = 256 * 1024
SECTIONS = ("pre-data", "data", "post-data")
HEADS = """SELECT DISTINCT ON (org) org::text, number, hash FROM audit_auditlink
ORDER BY org, number DESC"""
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, so that a restore can be compared with it."""

    form: int
    moment: str
    master: str
    rows: dict[str, int]
    heads: list[tuple[str, int, str]]
    migrations: list[str]
    secrets: dict[str, str]


def back_up(target: Path, progress: Progress) -> Manifest:
    """Write a backup, in the role that reads everything and changes nothing. The file appears when
    it is whole; CannotStart when there is one already."""
    if target.exists():
        raise CannotStart(f"{target} is there already: a backup is never written over another.")
    with written_whole(target) as draft, transaction.atomic():
        manifest, snapshot = _of_this_moment()
        with zipfile.ZipFile(draft, "w") as file:
            file.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            with file.open(DUMP, "w", force_zip64=True) as out:
                _dump(snapshot, out, progress)
    return manifest


def manifest_of(source: Path) -> Manifest:
    """The manifest of a backup; CannotStart when it is none, or one that we cannot read."""
    try:
        with zipfile.ZipFile(source) as file:
            found = json.loads(file.read(MANIFEST))
            if found.get("form") == FORM and DUMP in file.namelist():
                return Manifest(**{field.name: found[field.name] for field in fields(Manifest)})
    except OSError as problem:
        raise CannotStart(f"{source} cannot be read: {problem.strerror}.") from problem
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError) as problem:
        raise CannotStart(f"{source} is not a whole backup of Crossing.") from problem
    raise CannotStart(f"{source} was written by a newer Crossing: restore it with that one.")


def restore_section(source: Path, section: str, progress: Progress) -> None:
    """Restore the tables, their contents, or what is built upon them."""
    words = ("--no-owner", "--exit-on-error", f"--section={section}", f"--dbname={_database()}")
    restoring = postgres.piped("pg_restore", *words, environment=_address())
    with zipfile.ZipFile(source) as file, file.open(DUMP) as dump, restoring as (into, _out):
        _pour(dump, into, progress)


def is_empty() -> bool:
    """Whether the database holds no table at all."""
    with connection.cursor() as cursor:
        return not connection.introspection.get_table_list(cursor)


def counted() -> dict[str, int]:
    """Table to number of rows."""
    with connection.cursor() as cursor:
        names = sorted(each.name for each in connection.introspection.get_table_list(cursor))
        return {name: _count(cursor, name) for name in names if name != TABLE}


def secrets_of(manifest: Manifest, master: Master) -> dict[str, str]:
    """The installation's other secrets."""
    return {
        name: master.unwrap(text, f"secret {name}").decode()
        for name, text in manifest.secrets.items()
    }


def _of_this_moment() -> tuple[Manifest, str]:
    """What there is, and the name of a snapshot by which pg_dump sees the very same."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), now()")
        snapshot, moment = cursor.fetchone()
        cursor.execute(HEADS)
        heads = cursor.fetchall()
    master = _master()
    sealed = {
        name: master.wrap(getattr(settings, name).encode(), f"secret {name}") for name in SECRETS
    }
    done = sorted(".".join(each) for each in MigrationRecorder(connection).applied_migrations())
    manifest = Manifest(
        FORM, moment.isoformat(), master.fingerprint, counted(), heads, done, sealed
    )
    return manifest, snapshot


def _master() -> Master:
    """The one under which the data keys are sealed."""
    needed = list(DataKey.objects.order_by("master").values_list("master", flat=True).distinct())
    if len(needed) != 1:
        raise CannotStart("The data keys are not under one master key: run rotate_keys first.")
    return known()[needed[0]]


def _dump(snapshot: str, out: IO[bytes], progress: Progress) -> None:
    words = (
        *("--format=custom", "--enable-row-security", "--no-owner", f"--snapshot={snapshot}"),
        f"--exclude-table-data={TABLE}",
    )
    with postgres.piped("pg_dump", *words, environment=_address()) as (_into, dump):
        _pour(dump, out, progress)


def _pour(source: IO[bytes], target: IO[bytes], progress: Progress) -> None:
    """Copy until the end, or until whoever reads has had enough."""
    while part := source.read(CHUNK):
        try:
            target.write(part)
        except BrokenPipeError:
            return
        progress(len(part))


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - ours
    return int(cursor.fetchone()[0])


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _address() -> dict[str, str]:
    """Where the database is, for PostgreSQL's own programs: not among their words, which anybody on
    the machine can read."""
    found = connection.settings_dict
    given = {
        "PGHOST": found["HOST"],
        "PGPORT": found["PORT"],
        "PGUSER": found["USER"],
        "PGPASSWORD": found["PASSWORD"],
        "PGDATABASE": found["NAME"],
        "PGSSLMODE": found["OPTIONS"].get("sslmode"),
        "PGSSLROOTCERT": found["OPTIONS"].get("sslrootcert"),
    }
    return {name: str(value) for name, value in given.items() if value}
