"""Finding a child by a name that was heard, misspelt, shortened or turned round, and saying why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from rapidfuzz.fuzz import ratio

from crossing.records.folding import families, fold, grams, misspell, spellings, variants

__all__ = [
    "Candidate",
    "Query",
    "fold",
    "grams",
    "key_grams",
    "misspell",
    "parse",
    "score",
    "spellings",
    "stored_grams",
    "swapped",
    "variants",
    "why",
]

# The commonest triples of letters in names here (`bench/` measures them): they find too many
# children.
_COMMON = """
an$ er$ on$ ^ma son ll$ ^ha ell ^ja har ie$ ill han ^ch ^sa ^mi ia$ en$ ah$ ^da ^ra na$ ^ka cha
ey$ sha ^pa ne$ in$ ^ro ^al all el$ is$ the art ter mar es$ am$ ^ba ^co man ^na al$ ^be ^el ley
^mo ra$ ^wi ark and ani te$ ^th her ^ta ^ca ran ins or$ ris ing lli ^fa ^sh as$ ^st ^an hal ers
^ho ki$ ly$ rth ^jo ha$ ng$ att od$ ry$ ard ya$
"""
COMMON_GRAMS = frozenset(_COMMON.split())
NUMBERS = re.compile(r"(?<!\d)(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{2,4})(?!\d)")


@dataclass(frozen=True)
class Query:
    """What was typed to find a child: words of the name in any order, perhaps a birth date."""

    names: tuple[str, ...]
    born_on: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A child who may be the one: each whole name, present or past, and the date of birth."""

    names: tuple[str, ...]
    born_on: date | None = None


def stored_grams(candidate: Candidate) -> frozenset[str]:
    """What is kept for a child in the search table, so that any likely query meets it."""
    words = {word for name in candidate.names for word in spellings(name)}
    return frozenset().union(
        *(grams(name) for name in candidate.names),
        _family_keys(words),
        _birth_keys(candidate.born_on),
    )


