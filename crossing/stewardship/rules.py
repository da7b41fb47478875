"""What an auditor may look for in the log."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from crossing.audit.rules import Event


@dataclass(frozen=True)
class Filter:
    """Which rows of the log: by person, kind of event, child, days; or only what was refused."""

    who: str = ""
    event: str = ""
    child: str = ""
    from_day: datetime.date | None = None
    to_day: datetime.date | None = None

    def in_words(self) -> dict[str, str]:
        """What was looked for, as the log keeps it: ids and days, never names."""
        days = {"from": self.from_day, "to": self.to_day}
        words = {"who": self.who, "event": self.event, "child": self.child}
        return words | {name: day.isoformat() for name, day in days.items() if day}


# A safeguarding lead sees who opened a child's record and what was done about it; the log's other
# rows are the auditor's.
ABOUT_A_CHILD = [event for event in Event if event.value.startswith(("records.", "sharing."))]
EXPORT_LIMIT = 5000
