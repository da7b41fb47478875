"""What waits, for whom, and what came of ringing."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from crossing.partnership.rules import Permission


class Matter(TextChoices):
    """What waits. The labels name nobody: a task stands on lists that many may read."""

    EMERGENCY_RECORD = "emergency_record", _("Write the full record of an emergency")
    EMERGENCY_REVIEW = "emergency_review", _("Review an emergency that somebody else shared")
    EMERGENCY_REVIEW_CHAIR = "emergency_review_chair", _("Review an emergency from outside")
    OUTSIDE_DECIDER = "outside_decider", _("Name an outside decider: an emergency waits for one")
    SECOND_PERSON = "second_person", _("Name a second person: something waits for one")
    EMERGENCY_UNREAD = "emergency_unread", _("An emergency that nobody there has opened")
    EMERGENCY_ASTRAY = (
        "emergency_astray",
        _("An emergency went to the wrong place: tell the right one"),
    )
    CORRECTION_UNREAD = "correction_unread", _("A correction that they have not acknowledged")
    CORRECTION_TO_TELL = (
        "correction_to_tell",
        _("Tell somebody outside Crossing what we corrected"),
    )
    CORRECTION_ASKED = "correction_asked", _("Somebody says that what we shared is wrong")
    BREACH = "breach", _("Something went to the wrong place")
    BREACH_COPY = "breach_copy", _("What went to the wrong place is not confirmed as destroyed")
    BREACH_COPY_OUTSIDE = (
        "breach_copy_outside",
        _("What went to the wrong place is not confirmed as destroyed"),
    )
    BREACH_OFFICER = "breach_officer", _("Tell your data protection officer")
    BREACH_OPEN = "breach_open", _("Finish what went to the wrong place, and close it")
    FAMILY_TO_TELL = (
        "family_to_tell",
        _("Tell the family, or look again at whether they can be told"),
    )
    DISAGREEMENT = "disagreement", _("Answer a disagreement")
    DISAGREEMENT_HEARD = "disagreement_heard", _("Say what should happen in a disagreement")
    REQUEST_OVERDUE = "request_overdue", _("An answer that is overdue")
    CONCERN_URGENT = "concern_urgent", _("An urgent concern that nobody has read")
    MOVE_TO_CONFIRM = "move_to_confirm", _("Confirm that an entry is about another child")
    JOIN_TO_CONFIRM = "join_to_confirm", _("Confirm that two records are of one child")
    STAFF_CONCERN = "staff_concern", _("A concern about an adult who works here")
    STAFF_CONCERN_HEAD = "staff_concern_head", _("A concern about an adult who works here")
    STAFF_CONCERN_CHAIR = "staff_concern_chair", _("A concern about an adult who works here")
    ADVICE = "advice", _("Somebody asks for advice")


# These wait for a day that somebody chose; everything else is to be done as soon as it can be.
PUT_OFF = frozenset({Matter.FAMILY_TO_TELL})


class Audience(TextChoices):
    """Who may see a task and do it, at the organisation whose task it is."""

    LEADS = "leads", _("those who decide")
    CASES = "cases", _("those who work on cases")
    HEADS = "heads", _("those who lead here")
    ADMINISTRATORS = "administrators", _("administrators")
    OVERSIGHT = "oversight", _("the auditor or data protection officer")
    CHAIR = "chair", _("the outside decider")
    BOARD = "board", _("those who hear disagreements for the partnership")


def every_matter() -> list[tuple[str, Any]]:
    """The closed list for the table’s column: it grows without a migration."""
    return Matter.choices


def every_audience() -> list[tuple[str, Any]]:
    """The closed list for the table’s column: it grows without a migration."""
    return Audience.choices


# The class of permission that each audience holds; row security asks for the same (0002_locks,
# 0005_board).
HOLDS: dict[Audience, Permission] = {
    Audience.LEADS: Permission.CONCERN_DECIDE,
    Audience.CASES: Permission.CONTENT_SEE,
    Audience.HEADS: Permission.COVER_START,
    Audience.ADMINISTRATORS: Permission.MEMBERS_MANAGE,
    Audience.OVERSIGHT: Permission.AUDIT_SEE,
    Audience.CHAIR: Permission.OUTSIDE_SEE,
    Audience.BOARD: Permission.DISAGREEMENT_HEAR,
}


class Reached(TextChoices):
    """What came of ringing somebody."""

    SPOKE = "spoke", _("I spoke to them")
    LEFT_WORD = "left_word", _("I left word, and will ring again")
    NO_ANSWER = "no_answer", _("Nobody answered")
    DONE = "done", _("It is done already")


# These end a task; the others keep it open, and are written down.
ENDS = frozenset({Reached.SPOKE, Reached.DONE})
# Reaching nobody hands it to the next person at once; who left word rings again in a while.
NEXT_PERSON = frozenset({Reached.NO_ANSWER})
