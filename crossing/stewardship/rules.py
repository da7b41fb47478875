"""What an auditor may look for in the log."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Filter:
    """Which rows of the log: by person, kind of event, child, days.

    `before_sign_in` asks for what happened before anybody was known, at no place: sign-ins that
    failed, and refusals of people who had not signed in.
    """

    who: str = ""
    event: str = ""
    child: str = ""
    before_sign_in: bool = False
    from_day: datetime.date | None = None
    to_day: datetime.date | None = None

    def in_words(self) -> dict[str, Any]:
        """What was looked for, as the log keeps it: ids and days, never names."""
        days = {"from": self.from_day, "to": self.to_day}
        found = {"person": self.who, "kind": self.event, "reference": self.child}
        found |= {"part": "before sign-in"} if self.before_sign_in else {}
        found |= {name: day.isoformat() for name, day in days.items() if day}
        return {f"looked_for_{name}": value for name, value in found.items() if value}


# One file's worth; more is asked for by days.
EXPORT_LIMIT = 5000