def key_grams(query: Query, most: int = 9) -> frozenset[str]:
    """The few grams to look up: families, the birth date both ways, rarer letters of words."""
    keys = (
        _family_keys(query.names) | _birth_keys(query.born_on) | _birth_keys(swapped(query.born_on))
    )
    each = max(3, most // max(1, len(query.names)))
    joined = {f"{a}{b}" for a, b in pairwise(query.names) if min(len(a), len(b)) < 3}
    for word in {*query.names, *joined}:
        keys |= set(
            sorted(grams(word), key=lambda gram: (gram in COMMON_GRAMS, "$" in gram, gram))[:each]
        )
    return frozenset(keys)


def parse(text: str) -> Query:
    """What free text asks for: "kait o'brian 3/4/2012" is two names and a date of birth."""
    born_on = None
    for found in NUMBERS.finditer(text):
        born_on = born_on or _birth_date(*found.groups())
    words = fold(re.sub(r"\d[\d/.\-]*", " ", NUMBERS.sub(" ", text))).split()
    return Query(tuple(word for word in words if word != "dob"), born_on)


def score(query: Query, candidate: Candidate) -> float:
    """How well a child fits what was asked, from 0 to 1: the order of names does not matter."""
    names = (
        max((_name_score(query.names, name) for name in candidate.names), default=0.0)
        if query.names
        else None
    )
    if query.born_on is None or candidate.born_on is None:
        return names or 0.0
    birth = _birth_score(query.born_on, candidate.born_on)
    return birth if names is None else 0.7 * names + 0.3 * birth


def why(query: Query, candidate: Candidate) -> list[str]:
    """The reasons for showing this child, in plain words."""
    words = _display_words(candidate)
    reasons = [_word_reason(word, words) for word in query.names]
    if query.born_on and candidate.born_on:
        reasons.append(_birth_reason(query.born_on, candidate.born_on))
    return list(dict.fromkeys(filter(None, reasons)))


def swapped(day: date | None) -> date | None:
    """The date with day and month changed about, when that is a date too."""
    return day.replace(day=day.month, month=day.day) if day and day.day <= 12 else None


def _family_keys(words: Iterable[str]) -> set[str]:
    return {f"~{full[0]}" for word in words for full, _short in families().get(word, [])}


def _birth_keys(day: date | None) -> set[str]:
    return {f"b{day:%Y%m%d}"} if day else set()


def _birth_date(first: str, month: str, last: str) -> date | None:
    day, year = (last, first) if len(first) == 4 else (first, last)
    full = int(year) + (2000 if len(year) == 2 else 0)
    for m, d in ((int(month), int(day)), (int(day), int(month))):
        try:
            return date(full, m, d)
        except ValueError:
            continue
    return None


@lru_cache(50_000)
def _name_words(name: str) -> tuple[tuple[str, ...], str]:
    folded = fold(name).split()
    return tuple(dict.fromkeys([*folded, *sorted(spellings(name))])), "".join(sorted(folded))


def _name_score(asked: tuple[str, ...], name: str) -> float:
    words, joined = _name_words(name)
    weights = [min(len(word), 6) + 1 for word in asked]
    best = [max((_alike(word, other) for other in words), default=0.0) for word in asked]
    separate = sum(w * b for w, b in zip(weights, best, strict=True)) / sum(weights)
    together = ratio("".join(sorted(asked)), joined) / 100
    return 0.9 * max(separate, together * 0.95) + 0.1 * together


@lru_cache(200_000)
def _alike(asked: str, word: str) -> float:
    """How alike two words are: the same, of one family, the start of it, or a slip away."""
    if asked == word:
        return 1.0
    if word in variants(asked):
        return 0.95
    if len(asked) >= 3 and word.startswith(asked):
        return 0.9
    slips = DamerauLevenshtein.normalized_similarity(asked, word)
    near = (
        max(
            (DamerauLevenshtein.normalized_similarity(v, word) for v in variants(asked)),
            default=0.0,
        )
        - 0.08
    )
    return float(max(slips, near, JaroWinkler.similarity(asked, word) - 0.08) * 0.95)


def _birth_score(asked: date, born_on: date) -> float:
    if asked == born_on:
        return 1.0
    if swapped(asked) == born_on:
        return 0.9
    return 0.6 if _nearly(asked, born_on) else 0.0


def _nearly(asked: date, born_on: date) -> bool:
    """One part of the date is wrong: the day, the month or the year."""
    parts = zip(asked.timetuple()[:3], born_on.timetuple()[:3], strict=True)
    return sum(a != b for a, b in parts) == 1


def _birth_reason(asked: date, born_on: date) -> str:
    if asked == born_on:
        return _("Same date of birth")
    if swapped(asked) == born_on:
        return _("Same date of birth, with day and month the other way round")
    return _("Date of birth differs in one part") if _nearly(asked, born_on) else ""


def _display_words(candidate: Candidate) -> dict[str, str]:
    """Each folded word of the child's names, with the word as the family writes it."""
    found: dict[str, str] = {}
    for part in (part for name in candidate.names for part in name.split()):
        for piece in (part, *re.split(r"[-\u2010\u2011]", part)):
            found.setdefault("".join(fold(piece).split()), piece)
    return found


def _word_reason(asked: str, words: dict[str, str]) -> str:
    if asked in words:
        return _("Same name: %(name)s") % {"name": words[asked]}
    for word, shown in words.items():
        if reason := _family_reason(asked, word, shown):
            return reason
    best = max(words, key=lambda word: _alike(asked, word), default="")
    if not best or _alike(asked, best) < 0.7:
        return ""
    names = {"asked": asked.capitalize(), "name": words[best]}
    return (
        _("%(name)s begins with %(asked)s")
        if best.startswith(asked)
        else _("%(asked)s is close to %(name)s")
    ) % names


def _family_reason(asked: str, word: str, shown: str) -> str:
    names = {"asked": asked.capitalize(), "name": shown}
    for full, short in families().get(asked, []):
        if asked in full and word in full:
            return _("%(asked)s is another spelling of %(name)s") % names
        if asked in short and word in full:
            return _("%(asked)s is short for %(name)s") % names
        if asked in full and word in short:
            return _("%(name)s is short for %(asked)s") % names
        if word in short:
            return _("%(asked)s and %(name)s are short for the same name") % names
    return ""
