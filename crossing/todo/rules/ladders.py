"""The ladder of each matter: who is told, when, and who is rung in the end."""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crossing.core.days import Calendar, CalendarEnds
from crossing.partnership.rules import ContactKind
from crossing.todo.rules.matters import Audience, Matter


class Unit(TextChoices):
    """How the time between two rungs is counted."""

    MINUTES = "minutes", _("minutes")
    WORKING_DAYS = "working_days", _("working days")
    SCHOOL_DAYS = "school_days", _("school days")


@dataclass(frozen=True)
class Rung:
    """One step of a ladder: so long after it was due (before, when below zero), these people are
    told; on the last rung somebody is given the task of ringing a named person."""

    after: int
    unit: Unit
    tell: Audience
    ring: bool = False


@dataclass(frozen=True)
class Ladder:
    """What happens when nothing happens, and what to say on the telephone in the end."""

    rungs: tuple[Rung, ...]
    script: str | Promise
    # Where nobody of the audience is there, nobody else is told instead.
    closed: bool = False
    # Its messages say "urgent" from the first rung on.
    urgent: bool = False
    line: ContactKind = ContactKind.ORDINARY
    # It waits for the one person who was given it by name: they are rung, not an organisation.
    person: bool = False


M, D, S = Unit.MINUTES, Unit.WORKING_DAYS, Unit.SCHOOL_DAYS
A = Audience

