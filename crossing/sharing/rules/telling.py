"""Telling a family later: told now, or still not, because …, look again on …"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from crossing.core.days import LONDON

AT = datetime.time(9)


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
        return found


def moment_to_look(day: datetime.date) -> datetime.datetime:
    """In the morning of that day, in London."""
    return datetime.datetime.combine(day, AT, tzinfo=LONDON)
