"""When an answer is due to the minute, and how a question stands in the asker's eyes."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from crossing.core.days import LONDON, day_of
from crossing.sharing.rules.clocks import Clock, WorkingDaysAfter, clock_of, due_on, is_overdue
from crossing.sharing.rules.lists import Purpose
from crossing.sharing.rules.states import RequestStatus

ROUTINE = [purpose.value for purpose in Purpose if clock_of(purpose) == Clock.ROUTINE]
END_OF_WORK, END_OF_DAY = time(17), time(23, 59)


class Standing(TextChoices):
    """What the asker is shown: open, overdue or answered, or that it never went or was ended."""

    AWAITING_AUTHORITY = "awaiting_authority", _("Waiting for authority")
    OPEN = "open", _("Open")
    OVERDUE = "overdue", _("Overdue")
    ASKED_BACK = "asked_back", _("A question waits for you")
    SOME = "some", _("Some shared; the rest is still open")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Taken back")
    NOT_AUTHORISED = "not_authorised", _("Authority refused")
    NARROWED = "narrowed", _("Replaced by a narrower one")


SHOWN_IN_ORDER = (Standing.OPEN, Standing.OVERDUE, Standing.ANSWERED)
STILL_OPEN = frozenset({Standing.OPEN, Standing.OVERDUE, Standing.ASKED_BACK, Standing.SOME})
COLOURS = {
    Standing.OPEN: "blue",
    Standing.OVERDUE: "red",
    Standing.ASKED_BACK: "yellow",
    Standing.SOME: "turquoise",
    Standing.ANSWERED: "green",
}
STANDING_AS_IS = {
    RequestStatus.AWAITING_AUTHORITY: Standing.AWAITING_AUTHORITY,
    RequestStatus.WITHDRAWN: Standing.WITHDRAWN,
    RequestStatus.NARROWED: Standing.NARROWED,
}


def standing(
    status: RequestStatus,
    due: date | None,
    today: date,
    *,
    told: bool,
    refused: bool = False,
    asked_back: bool = False,
    paused: bool = False,
    some: bool = False,
) -> Standing:
    """How a question stands. It is answered when the asker is told, and not a day before.

    `asked_back`: the holder's question waits for the asker. `paused`: so a routine clock stands
    still. `some`: a part has been shared, and the rest is still open.
    """
    if told:
        return Standing.ANSWERED
    if status in STANDING_AS_IS:
        return Standing.NOT_AUTHORISED if refused else STANDING_AS_IS[status]
    late = due is not None and is_overdue(RequestStatus.OPEN, due, today) and not paused
    if late:
        return Standing.OVERDUE
    if asked_back or paused:
        return Standing.ASKED_BACK
    return Standing.SOME if some else Standing.OPEN


def standing_colour(stands: Standing) -> str:
    """The colour of its tag, which never says it alone."""
    return COLOURS.get(stands, "grey")


def due_at(purpose: Purpose, sent_at: datetime, working_days_after: WorkingDaysAfter) -> datetime:
    """The last moment: the end of work on the last day; for an emergency, the end of today."""
    end = END_OF_DAY if clock_of(purpose) == Clock.NOW else END_OF_WORK
    return datetime.combine(due_on(purpose, sent_at, working_days_after), end, tzinfo=LONDON)


def resumed(
    due: datetime, stopped: datetime, resumed_at: datetime, working_days_after: WorkingDaysAfter
) -> datetime:
    """A routine clock stands still while it waits for the asker: it moves by those working days."""
    paused, until = 0, day_of(resumed_at)
    while working_days_after(day_of(stopped), paused + 1) <= until:
        paused += 1
    moved = working_days_after(day_of(due), paused)
    return datetime.combine(moved, due.astimezone(LONDON).time(), tzinfo=LONDON)
