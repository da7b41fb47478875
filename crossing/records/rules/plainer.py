"""Words that say less than they seem to, each with a plainer offer. They never block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Such words were written about children who were being exploited, and hid it from those who read
# the records (Rochdale, 2013; Rotherham, 2014).
STREETWISE = _("Say what the child did or said. “Streetwise” hides that they are a child.")
LIFESTYLE = _("Say what happened. A child does not choose to be harmed.")
GANG = _("Say whom the child was with, and how you know. The word can follow a child.")
OFFERS: dict[str, Promise] = {
    "streetwise": STREETWISE,
    "lifestyle choice": LIFESTYLE,
    "lifestyle choices": LIFESTYLE,
    "gang member": GANG,
    "gang members": GANG,
}
_LISTED = "|".join(word.replace(" ", r"[\s-]+") for word in sorted(OFFERS, reverse=True))
_WORDS = re.compile(rf"\b({_LISTED})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `offer` is what could be said instead, empty when it is plain."""

    text: str
    offer: str = ""


def pieces(text: str) -> list[Piece]:
    """The text in stretches, those that could be plainer with an offer."""
    found, at = [], 0
    for match in _WORDS.finditer(text):
        found += [Piece(text[at : match.start()]), Piece(match.group(), _offer(match.group()))]
        at = match.end()
    return [piece for piece in (*found, Piece(text[at:])) if piece.text]


def offers(*texts: str) -> bool:
    """Whether anything in these texts could be said more plainly."""
    return any(_WORDS.search(text) for text in texts)


def _offer(word: str) -> str:
    return str(OFFERS[re.sub(r"[\s-]+", " ", word).lower()])
