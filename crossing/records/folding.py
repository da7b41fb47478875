"""Names in their plain form, their letters, their families, and slips made in writing them."""

import random
import re
import unicodedata
from functools import lru_cache

from crossing.records.nicknames import FAMILIES, read_families

Families = list[tuple[tuple[str, ...], tuple[str, ...]]]
APOSTROPHES = "'’‘`\u00b4\u02bc\u2032\uff07"
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# Letters that have no accent to take off.
LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",
        "ŧ": "t",
    }
)
# What is heard, and what may be written for it.
_SOUNDS = """
ph/f ie/y y/ie ck/k ee/ea ea/ee ei/ie c/k k/c ah/a mm/m ll/l nn/n ss/s tt/t ou/oo oo/ou z/s en/an
on/an er/a sh/s th/t '/ w/v q/k
"""
SOUNDS = tuple(pair.partition("/")[::2] for pair in _SOUNDS.split())


def fold(name: str) -> str:
    """A name in plain small letters: no accents, apostrophes closed up, hyphens opened."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(LETTERS)
    plain = "".join(
        c
        for c in unicodedata.normalize("NFD", plain)
        if unicodedata.category(c) not in {"Mn", "Cf"}
    )
    plain = APOSTROPHE.sub("", plain)
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def spellings(name: str) -> frozenset[str]:
    """The words of a name, joined and split: O'Brien is obrien and brien, too."""
    words = set(fold(name).split())
    for part in name.split():
        opened = fold(APOSTROPHE.sub(" ", part)).split()
        words.update(opened, ["".join(opened)] if opened else [])
    return frozenset(word for word in words if len(word) > 1) or frozenset(words)


def grams(text: str) -> frozenset[str]:
    """The runs of three letters in each word, its start and end marked."""
    padded = (f"^{word}$" for word in spellings(text))
    return frozenset(word[i : i + 3] for word in padded for i in range(len(word) - 2))


@lru_cache(1)
def families() -> dict[str, Families]:
    """Each given name, with the families of names that it belongs to."""
    found: dict[str, Families] = {}
    for full, short in read_families(FAMILIES):
        for name in {*full, *short}:
            found.setdefault(name, []).append((full, short))
    return found


def variants(given: str) -> set[str]:
    """Every spelling and short form of a given name, the name itself included."""
    folded = fold(given)
    return {folded}.union(*(full + short for full, short in families().get(folded, [])))


def misspell(name: str, rng: random.Random) -> str:
    """The name as somebody might type it who heard it once: one slip, from a seed."""
    places = [i for i in range(1, len(name)) if name[i].isalpha() and name[i - 1].isalpha()]
    if not places:
        return name
    heard = [(a, b) for a, b in SOUNDS if a in name.lower()]
    if heard and rng.random() < 0.5:
        a, b = rng.choice(heard)
        at = name.lower().index(a)
        return name[:at] + b + name[at + len(a) :]
    i = rng.choice(places)
    return rng.choice(
        (
            name[:i] + name[i + 1 :],
            name[:i] + name[i] + name[i:],
            name[: i - 1] + name[i] + name[i - 1] + name[i + 1 :],
            name[:i] + rng.choice("aeiourstln") + name[i + 1 :],
        )
    )
