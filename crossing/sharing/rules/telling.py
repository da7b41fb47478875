"""Telling a family later: told now, or still not, because …, look again on …"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from crossing.core.days import LONDON
from crossing.sharing.rules.lists import FamilyTold

AT = datetime.time(9)
# "We will tell them" is a promise: it is due so many working days after the decision.
TELL_DAYS = 5
LONGEST = datetime.timedelta(days=183)


def promised(family_told: str | None, tell_anyway: bool | None) -> bool:
    """Whoever decided said that they will be told: later, or that it is shared anyway."""
    return family_told == FamilyTold.WILL_TELL or bool(tell_anyway)


def too_far(day: datetime.date | None, today: datetime.date) -> str:
    """Nobody puts a family off for longer than half a year at a time; empty where it is sooner."""
    if day is None or day <= today + LONGEST:
        return ""
    return _("Look again sooner: at most 6 months from today")


@dataclass(frozen=True)
class NewTelling:
    """What came of looking again."""

    told: bool
    who: str = ""
    how: str = ""
    why: str = ""
    look_again_on: datetime.date | None = None

    def problems(self, today: datetime.date) -> dict[str, str]:
        """Who was told and how; or why still not, and a day to look again."""
        if self.told:
            found = {} if self.who.strip() else {"who": _("Enter who was told")}
            if not self.how.strip():
                found["how"] = _("Enter how they were told, and what they said")
            return found
        found = {} if self.why.strip() else {"why": _("Enter why they are still not told")}
        if self.look_again_on is None or self.look_again_on <= today:
            found["look_again_on"] = _("Enter a day to look again, after today")
        elif late := too_far(self.look_again_on, today):
            found["look_again_on"] = late
        return found


def moment_to_look(day: datetime.date) -> datetime.datetime:
    """In the morning of that day, in London."""
    return datetime.datetime.combine(day, AT, tzinfo=LONDON)
