"""Several children in one event: in each one's own part, the others are "another pupil"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from crossing.records import covering
from crossing.records.covering import Index, Known
from crossing.records.other_people import Kind
from crossing.records.plain_text import AFTER_A_WORD, words_of

_POSSESSIVE = re.compile("['’]s$")
MOST_WORDS = 4  # "the boy in the blue coat by the gate" is no name


def looks_like_a_name(typed: str) -> bool:
    """Whether what somebody typed for a child can be looked for in a text."""
    words = words_of(typed)
    return 0 < len(words) <= MOST_WORDS and not set(words) & AFTER_A_WORD


def others_known(names: Iterable[str], nicknames: Iterable[str] = ()) -> list[Known]:
    """The other children, as they may be written."""
    found = [Known(Kind.CHILD, "", name) for name in names if looks_like_a_name(name)]
    return found + [Known(Kind.NICKNAME, "", name) for name in nicknames if name]


def to_look_for(known: Sequence[Known], about: Sequence[str]) -> Index:
    """The names of others; a surname that is this child's too is no other child."""
    return covering.index(known, about=[name for name in about if looks_like_a_name(name)])


def without(text: str, wanted: Index, staff: Sequence[str] = ()) -> str:
    """The text with each of the others as "another pupil". Tom Reed, a teacher, is not Tom."""
    found = covering.but_names(covering.find_known(text, wanted), text, staff)
    spans = [
        replace(one, end=one.end - 2) if _POSSESSIVE.search(one.text) else one for one in found
    ]
    if not spans:
        return text
    mark = _("another pupil")
    starts = re.compile(rf"(^|\n|[.!?]\s+|“){re.escape(mark)}")
    covered = covering.cover(text, spans, mark=mark)
    return starts.sub(lambda found: found[1] + mark[:1].upper() + mark[1:], covered)
