"""What several commands check first."""

from __future__ import annotations

import datetime
from typing import Protocol

from crossing.core.clock import today
from crossing.core.errors import Invalid


class Checked(Protocol):
    """Something given that says what is wrong with it."""

    def problems(self, today: datetime.date) -> dict[str, str]: ...


def complete(new: Checked) -> None:
    """Refuse what is incomplete, field by field."""
    if problems := new.problems(today()):
        raise Invalid(problems)
