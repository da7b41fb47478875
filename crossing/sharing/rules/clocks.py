"""When an answer is due, late, told, or no longer open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crossing.core.days import day_of
from crossing.sharing.rules.lists import Purpose
from crossing.sharing.rules.states import Outcome, RequestStatus, ToldOutcome, told

WorkingDaysAfter = Callable[[date, int], date]


class Clock(TextChoices):
    """Which clock runs, in the order in which they are answered."""

    NOW = "now", _("Now")
    STATUTORY = "statutory", _("Set by law")
    ROUTINE = "routine", _("Routine")


CLOCKS: dict[Purpose, tuple[Clock, int]] = {
    Purpose.EMERGENCY: (Clock.NOW, 0),
    Purpose.SECTION_47: (Clock.STATUTORY, 1),
    Purpose.FILE_TRANSFER: (Clock.STATUTORY, 5),
}
ROUTINE = (Clock.ROUTINE, 5)


def clock_of(purpose: Purpose) -> Clock:
    """Which clock runs for this purpose."""
    return CLOCKS.get(purpose, ROUTINE)[0]


def due_on(purpose: Purpose, sent_at: datetime, working_days_after: WorkingDaysAfter) -> date:
    """The last day to answer: an emergency today, section 47 in 1 working day, routine in 5."""
    sent_on = day_of(sent_at)
    days = CLOCKS.get(purpose, ROUTINE)[1]
    return working_days_after(sent_on, days) if days else sent_on


def counted(purpose: Purpose) -> str:
    """How the time to answer was counted: no clock of ours counts weekends or bank holidays."""
    days = CLOCKS.get(purpose, ROUTINE)[1]
    if not days:
        return _now("today")
    return ngettext("%(num)s working day to answer", "%(num)s working days to answer", days) % {
        "num": days
    }


def is_overdue(status: RequestStatus, due: date, today: date) -> bool:
    """An open question is overdue from the day after the last day."""
    return status == RequestStatus.OPEN and today > due


def told_on(outcome: Outcome, decided_on: date, due: date) -> date:
    """ "There is nothing that we can share" is told on the last day, whatever lies behind it."""
    return max(decided_on, due) if told(outcome) == ToldOutcome.NOTHING else decided_on


def closed(ends_at: datetime, taken_back_at: datetime | None, now: datetime) -> bool:
    """What was shared stops opening at its end, or when it is taken back."""
    return ends_at <= now or (taken_back_at is not None and taken_back_at <= now)
