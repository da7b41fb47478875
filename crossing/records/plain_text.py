"""A text laid beside its plain form: what is found in the plain form is covered in the text.

Accents, soft hyphens, joiners and odd spaces must not hide a name; each letter knows its place.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from crossing.records.folding import APOSTROPHES, LETTERS

UNSEEN = {"Mn", "Me", "Cf"}  # accents, enclosing marks, and signs that only shape the text
WORD = re.compile(r"[^\W\d_]+|\d+")

MONTHS = tuple(
    tuple(names.split())
    for names in (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun",
        "july jul", "august aug", "september sept sep", "october oct", "november nov",
        "december dec",
    )
)  # fmt: skip

_STREETS = """
road rd/street st/lane ln/avenue ave av/close cl/drive dr/court ct/crescent cres/gardens gdns/
grove gr/hill/mews/place pl/terrace ter terr/way/square sq/walk/park/rise/row/view/house/gate/
green/parade/yard/villas
"""
# Each way of writing a kind of street, with all the other ways.
STREETS = {
    way: tuple(ways.split())
    for ways in _STREETS.replace("\n", "").split("/")
    for way in ways.split()
}

# Names that are words of the language, too: in a sentence they count with a capital letter only.
_ORDINARY = """
ace ads al alec amber amen an andy angel ant april archer art ash asia august autumn bacon bang
barber bay bea bear beck bell bella berry best bill bird bishop black blessing blue bob bond
booth bow boy bridge bright brook brown bull burn bush butcher butler can carol carter case cat
chambers chase chip christian church clay cliff close coach cole con cook cooper cross curry
daisy dale dan dawn day deacon dean dee del den di dick dig ding do dolly don dot dove drake
drew driver duke earl east easter eden em eve faith fan farmer favour fay fern field fish fisher
flip flo flood flora ford forest fox frame frank french frost gabby gale gem gene gift gill
ginger glass glen gold good goodness grace grant gray green grey guy hal hale hall ham hand
hardy harm harp hart has haven hazel heath heather hill ho holiday holly honey hope hunt hunter
ice in iris island ivy jack jade jam jay jean jet jewel jim jimmy joy jude judge june just kay
king kit knight lake lam lamb lane law lee len less lily little long lord lot love low mal man
mark marsh marvellous mason max may mercy mike miles mill miller mills mo moon moore more moss
muse nan nat nelly new nick nip noble noor north oak ola olive ore pa page paige pal park parker
parson pat patience peace pearl penny perry pet pip piper pol pole poll polly pool pope poppy
pops port potter pound precious presley price prince queen rain ray read reece reed rest rich
ridge rise river rob robin rock rod root rose ruby rush rusty ruth sad said saint sally sandy
savage scarlet shadow sharp sheep shell shepherd short silver singer sky small so sol song south
sparrow speed spring star stone storm strange sue summer sun swan sweet swift temple ten tess
tilly tim to tom tor tracy trinity tuck turner val vic victor vine violet wade walk walker wall
ward water way webb wells west wheel wheeler white wild will willow win winter wisdom wise wish
wolf wood woods worth wren yank yip young your zee
"""
ORDINARY = frozenset(_ORDINARY.split())
# At the start of a sentence every word has a capital. There an ordinary word is a name unless "he",
# "the" and such follow; and one of these is a word, unless a capital or a possessive follows.
FUNCTION_WORDS = frozenset({"an", "can", "do", "has", "in", "just", "less", "more", "so", "to"})
_AFTER = """
a about an and any anybody anyone as at he her here him his how i if in it its me my no nobody not
of on one or our out she so some somebody someone that the their them then there these they this
those to up us we what when where which who why with you your
"""
AFTER_A_WORD = frozenset(_AFTER.split())
SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;\n•])[\s\"'“”‘’(\[-]*$")


@dataclass(frozen=True)
class Word:
    """A run of letters, or of digits, in the plain text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Plain:
    """A text without accents, capitals and unseen signs, with each letter's place."""

    original: str
    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> Self:
        pairs = [
            (plain, at) for at, character in enumerate(original) for plain in _plain(character)
        ]
        return cls(original, "".join(plain for plain, _ in pairs), tuple(at for _, at in pairs))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(Word(match[0], *match.span()) for match in WORD.finditer(self.text))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the plain text stands for."""
        return self.whole(self.origins[start], self.origins[end - 1] + 1)

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the original, with what is unseen but belongs to its last letter."""
        if not 0 <= start <= end <= len(self.original):
            raise ValueError("The span is not in the text.")
        while start < end < len(self.original) and not _plain(self.original[end]):
            end += 1
        return start, end

    def has_capital(self, word: Word) -> bool:
        return self.original[self.origins[word.start]].isupper()

    def reads_as_a_word(self, word: Word) -> bool:
        """At the start of a sentence, an ordinary word that nothing marks as a name."""
        if not SENTENCE_ENDS.search(self.text[: word.start]):
            return False
        number = self.words.index(word)
        after = self.words[number + 1] if number + 1 < len(self.words) else None
        if self.text.startswith("'s", word.end) or after is None:
            return False
        if after.text != "i" and self.has_capital(after):
            return False
        return word.text in FUNCTION_WORDS or after.text in AFTER_A_WORD

    def all_capitals(self, start: int, end: int) -> bool:
        """Whether every word of a stretch starts with a capital letter."""
        inside = (word for word in self.words if start <= word.start < end)
        return all(
            self.has_capital(word) for word in inside if self.text[word.start - 1] not in "'-"
        )


def words_of(text: str) -> tuple[str, ...]:
    """The plain words of a text."""
    return tuple(word.text for word in Plain.of(text).words)


def _plain(character: str) -> str:
    """What is left of one character: a letter without its accent, a simple sign, or nothing."""
    if character.isascii():
        return character.lower()
    if character in APOSTROPHES:
        return "'"
    category = unicodedata.category(character)
    if category in UNSEEN:
        return ""
    if category in {"Pd", "Zs"} or character == "\u2212":
        return " " if category == "Zs" else "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    opened = unicodedata.normalize("NFKD", character.casefold()).casefold().translate(LETTERS)
    parts = unicodedata.normalize("NFD", opened)
    return "".join(part for part in parts if unicodedata.category(part) not in UNSEEN)