ADULT_UNREAD = _(
    "A concern about an adult has not been read. Say nothing about whom or what. Ask the "
    "designated officer (LADO) what to do until it is read, and see that it is read today."
)
LADDERS: dict[Matter, Ladder] = {
    Matter.EMERGENCY_RECORD: Ladder(
        (Rung(0, M, A.LEADS), Rung(120, M, A.HEADS), Rung(1, D, A.HEADS, ring=True)),
        _(
            "The full record of an emergency has not been written. It was due within 24 "
            "hours. Ask who writes it, and when today."
        ),
    ),
    Matter.EMERGENCY_REVIEW: Ladder(
        (Rung(0, M, A.LEADS), Rung(1, D, A.HEADS, ring=True)),
        _(
            "An emergency has not been reviewed by a second person. Ask who reviews it, "
            "and when today."
        ),
    ),
    Matter.EMERGENCY_REVIEW_CHAIR: Ladder(
        (Rung(0, M, A.CHAIR), Rung(1, D, A.CHAIR, ring=True)),
        _(
            "An emergency waits for a review that nobody inside may do. The outside decider does "
            "it; where there is none, the administrator names one. Ask who does it, and when today."
        ),
    ),
    Matter.OUTSIDE_DECIDER: Ladder(
        (Rung(0, M, A.ADMINISTRATORS, ring=True),),
        _("An emergency waits for an outside decider, and there is none. Ask who it can be."),
    ),
    Matter.SECOND_PERSON: Ladder(
        (Rung(0, M, A.ADMINISTRATORS, ring=True),),
        _(
            "Something waits for a second person, and nobody else here may confirm it. Ask those "
            "who lead safeguarding who it can be, and in which role: a second safeguarding lead or "
            "a deputy, sergeant or team manager. Say nothing about whom or what. When somebody is "
            "named, tell them that it waits."
        ),
    ),
    Matter.EMERGENCY_UNREAD: Ladder(
        (Rung(0, M, A.CASES), Rung(10, M, A.HEADS, ring=True)),
        _(
            "We shared something urgent about a child in danger, and nobody there has "
            "opened it. Ask them to sign in and open it now."
        ),
        urgent=True,
    ),
    # It was sent because a child was in danger, and the right place has not had it. It ends when it
    # is written down whether the child is at risk now.
    Matter.EMERGENCY_ASTRAY: Ladder(
        (Rung(0, M, A.CASES), Rung(10, M, A.HEADS, ring=True)),
        _(
            "Something urgent about a child in danger went to the wrong place, so the right one "
            "does not know. Ask who rings the right place now and sends it there, and who writes "
            "down whether the child is at risk. In danger now: call 999."
        ),
        urgent=True,
    ),
    Matter.CORRECTION_UNREAD: Ladder(
        (Rung(0, M, A.CASES), Rung(1, D, A.HEADS, ring=True)),
        _(
            "Something that we shared was wrong, and the correction has not been "
            "acknowledged. Ask them to sign in and read it today."
        ),
    ),
    Matter.CORRECTION_TO_TELL: Ladder(
        (Rung(0, M, A.CASES), Rung(1, D, A.HEADS, ring=True)),
        _(
            "Something that we shared was wrong, and somebody who does not use Crossing has not "
            "been told. Ask who rings or writes to them today, and writes down who was told and "
            "when."
        ),
    ),
    Matter.CORRECTION_ASKED: Ladder(
        (Rung(0, M, A.LEADS), Rung(1, D, A.HEADS, ring=True)),
        _(
            "A partner says that what we shared contradicts what they hold. Ask who "
            "answers them, and when today."
        ),
    ),
    Matter.BREACH: Ladder(
        # Before the 72 hours are over: the day before, and six hours before.
        (Rung(-24 * 60, M, A.OVERSIGHT), Rung(-6 * 60, M, A.HEADS, ring=True)),
        _(
            "Something went to the wrong place. Ask whether every copy is destroyed and nobody "
            "has it any more; what is decided about telling the Information Commissioner; and "
            "who writes that down, by when."
        ),
    ),
    # After the decision about the Commissioner, until it is closed.
    Matter.BREACH_COPY: Ladder(
        (Rung(0, M, A.LEADS), Rung(1, D, A.HEADS, ring=True)),
        _(
            "Something of ours went to the wrong place, and nobody has confirmed that it is "
            "destroyed. Ask them to sign in, open nothing more, destroy every copy, and confirm it "
            "today. If somebody else has it, ask who, and that they get it back first."
        ),
    ),
    Matter.BREACH_COPY_OUTSIDE: Ladder(
        (Rung(0, M, A.LEADS), Rung(1, D, A.HEADS, ring=True)),
        _(
            "Something of ours went by mistake to somebody who does not use Crossing, and nobody "
            "has written down that it is destroyed. Whoever has it must open nothing more, destroy "
            "every copy, and say who else has seen it. See that they are asked today, and that "
            "what they say is written down."
        ),
    ),
    # Where nobody here is an auditor: those who lead tell the data protection officer themselves.
    Matter.BREACH_OFFICER: Ladder(
        (Rung(0, M, A.HEADS, ring=True),),
        _(
            "Something of ours went to the wrong place. It has closed there, and 72 hours run "
            "until it must be decided whether the Information Commissioner is told. Open what "
            "this is about and say when we became aware, how many parts were sent, to whom, and "
            "who there has looked. Ask what they advise, and write it down."
        ),
    ),
    Matter.BREACH_OPEN: Ladder(
        (Rung(0, M, A.LEADS), Rung(1, D, A.HEADS, ring=True)),
        _(
            "Something went to the wrong place, and it has not been closed. Ask what is not "
            "written down yet, who writes it, and when today."
        ),
    ),
    Matter.FAMILY_TO_TELL: Ladder(
        (Rung(0, M, A.CASES), Rung(2, D, A.HEADS, ring=True)),
        _(
            "It is time to tell a family what was shared, or to look again at whether they can be "
            "told. Ask who does it, and when."
        ),
    ),
    Matter.DISAGREEMENT: Ladder(
        (Rung(0, M, A.LEADS), Rung(1, D, A.HEADS, ring=True)),
        _("A disagreement with a partner is past its day. Ask who answers it, and when today."),
    ),
    Matter.DISAGREEMENT_HEARD: Ladder(
        (Rung(0, M, A.BOARD), Rung(1, D, A.BOARD, ring=True)),
        _(
            "Two partners could not settle a disagreement, and the day for the partnership to say "
            "what should happen has passed. Ask who says it, and when today."
        ),
    ),
    Matter.REQUEST_OVERDUE: Ladder(
        (Rung(0, M, A.CASES), Rung(1, D, A.HEADS, ring=True)),
        _("A partner’s question is overdue. Ask who answers it, and when today."),
    ),
    Matter.CONCERN_URGENT: Ladder(
        (Rung(0, M, A.LEADS), Rung(5, M, A.HEADS, ring=True)),
        _(
            "Somebody wrote that a child is not safe, and nobody has read it. Go and find "
            "the safeguarding lead now; if you cannot, read it yourself."
        ),
        urgent=True,
    ),
    Matter.MOVE_TO_CONFIRM: Ladder(
        (Rung(0, M, A.LEADS), Rung(1, D, A.HEADS, ring=True)),
        _(
            "An entry stands in the wrong child’s record and waits for a second person. "
            "Ask who confirms it, and when today."
        ),
    ),
    Matter.JOIN_TO_CONFIRM: Ladder(
        # It harms nobody meanwhile: nobody is rung about it in a school's holidays.
        (Rung(0, M, A.LEADS), Rung(2, S, A.HEADS, ring=True)),
        _("Two records of one child wait for a second person. Ask who confirms it, and when."),
    ),
    Matter.STAFF_CONCERN: Ladder(
        (Rung(0, M, A.HEADS), Rung(1, D, A.CHAIR, ring=True), Rung(2, D, A.HEADS, ring=True)),
        ADULT_UNREAD,
        closed=True,
        line=ContactKind.LADO,
    ),
    Matter.STAFF_CONCERN_HEAD: Ladder(
        (Rung(0, M, A.HEADS), Rung(1, D, A.HEADS, ring=True)),
        ADULT_UNREAD,
        closed=True,
        line=ContactKind.LADO,
    ),
    Matter.STAFF_CONCERN_CHAIR: Ladder(
        (Rung(0, M, A.CHAIR), Rung(1, D, A.CHAIR, ring=True)),
        ADULT_UNREAD,
        closed=True,
        line=ContactKind.LADO,
    ),
    Matter.ADVICE: Ladder(
        (Rung(0, M, A.HEADS, ring=True),),
        _(
            "Advice was asked for and has not come. Ask them to sign in and answer. If they "
            "cannot, ask whoever wanted it to take the question back and ask somebody else."
        ),
        person=True,
    ),
}


