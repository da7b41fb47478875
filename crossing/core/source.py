"""Where the request in hand comes from, for the log: an address and a session's fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Neither identifies a session to anybody who reads it: the key itself is never kept."""

    address: str = ""
    session: str = ""


NOWHERE = Source()
_current: ContextVar[Source] = ContextVar("source", default=NOWHERE)


def source() -> Source:
    """The source of the request in hand."""
    return _current.get()


@contextmanager
def comes_from(found: Source) -> Iterator[None]:
    """Everything recorded inside comes from here."""
    token = _current.set(found)
    try:
        yield
    finally:
        _current.reset(token)
