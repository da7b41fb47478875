"""What the log says of an error: never a row of the database, which may name a child."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import django.db
import psycopg

DATABASE_ERRORS = (django.db.Error, psycopg.Error)
WRONG_VALUE = (django.db.DataError, psycopg.DataError)


class Discreet(logging.Formatter):
    """Keeps the first line of a database error, and drops its details, context and values."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole entry with each database error in it cut short."""
        text = super().format(record)
        for error in _errors_in(record):
            if isinstance(error, DATABASE_ERRORS) and str(error):
                text = text.replace(str(error), first_line(error))
        return text


def first_line(error: BaseException) -> str:
    """What went wrong, without the row; of a value that does not fit, without the value."""
    text = str(error)
    if isinstance(error, WRONG_VALUE):
        before, quote, _value = text.partition('"')
        text = before + ("…" if quote else "")
    return text.partition("\n")[0]


def _errors_in(record: logging.LogRecord) -> Iterator[BaseException]:
    """The error of an entry, those among its words, and all that led to them."""
    args = record.args.values() if isinstance(record.args, dict) else record.args or ()
    waiting = [record.msg, *args, *(record.exc_info or ())]
    seen: set[int] = set()
    while waiting:
        error = waiting.pop()
        if isinstance(error, BaseException) and id(error) not in seen:
            seen.add(id(error))
            yield error
            waiting += [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]
