"""Management commands on one home; the embedded database is up while they run."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection

from crossing.database.cluster import CannotStart, Cluster
from crossing.database.held import CUT_OFF, wait, was_cut_off
from crossing.database.postgres import SAID, for_want_of_room, full

# These change tables, so they work as the owner; everything else works as the app does.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "showmigrations", "rotate_keys"}
OWNER_COMMANDS |= {"restore", "release"}
# These read and write nothing that is sealed.
NEEDS_NO_KEY = {"check", "docs", "help", "makemigrations", "sqlmigrate", "showmigrations"}
NEEDS_NO_KEY |= {"restore"}  # it asks for the backup's


def take_home(arguments: list[str]) -> list[str]:
    """Read `--home DIR` out of the arguments, wherever it stands."""
    kept = list(arguments)
    for place, word in enumerate(kept):
        name, _, value = word.partition("=")
        if name == "--home":
            os.environ["CROSSING_HOME"] = value or kept.pop(place + 1)
            kept.pop(place)
            break
    return kept


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossing.settings")
    if set(arguments[1:2]) & OWNER_COMMANDS:
        os.environ.setdefault("CROSSING_ROLE", "owner")
    if arguments[1:2] == ["backup"]:
        os.environ.setdefault("CROSSING_ROLE", "backup")
    with database():
        if not set(arguments[1:2]) & NEEDS_NO_KEY:
            require_key()
        if arguments[1:3] == ["procrastinate", "worker"]:
            wait()
        execute_from_command_line(arguments)


def require_key() -> None:
    """A master key that does not fit stops everything that would read or write."""
    django.setup()
    from crossing.database.keys import misfit

    try:
        sentence = misfit() or (CUT_OFF if was_cut_off() else "")
    except DatabaseError:
        return  # no tables yet, or no database: the command itself will say
    finally:
        connection.close()
    if sentence:
        print(sentence, file=sys.stderr)
        sys.exit(SAID)


def database() -> AbstractContextManager[object]:
    """The embedded database, unless the environment names another."""
    if "DATABASE_URL" in os.environ:
        return nullcontext()
    return Cluster(home()).use()


def home() -> Path:
    """The folder of the embedded database."""
    return Path(os.environ.get("CROSSING_HOME") or Path(__file__).parent / ".crossing")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main(take_home(sys.argv))
    except (CannotStart, ImproperlyConfigured) as reason:
        sys.exit(str(reason))
    except Exception as problem:
        if not for_want_of_room(problem):
            raise
        print(full(home()), file=sys.stderr)
        sys.exit(SAID)
