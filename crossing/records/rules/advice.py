"""Asking somebody for advice: one question, answered in writing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from crossing.partnership.rules import Permission

# Whoever may be asked: they must be able to end the clock that runs until they answer.
ASKED = (Permission.OWN_SEE, Permission.AUDIT_SEE, Permission.MEMBERS_MANAGE)
# Whoever asked takes it back, and whoever decides what it is about.
TAKE_BACK = (Permission.CONCERN_DECIDE, Permission.OUTSIDE_SEE)
ANSWER_DAYS = 1  # working days


@dataclass(frozen=True)
class NewAdvice:
    """What somebody wants to know, and of whom. Names are covered unless `names_because` says why
    they are needed."""

    of: UUID | None
    question: str
    names_because: str = ""

    def problems(self, today: datetime.date) -> dict[str, str]:
        """Somebody, and a question."""
        found = {} if self.of else {"of": _("Select whom to ask")}
        if not self.question.strip():
            found["question"] = _("Enter your question")
        return found
