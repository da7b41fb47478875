"""What stands on a sheet of paper, as plain data. Nothing here is markup, so no text can run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from crossing.govuk.words import moment

Words: TypeAlias = str | Promise
SENSITIVE = "OFFICIAL-SENSITIVE"  # the marking of every sheet about a child


@dataclass(frozen=True)
class Heading:
    """A heading below the title; level 1 is the first."""

    text: Words
    level: int = 1


@dataclass(frozen=True)
class Text:
    """Paragraphs, as somebody typed them."""

    text: Words
    strong: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words."""

    text: Words


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: Sequence[Words]


@dataclass(frozen=True)
class Rows:
    """What was asked and what was answered: a table of two columns; rows without answer go."""

    rows: Sequence[tuple[Words, Words]]
    head: tuple[Words, Words] | None = None


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column."""

    head: Sequence[Words]
    rows: Sequence[Sequence[Words]]


@dataclass(frozen=True)
class Lines:
    """Room to write by hand under a question."""

    label: Words
    count: int = 2
    hint: Words = ""


@dataclass(frozen=True)
class Ticks:
    """Boxes to tick by hand under a question."""

    label: Words
    options: Sequence[Words]
    hint: Words = ""


Block: TypeAlias = Heading | Text | Quote | Bullets | Rows | Table | Lines | Ticks


@dataclass(frozen=True)
class Document:
    """A whole document. `marking` stands on each page, and so does who printed it and when."""

    title: Words
    blocks: Sequence[Block]
    marking: Words
    printed: Words
    under: Words = ""


def printed_by(name: str, title: str, place: str, at: datetime) -> str:
    """Who took this sheet out, and when: it stands on each of its pages."""
    who = ", ".join(part for part in (name, title, place) if part)
    return _("Printed by %(who)s on %(when)s") % {"who": who, "when": moment(at)}


def plain(value: Any) -> Any:
    """Dataclasses, tuples and late translations, as JSON writes them; each with its kind."""
    if isinstance(value, Document | Block):
        fields = {name: plain(each) for name, each in vars(value).items()}
        return {"kind": type(value).__name__.lower(), **fields}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value if isinstance(value, bool | int | None) else str(value)
