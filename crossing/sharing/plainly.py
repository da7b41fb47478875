"""Words for a family, in which nobody else is named and nothing looks left out: no gap, no mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from crossing.records.covering import MARK, Found
from crossing.records.other_people import PEOPLE, Kind


def neutral(kind: Kind) -> str:
    """What stands in the place of somebody else, or of something of theirs."""
    if kind in PEOPLE:
        return _("somebody else")
    words = {
        Kind.ADDRESS: _("an address"),
        Kind.POSTCODE: _("an address"),
        Kind.PHONE: _("a telephone number"),
        Kind.EMAIL: _("an e-mail address"),
    }
    return words.get(kind, _("a detail"))


def without_gaps(text: str, found: Iterable[Found]) -> str:
    """The text with each of these in neutral words. A cover from before becomes such words, too."""
    for one in sorted(found, key=lambda each: -each.start):
        ends = "’s" if one.text.endswith(("'s", "’s")) else ""
        text = text[: one.start] + neutral(one.kind) + ends + text[one.end :]
    text = re.sub(f"(?:{MARK[0]})+", _("somebody else"), text)
    return _begun(_once(text))


def _once(text: str) -> str:
    """The same words side by side would count what they stand for."""
    for words in {neutral(kind) for kind in Kind}:
        text = re.sub(rf"{words}(?:(?:,| and)? {words})+", words, text)
    return text


def _begun(text: str) -> str:
    """A sentence starts with a capital."""
    return re.sub(r"(^|[.!?]\s+|\n)([a-z])", lambda found: found[1] + found[2].upper(), text)


def as_told(texts: Sequence[str]) -> list[str]:
    """What is told, without what is empty: no numbers, so that nobody counts what is not there."""
    return [text.strip() for text in texts if text.strip()]