def rung_at(ladder: Ladder, rung: int) -> Rung | None:
    """The rung of this number; None past the last."""
    return ladder.rungs[rung] if rung < len(ladder.rungs) else None


def moment_of(rung: Rung, due: datetime.datetime, calendar: Calendar) -> datetime.datetime:
    """When this rung is reached: so long after the thing was due, on London's clocks. Where there
    are no school days, or none that we know of, working days are counted."""
    if rung.unit == Unit.MINUTES:
        return due + datetime.timedelta(minutes=rung.after)
    if rung.unit == Unit.SCHOOL_DAYS:
        with suppress(CalendarEnds):
            return calendar.school_day_deadline(due, rung.after)
    return calendar.working_day_deadline(due, rung.after)


AGAIN = datetime.timedelta(minutes=30)
PATIENT = 6  # so often within the day; from then on each working day
MORNING = datetime.time(9)


def comes_back(
    rung: Rung, times: int, moment: datetime.datetime, calendar: Calendar
) -> datetime.datetime:
    """When a ladder's last rung is taken again, because nothing was done: what is counted in
    minutes soon, and later each working day in the morning; what is counted in days, each day."""
    if rung.unit == Unit.MINUTES and times <= PATIENT:
        return moment + AGAIN
    return calendar.working_day_deadline(moment, 1, at=MORNING)
