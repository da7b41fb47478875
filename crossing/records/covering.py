"""Nobody else is named: finding other people in a text that is to be shared, and covering them.

Covering replaces the words themselves: nothing hidden stays in the text. Whoever calls passes what
the owner's own records know about other people; each mark is then kept, with a reason, or covered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from crossing.records.other_people import (
    PATTERN_LABELS,
    PATTERNS,
    PEOPLE,
    STREET_LIKE,
    Form,
    Kind,
    Known,
    forms_of,
    name_forms,
)
from crossing.records.plain_text import Plain, Word

__all__ = ["MARK", "REASON", "Found", "Index", "Kind", "Known"]
__all__ += ["but_names", "cover", "find", "find_in", "find_known", "index", "still_named"]

MARK = "█████"
REASON = _("Covered because it is about somebody else")
# How many signs may stand between two words of one name, as in "Brown, Kit".
WIDEST_GAP = 3
# Two covers with nothing of this between them become one, so that nobody counts the words.
ENDS_A_MARK = re.compile(r"[^\W_]|[\n.!?;:]")


@dataclass(frozen=True)
class Found:
    """A stretch of the text that may name somebody else."""

    start: int
    end: int
    text: str
    kind: Kind
    label: str


class Span(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def find(text: str, known: Sequence[Known], *, about: Sequence[str] = ()) -> list[Found]:
    """Everything in the text that may name somebody else, the longest first where two overlap.

    `about` holds the names of the child whose information it is: a shared surname is not marked.
    """
    return find_in(text, index(known, about=about))


@dataclass(frozen=True)
class Index:
    """All ways in which what is known may be written, by their words: made once for many texts."""

    forms: Mapping[str, list[Form]]
    widest: int


def index(known: Sequence[Known], *, about: Sequence[str] = ()) -> Index:
    """What to look for: all that is known, but for the names of the child it is all about."""
    ours = {form for name in about for form in name_forms(name)}
    forms: dict[str, list[Form]] = {}
    for form in chain.from_iterable(map(forms_of, known)):
        if form.known.kind not in PEOPLE or form.words not in ours:
            forms.setdefault("".join(form.words), []).append(form)
    widest = max((len(form.words) for each in forms.values() for form in each), default=0) + 2
    return Index(forms, widest)


def find_in(text: str, wanted: Index) -> list[Found]:
    """The same as `find`, for the next of several texts."""
    plain = Plain.of(text)
    return _without_overlap([*_known_in(plain, wanted), *_patterns_in(plain)])


def find_known(text: str, wanted: Index) -> list[Found]:
    """Only what the records know of somebody else: an office's own number is no finding."""
    return _without_overlap(_known_in(Plain.of(text), wanted))


def but_names(found: Sequence[Found], text: str, names: Sequence[str]) -> list[Found]:
    """Without what is only a part of one of these whole names: Tom Reed, a teacher, is not Tom."""
    whole = [
        span.span()
        for name in names
        for span in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    ]
    return [one for one in found if not any(_inside(one, span) for span in whole)]


def _inside(one: Found, span: tuple[int, int]) -> bool:
    within = span[0] <= one.start and one.end <= span[1]
    return one.kind in PEOPLE and within and one.end - one.start < span[1] - span[0]


def still_named(text: str, known: Sequence[Known], *, about: Sequence[str] = ()) -> list[Found]:
    """Who is still named in the final text: asked once more, just before it is shared."""
    return find(text, known, about=about)


def cover(text: str, spans: Iterable[Span], *, mark: str = MARK) -> str:
    """The text with each span replaced by a mark of one length; covers side by side become one."""
    plain = Plain.of(text)
    old = (match.span() for match in re.finditer(f"(?:{re.escape(_unit(mark))})+", text))
    pieces, last = [], 0
    for start, end in _merged(text, [*(plain.whole(span.start, span.end) for span in spans), *old]):
        pieces += [text[last:start], mark]
        last = end
    return "".join([*pieces, text[last:]])


def _unit(mark: str) -> str:
    """What a cover is made of, so that part of an old cover never lengthens a new one."""
    return mark[0] if len(set(mark)) == 1 else mark


def _merged(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and not ENDS_A_MARK.search(text, merged[-1][1], start):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    chosen: list[Found] = []
    taken: set[int] = set()
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        places = range(each.start, each.end)
        if taken.isdisjoint(places):
            chosen.append(each)
            taken.update(places)
    return sorted(chosen, key=lambda each: each.start)


def _known_in(plain: Plain, wanted: Index) -> Iterator[Found]:
    """Each known thing in the text, looked up by its words: a whole roll is as quick as one
    name.
    """
    for first in range(len(plain.words)):
        yield from _from_word(plain, first, wanted.widest, wanted.forms)


def _from_word(
    plain: Plain, first: int, widest: int, forms: Mapping[str, list[Form]]
) -> Iterator[Found]:
    run: list[Word] = []
    for word in plain.words[first : first + widest]:
        if run and (
            word.start - run[-1].end > WIDEST_GAP or "\n\n" in plain.text[run[-1].end : word.start]
        ):
            return
        run.append(word)
        joined = "".join(each.text for each in run)
        for ending in ("", "s"):
            for form in (
                forms.get(joined.removesuffix(ending), []) if joined.endswith(ending) else []
            ):
                if _is_written(form, run, plain, ending):
                    yield _found(plain, run, form.known)


def _found(plain: Plain, run: list[Word], known: Known) -> Found:
    """The mark on a run of words, with the possessive that belongs to it."""
    end = run[-1].end
    if known.kind in PEOPLE and (possessive := re.compile(r"'s(?![^\W_])").match(plain.text, end)):
        end = possessive.end()
    start, end = plain.origin(run[0].start, end)
    return Found(start, end, plain.original[start:end], known.kind, known.label)


def _is_written(form: Form, run: list[Word], plain: Plain, ending: str) -> bool:
    """Whether a run of words really is the form: "as a" is not Asa, but "O Brien" is O'Brien."""
    if ending and (form.known.kind not in PEOPLE or len(run[-1].text) <= 2):
        return False
    if form.needs_capital and (not plain.has_capital(run[0]) or plain.reads_as_a_word(run[0])):
        return False
    texts = tuple(word.text for word in run)
    if (*texts[:-1], texts[-1].removesuffix(ending)) == form.words:
        return True
    if form.known.kind == Kind.BORN_ON:
        return False
    apart = (plain.text[a.end : b.start].strip("-'.") for a, b in pairwise(run))
    return not any(apart) or form.known.kind not in PEOPLE or all(len(text) >= 3 for text in texts)


def _patterns_in(plain: Plain) -> Iterator[Found]:
    """Addresses and numbers that no record knows but that look like one."""
    spans = [
        (kind, match.span(match.lastindex or 0))
        for kind, pattern in PATTERNS
        for match in pattern.finditer(plain.text)
    ]
    spans += [
        (Kind.ADDRESS, match.span())
        for match in STREET_LIKE.finditer(plain.text)
        if plain.all_capitals(*match.span(1))
    ]
    for kind, (first, last) in spans:
        start, end = plain.origin(first, last)
        yield Found(start, end, plain.original[start:end], kind, str(PATTERN_LABELS[kind]))
