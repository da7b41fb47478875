"""./manage restore FILE: a backup, into a home that is empty."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from tqdm import tqdm

from crossing.audit.checking import faults
from crossing.audit.heads import replace_heads
from crossing.audit.models import NOWHERE
from crossing.database import copying, held, master
from crossing.database.acting import service
from crossing.database.copying import Manifest
from crossing.database.files import replace_file
from crossing.database.master import Master
from crossing.database.postgres import CannotStart
from crossing.partnership.people import Service
from crossing.sharing.commands.restored import Replayed, destroy_again
from crossing.sharing.erased import Erased, NoList, erased, list_erased
from crossing.site.commands import restored

NOT_WHOLE = (
    "The log does not fit: somebody has changed it, or its end is missing. Everything was restored"
    " as it stands in the backup, and nothing is sent. Find out why first, or restore another"
    " backup."
)


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty home. Asks for the master key, unless it is in MASTER_KEY"
        " or in --key-file. Copies that were destroyed since are destroyed again, by the list of"
        " them. Afterwards all sessions have ended, and nothing is sent until ./manage release."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-file", type=Path, help="where the master key is")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--erased", type=Path, help="the list of what was destroyed")
        which.add_argument("--no-erased", action="store_true", help="go on without that list")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"]
        manifest = copying.manifest_of(source)
        listed = _listed(options["erased"], options["no_erased"], manifest)
        self._secrets(manifest, _given_key(options["key_file"]))
        _require_empty()
        _require_known(manifest)
        self._load(source, manifest)
        call_command("migrate", verbosity=0)
        by, done = Service("setup", NOWHERE), None
        with service("setup", NOWHERE):  # whole only once it is replayed
            if listed is not None:
                done = destroy_again(listed, by=by)
            restored(manifest.moment, by=by)
        replace_heads(manifest.heads)
        list_erased(listed or {})
        rows = sum(manifest.rows.values())
        self.stdout.write(f"{rows:,} rows in {len(manifest.rows)} tables are as they were.")
        self.stdout.write(_said(done))
        self.stdout.write("Everybody must sign in again. Nothing is sent until ./manage release.")
        self._check_log()

    def _secrets(self, manifest: Manifest, key: Master) -> None:
        """The key must be the backup's. An embedded home then takes over all its secrets; in
        production they are in the settings, and must be the same."""
        if key.fingerprint != manifest.master:
            raise CannotStart(
                f"That is not the master key of this backup: it needs the one with the fingerprint"
                f" {manifest.master}, and this has {key.fingerprint}. Nothing was restored."
            )
        secrets = copying.secrets_of(manifest, key)
        if not settings.EMBEDDED:
            _require_same(secrets)
            return
        _require_empty()
        replace_file(settings.HOME / master.FILE, key.text)
        for name, text in secrets.items():
            replace_file(settings.HOME / name.lower(), text)
            setattr(settings, name, text)

    def _load(self, source: Path, manifest: Manifest) -> None:
        size = source.stat().st_size
        with tqdm(total=size, desc="Restoring", unit="B", unit_scale=True, file=sys.stderr) as bar:
            copying.restore_section(source, "pre-data", _silent)
            held.hold()
            copying.restore_section(source, "data", bar.update)
            copying.restore_section(source, "post-data", _silent)
        found = copying.counted()
        if wrong := [name for name, rows in manifest.rows.items() if found.get(name) != rows]:
            raise CannotStart(f"The backup is not whole: rows are missing in {', '.join(wrong)}.")

    def _check_log(self) -> None:
        found = faults()
        for fault in found:
            self.stderr.write(f"Organisation {fault.org}, link {fault.number}: {fault.what}.")
        if found:
            sys.exit(NOT_WHOLE)
        self.stdout.write("The log is whole.")


def _silent(_bytes: int) -> None:
    """These parts are short."""


def _listed(given: Path | None, without: bool, manifest: Manifest) -> Erased | None:
    """The list that was given and the one in its place, together. To go on without one must be
    said, and is refused when the one in its place tells of something newer than the backup."""
    path: Path = settings.ERASED_LIST
    found = [given] if given else []
    found += [path] if path.exists() else []
    if not found:
        _require_said(without, manifest)
        return None
    try:
        listed = {name: at for one in found for name, at in erased(one).items()}
    except NoList as problem:
        raise CannotStart(f"{problem} Nothing was restored.") from problem
    newer = [at for at in listed.values() if at > datetime.fromisoformat(manifest.moment)]
    if without and newer:
        raise CannotStart(
            f"Copies that were destroyed after this backup was made stand in {path} ({len(newer)}):"
            f" restore with --erased {path}, or they would be there again."
        )
    return None if without else listed


def _require_said(said: bool, manifest: Manifest) -> None:
    if not said:
        raise CannotStart(
            "Without the list of what was destroyed, copies that went to the wrong place and were"
            f" destroyed after {manifest.moment} would be there again, with every word: give it"
            " with --erased, or go on without it with --no-erased."
        )


def _said(done: Replayed | None) -> str:
    if done is None:
        return "What was destroyed after the backup was made is there again: no list was given."
    return (
        f"Copies that had been destroyed: {done.destroyed} destroyed again, {done.already} gone in"
        f" the backup already, {done.unknown} not in it."
    )


def _given_key(path: Path | None) -> Master:
    """From a file, from the environment, or typed; nothing of it is shown."""
    if path:
        try:
            return Master(path.read_text().strip())
        except OSError as problem:
            raise CannotStart(f"{path} cannot be read: {problem.strerror}.") from problem
    if given := os.environ.get("MASTER_KEY"):
        return Master(given)
    if not sys.stdin.isatty():
        raise CannotStart("Give the backup's master key in MASTER_KEY, or with --key-file.")
    return Master(getpass.getpass("The backup's master key: ").strip())


def _require_empty() -> None:
    if not copying.is_empty():
        if held_back := _cut_off():
            raise CannotStart(held_back)
        where = settings.HOME if settings.EMBEDDED else "the database"
        raise CannotStart(
            f"A backup is restored where nothing is, and {where} holds something already: choose"
            " another --home, or an empty database."
        )


def _cut_off() -> str:
    return held.CUT_OFF if held.was_cut_off() else ""


def _require_known(manifest: Manifest) -> None:
    """What a newer Crossing wrote, this one cannot read."""
    known = {".".join(each) for each in MigrationLoader(connection).disk_migrations}
    if set(manifest.migrations) - known:
        raise CannotStart("This backup is of a newer Crossing: restore it with that one.")


def _require_same(secrets: dict[str, str]) -> None:
    other = [name for name, text in secrets.items() if getattr(settings, name) != text]
    if other:
        raise CannotStart(
            f"{' and '.join(other)} must be the same as when the backup was made: with another the"
            " log cannot be checked."
        )
