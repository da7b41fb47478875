"""What two people do together: move an entry to the right child, join two records, take them
apart."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.records.rules.lists import EntryKind

CONCERN = "concern"
# What was decided or asked about a child stays where it was decided; what came in can move.
MOVABLE = frozenset({CONCERN, EntryKind.CALL, EntryKind.NOTE, EntryKind.ANSWER})


class TwoStep(TextChoices):
    """What became of something that one person asked for and another confirms."""

    ASKED = "asked", gettext_lazy("Waits for a second person")
    CONFIRMED = "confirmed", gettext_lazy("Confirmed")
    REFUSED = "refused", gettext_lazy("Turned down")


class Part(TextChoices):
    """What is asked about two records."""

    JOIN = "join", gettext_lazy("Join two records of one child")
    PART = "part", gettext_lazy("Take two records apart")


def may_confirm(asked_by: UUID, by: UUID) -> bool:
    """Never the one who asked."""
    return asked_by != by


@dataclass(frozen=True)
class NewMove:
    """An entry that is about a different child. `known` is false while nobody knows who it is."""

    kind: str
    reason: str
    known: bool
    sealed: bool = False

    def problems(self, today: datetime.date) -> dict[str, str]:
        """Why, always. What was in a sealed record is not put where more people read it."""
        found = {}
        if self.kind not in MOVABLE:
            found["reason"] = _("This stays here: it is what we decided about this child.")
        elif not self.reason.strip():
            found["reason"] = _("Enter how you know that it is about a different child")
        if self.sealed and not self.known:
            found["who"] = _("This record is sealed, so say which child it is about.")
        return found


Flags = Mapping[str, bool]
NAMES = ("sealed", "no_parent_disclosure", "court_restriction")


def stricter(one: Flags, two: Flags) -> dict[str, bool]:
    """Of two records' flags, the stricter each time."""
    return {name: one[name] or two[name] for name in NAMES}


def after_parting(own: Flags, theirs: Flags, current: Flags) -> dict[str, bool]:
    """One record's flags again: as they were before, with what was hidden or opened since."""
    return {
        name: current[name] and (own[name] or not (own[name] or theirs[name])) for name in NAMES
    }
