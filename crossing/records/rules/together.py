"""One event, several children: each has a part of their own, with nothing of another's in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from crossing.records.rules.lists import ConcernKind

MOST_OTHERS = 6


class Known(Protocol):
    """A child of the roll."""

    @property
    def pk(self) -> UUID: ...


@dataclass(frozen=True)
class Other:
    """Another child in the same event. What it is about is said for each: nothing is copied."""

    named: str
    kind: str
    child: UUID | None = None


def names_in(text: str) -> list[str]:
    """One name a line, each once."""
    lines = (" ".join(line.split())[:200] for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def together_problems(first: UUID | None, others: list[Other]) -> dict[str, str]:
    """A few children, each once, and for each what it is about."""
    found = {}
    chosen = [pk for pk in (first, *(one.child for one in others)) if pk]
    if len(others) > MOST_OTHERS:
        found["others"] = _("Name up to 6 other children; record the rest apart")
    if len(chosen) != len(set(chosen)):
        found["others"] = _("Each child can be chosen once only")
    if any(one.kind not in ConcernKind.values for one in others):
        found["others"] = _("Select what it is about for each child")
    return found
