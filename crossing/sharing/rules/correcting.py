"""Correcting what was shared, and saying that it contradicts what we hold."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.core.days import LONDON, Calendar

DAYS = 2  # working days, for a correction to be acknowledged and for a contradiction to be answered
LOOKING_WITHIN = datetime.timedelta(days=14)  # each time
URGENT_BY, URGENT_WITHIN = datetime.time(17), datetime.timedelta(hours=2)


class Truth(TextChoices):
    """What a reader is to think instead."""

    INSTEAD = "instead", _("Something else is true")
    NOT_RELY = "not_rely", _("We do not know. It must not be relied on")


class Relied(TextChoices):
    """Whether anybody at the recipient acted on what was wrong."""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    NOT_KNOWN = "not_known", _("I do not know yet")


class Answered(TextChoices):
    """What the sender says to "this contradicts what we hold", as both sides read it."""

    CORRECTED = "corrected", _("Corrected")
    STANDS = "stands", _("It stands, for a reason")
    LOOKING = "looking", _("We are looking into it")


@dataclass(frozen=True)
class NewCorrection:
    """What is wrong, what is true instead, how that was found, and what may have to be undone."""

    wrong: str
    truth: str
    found: str
    instead: str = ""
    undo: str = ""
    urgent: bool = False

    def problems(self) -> dict[str, str]:
        """Whoever reads it must know what to think instead."""
        found = {}
        if not self.wrong.strip():
            found["wrong"] = gettext("Enter what is wrong")
        if self.truth not in Truth:
            found["truth"] = gettext("Select what is true instead")
        if self.truth == Truth.INSTEAD and not self.instead.strip():
            found["instead"] = gettext("Enter what is true instead")
        if not self.found.strip():
            found["found"] = gettext("Enter how it was found")
        return found


def correction_due(moment: datetime.datetime, urgent: bool, days: Calendar) -> datetime.datetime:
    """By when a correction is to be acknowledged: in two working days, or, when urgent, today; late
    in the day within two hours."""
    if not urgent:
        return days.working_day_deadline(moment, DAYS)
    today = datetime.datetime.combine(moment.astimezone(LONDON).date(), URGENT_BY, tzinfo=LONDON)
    return max(today, moment + URGENT_WITHIN)


def contradiction_due(moment: datetime.datetime, days: Calendar) -> datetime.datetime:
    """By when the sender answers that what it shared contradicts what others hold."""
    return days.working_day_deadline(moment, DAYS)


def problems_of_answer(
    kind: str, told: str, until: datetime.date | None, today: datetime.date
) -> dict[str, str]:
    """It stands for a reason that they read; or somebody looks into it until a day that is near."""
    if kind == Answered.STANDS:
        return {} if told.strip() else {"told": gettext("Enter why it stands. They read this")}
    if kind != Answered.LOOKING:
        return {"kind": gettext("Select what you answer")}
    if until is None or not today < until <= today + LOOKING_WITHIN:
        return {"until": gettext("Enter a day within the next 14 days")}
    return {}


def problems_of_receipt(relied: str, did: str) -> dict[str, str]:
    """Whoever acted on it says what is done about that."""
    if relied not in Relied:
        return {"relied": gettext("Select whether anybody acted on it")}
    if relied == Relied.YES and not did.strip():
        return {"did": gettext("Enter what you did about it")}
    return {}


def problems_of_telling(relied: str, did: str) -> dict[str, str]:
    """Somebody outside Crossing: who was told, when, and what they say."""
    found = {} if relied in Relied else {"relied": gettext("Select whether anybody acted on it")}
    if not did.strip():
        found["did"] = gettext("Enter who was told, when, and what they say")
    return found


def problems_of_contradiction(text: str, ring: str) -> dict[str, str]:
    """That it differs, and whom to ring."""
    found = {} if text.strip() else {"text": gettext("Enter what differs")}
    if not ring.strip():
        found["ring"] = gettext("Enter whom they can ring")
    return found
