"""Somebody else in what is to be shared, and an item as its reader will see it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from crossing.records import covering
from crossing.sharing import rules
from crossing.sharing.models import DeliberationItem

SEEN = (rules.Treatment.INCLUDE, rules.Treatment.COVER)  # what crosses of it
PARTS = ("title", "source", "text")  # of an item: each may name somebody


@dataclass
class Named:
    """Somebody else, or something of theirs, found in what is to be shared."""

    key: str
    text: str
    kind: covering.Kind
    label: str
    count: int = 1
    treatment: str = ""
    why: str = ""

    @property
    def kept(self) -> bool:
        return self.treatment == rules.OtherPerson.KEEP


@dataclass
class Shown:
    """An item as the recipient will see it, beside what we hold."""

    item: DeliberationItem
    title: str
    source: str
    text: str

    @property
    def covers(self) -> bool:
        return any(covering.MARK in part for part in (self.title, self.source, self.text))


# What a decider writes for the other side to read; each may name somebody as an item may.
READ_BY_THEM: dict[str, Callable[[rules.Answer], bool]] = {
    "reason_told": lambda answer: True,
    "would_change": lambda answer: answer.outcome == rules.Outcome.REFUSE,
    "handling_note": lambda answer: answer.shares,
    "retention": lambda answer: answer.shares,
}


def names_told(
    answer: rules.Answer, saved: Mapping[str, Any], find: Callable[[str], list[covering.Found]]
) -> dict[str, str]:
    """Where the words that go to them name somebody else, by field: only editing helps."""
    says = _("This names %(who)s. Take the name out, or say so in the part that stays here.")
    found = {
        name: dict.fromkeys(one.text for one in find(saved.get(name) or ""))
        for name, goes_out in READ_BY_THEM.items()
        if goes_out(answer)
    }
    return {name: says % {"who": ", ".join(who)} for name, who in found.items() if who}


@dataclass(frozen=True)
class _Span:
    start: int
    end: int


def own_words(text: str, words: Sequence[str]) -> Iterator[_Span]:
    """Where the decider's own words to cover stand in the text, whatever their case."""
    for phrase in words:
        if pattern := r"\s+".join(map(re.escape, phrase.split())):
            for found in re.finditer(pattern, text, re.IGNORECASE):
                yield _Span(*found.span())


def key_of(found: covering.Found) -> str:
    """A short name for one person or thing found, the same on every page."""
    text = f"{found.kind}|{' '.join(found.text.casefold().split())}"
    return hashlib.sha256(text.encode()).hexdigest()[:10]
