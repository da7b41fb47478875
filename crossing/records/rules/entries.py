"""What an entry of a chronology takes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class NewEntry:
    """A call, a note, an answer received, something shared. `ref` leads to what it stands for."""

    kind: str
    title: str
    text: str
    happened_on: datetime.date
    source: str = ""
    ref_kind: str = ""
    ref: UUID | None = None

    def problems(self, today: datetime.date) -> dict[str, str]:
        """A title, and nothing in the future."""
        found = {} if self.title.strip() else {"title": _("Enter what it is about")}
        if self.happened_on > today:
            found["happened_on"] = _("The day must be today or in the past")
        return found
