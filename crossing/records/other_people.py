"""What the owner's records know about other people, and the ways in which each may be written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from django.utils.translation import gettext_lazy as _

from crossing.records.folding import variants
from crossing.records.plain_text import MONTHS, ORDINARY, STREETS, words_of

# Parts of names that name nobody by themselves.
_PARTICLES = """
al el de da la le du van von der den bin ibn mc mac st
"""
NAME_PARTICLES = frozenset(_PARTICLES.split())
# What a first line may start with that says nothing by itself: "Flat 2".
ROOMS = {"flat", "apartment", "apt", "room", "unit"}


class Kind(StrEnum):
    """What a mark in the text may be."""

    CHILD = "child"
    RELATIVE = "relative"
    NICKNAME = "nickname"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    UPN = "upn"
    BORN_ON = "born_on"


PEOPLE = {Kind.CHILD, Kind.RELATIVE, Kind.NICKNAME}
PATTERN_LABELS = {
    Kind.ADDRESS: _("an address"),
    Kind.POSTCODE: _("a postcode"),
    Kind.PHONE: _("a telephone number"),
    Kind.EMAIL: _("an e-mail address"),
    Kind.UPN: _("a pupil number"),
    Kind.BORN_ON: _("a date of birth"),
}


@dataclass(frozen=True)
class Known:
    """Something the owner's records hold about somebody else; a birth date as 2012-04-03."""

    kind: Kind
    label: str
    text: str


@dataclass(frozen=True)
class Form:
    """One way in which something known may be written: its words, folded."""

    known: Known
    words: tuple[str, ...]
    # A run of words that is also an ordinary word ("will", "rose") counts only with a capital
    # letter.
    needs_capital: bool = False


def forms_of(known: Known) -> Iterator[Form]:
    """The ways in which one known thing may be written."""
    match known.kind:
        case Kind.CHILD | Kind.RELATIVE | Kind.NICKNAME:
            every = name_forms(known.text)
        case Kind.ADDRESS:
            every = _address_forms(known.text)
        case Kind.PHONE:
            every = _phone_forms(known.text)
        case Kind.BORN_ON:
            every = _date_forms(date.fromisoformat(known.text))
        case _:
            every = {words_of(known.text)}
    for words in every:
        if words:
            yield Form(known, words, known.kind in PEOPLE and "".join(words) in ORDINARY)


def name_forms(name: str) -> set[tuple[str, ...]]:
    """A whole name, either way round; each of its words; and the first one's other forms."""
    parts = [words for part in name.split() if (words := words_of(part))]
    whole = tuple(chain.from_iterable(parts))
    turned = tuple(chain.from_iterable([*parts[-1:], *parts[:-1]]))
    pieces = [piece for part in parts for piece in (part, *((word,) for word in part))]
    short = {words_of(name) for name in variants("".join(parts[0]))} if parts else set()
    alone = {words for words in (*pieces, *short) if len("".join(words)) > 1}
    return {whole, turned, *(words for words in alone if "".join(words) not in NAME_PARTICLES)}


def _address_forms(address: str) -> set[tuple[str, ...]]:
    """The postcode; each line with a number or a street; its street alone; the first line."""
    forms = set(map(words_of, POSTCODE.findall(address)))
    lines = [words_of(line) for line in POSTCODE.sub(" ", address).replace("\n", ",").split(",")]
    before: tuple[str, ...] = ()
    for words in filter(None, lines):
        street = tuple(word for word in words if not word[0].isdigit())
        if len(street) > 1 and street[-1] in STREETS:
            ways = (words, street, before + words)
            forms |= {(*way[:-1], ending) for way in ways for ending in STREETS[street[-1]]}
        elif len(words) > 1 and words[0] not in ROOMS and (words[0].isdigit() or words == lines[0]):
            forms.add(words)
        before = words
    return forms


def _phone_forms(phone: str) -> set[tuple[str, ...]]:
    digits = "".join(word for word in words_of(phone) if word.isdigit())
    national = re.sub(r"^(0044|44)0?", "0", digits)
    return (
        {(digits,), (national,), (f"44{national[1:]}",), (f"440{national[1:]}",)}
        if digits
        else set()
    )


def _date_forms(day: date) -> set[tuple[str, ...]]:
    days, years = {str(day.day), f"{day.day:02}"}, {str(day.year), f"{day.year % 100:02}"}
    numbers, names = {str(day.month), f"{day.month:02}"}, set(MONTHS[day.month - 1])
    forms: set[tuple[str, ...]] = {(f"{day:%d%m%Y}",), (f"{day:%Y%m%d}",)}
    for d, y in ((d, y) for d in days for y in years):
        forms |= {way for m in numbers | names for way in ((d, m, y), (m, d, y), (y, m, d))}
        forms |= {
            way
            for m in names
            for ending in ("st", "nd", "rd", "th")
            for way in ((d, ending, m, y), (d, ending, "of", m, y), (m, d, ending, y))
        }
    return forms


POSTCODE = re.compile(
    r"(?<![^\W_])[A-Za-z]{1,2}\d[A-Za-z\d]?[ ]{0,2}"
    r"\d(?!st|nd|rd|th)[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![^\W_])"
)
PATTERNS = (
    (Kind.EMAIL, re.compile(r"[\w.+'-]+ ?@ ?[\w-]+(?:\.[\w-]+)+")),
    (Kind.UPN, re.compile(r"(?<![^\W_])[a-z]\d{11}[a-z\d](?![^\W_])")),
    (Kind.POSTCODE, POSTCODE),
    (Kind.PHONE, re.compile(r"(?<![\w+])(?:\+ ?44|0044|0)(?:[ ().-]{0,3}\d){9,10}(?!\d)")),
    (
        Kind.BORN_ON,
        re.compile(
            r"\b(?:d\.?o\.?b|date of birth|born)\b\W{0,3}(?:on )?"
            r"(\d{1,4}(?:st|nd|rd|th)?\W(?:of )?\w{1,9}\W{1,2}\d{1,4})\b"
        ),
    ),
)
STREET_LIKE = re.compile(
    r"(?<![^\W_])\d+[a-z]?,? ((?:[^\W\d_]+['-]?[^\W\d_]* ){1,3})"
    rf"(?:{'|'.join(STREETS)})(?![^\W_])"
)
