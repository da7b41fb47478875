"""After a restore: pages are served, and nothing is sent or worked on until `./manage release`."""

from __future__ import annotations

import time
from typing import Any

from django.db import DatabaseError, connection

TABLE = "database_held"  # its contents are in no backup
CUT_OFF = (
    "A restore was cut off before it was complete: remove this home, or empty the database,"
    " and restore again."
)


def is_held() -> bool:
    """Whether mail and jobs wait."""
    return bool(_asked(f"SELECT count(*) FROM {TABLE}"))  # noqa: S608 - our name


def was_cut_off() -> bool:
    """Whether a restore began here and never came to its end."""
    return bool(_asked(f"SELECT count(*) FROM {TABLE} WHERE NOT whole"))  # noqa: S608


def wait() -> None:
    """Wait until nothing is held. What cannot be asked now is asked again."""
    while _held_or_unknown():
        time.sleep(1)


def hold() -> None:
    """From here on everything waits. The owner's."""
    _run(f"INSERT INTO {TABLE} DEFAULT VALUES")


def settle() -> None:
    """The restore is whole. Sessions end, and jobs that a worker had in its hands wait like the
    others; those of a clock that comes round by itself are dropped."""
    _run("DELETE FROM django_session")
    _run("DELETE FROM procrastinate_jobs WHERE status = 'doing' AND queueing_lock IS NOT NULL")
    _run("UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL WHERE status = 'doing'")
    _run("DELETE FROM procrastinate_workers")
    _run(f"UPDATE {TABLE} SET whole = true")  # noqa: S608


def let_go() -> bool:
    """Mail and jobs go again. Whether they had been held. The owner's."""
    return _run(f"DELETE FROM {TABLE}") > 0  # noqa: S608


def _held_or_unknown() -> bool:
    try:
        return is_held()
    except DatabaseError:
        return True
    finally:
        connection.close()


def _asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _run(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)
