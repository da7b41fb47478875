"""One section of a home page: things of one kind, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise

MOST = 6


@dataclass(frozen=True)
class Row:
    """One thing to do: what it is, where it leads, by when; `before` stands before the moment."""

    title: str
    href: str
    text: str = ""
    before: str = ""
    moment: datetime | None = None
    due: datetime | None = None
    tag: str = ""
    urgent: bool = False
    counted: str = ""  # how the time was counted: "5 working days"


@dataclass(frozen=True)
class Section:
    """Things of one kind; `all` leads to the whole list. An empty one says so in its own words."""

    title: str | Promise
    rows: Sequence[Row]
    empty: str | Promise
    all: str = ""


def listed(title: Promise, rows: Sequence[Row], empty: Promise, all: str = "") -> Section:
    """A section that is always there; `all` names the page with the whole list."""
    return Section(title, rows, empty, reverse(all) if all else "")
