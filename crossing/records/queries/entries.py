"""One entry of a chronology."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class ChronologyEntry:
    """One entry: what happened, when, when it was recorded, by whom, and from which source."""

    kind: str
    id: UUID
    happened_on: datetime.date
    recorded_at: datetime.datetime
    title: str
    text: str
    source: str
    author: str
    basis: str
    childs_words: bool
    significant: str
    words: str
    concern: UUID | None
    ref_kind: str
    ref: UUID | None
    moved_at: datetime.datetime | None
    age: int | None
    year: str
    language: str = ""
    translation: str = ""
    interpreted: str = ""

    @property
    def spoken(self) -> str:
        """The child's words as they leave us: in the language spoken, with the translation."""
        in_english = _("In English: %(words)s") % {"words": self.translation}
        more = [in_english if self.translation else "", self.interpreted]
        return "\n\n".join(part for part in (self.words, *more) if part)
