"""Sharing about a child in danger: what must be said, what follows, and when it is closed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.core.days import Calendar
from crossing.core.errors import WrongState
from crossing.sharing.rules.lists import Channel, FamilyTold

RECORD_WITHIN = datetime.timedelta(hours=24)
REVIEW_WITHIN = 2  # working days
UNREAD_AFTER = datetime.timedelta(minutes=10)
# By which way somebody is told in an emergency.
CHANNELS = (Channel.HERE, Channel.PHONE, Channel.IN_PERSON)


class EmergencyStatus(TextChoices):
    """Where an emergency stands after it was shared. Overdue is worked out, never stored."""

    SHARED = "shared", _("Shared; the full record is due")
    RECORDED = "recorded", _("Recorded; a second person’s review is due")
    CLOSED = "closed", _("Closed")


class Reviewer(TextChoices):
    """Who there is to review it, when its sharer and the writer of its record are left out."""

    INSIDE = "inside", _("Somebody who leads here")
    OUTSIDE = "outside", _("The outside decider")
    NOBODY = "nobody", _("Nobody yet: an outside decider must be named")


class EmergencyStep(TextChoices):
    """What happens to it afterwards."""

    RECORD = "record", _("The full record is written")
    REVIEW = "review", _("A second person reviews it")


EMERGENCY_NEXT: dict[EmergencyStatus, dict[EmergencyStep, EmergencyStatus]] = {
    EmergencyStatus.SHARED: {EmergencyStep.RECORD: EmergencyStatus.RECORDED},
    EmergencyStatus.RECORDED: {EmergencyStep.REVIEW: EmergencyStatus.CLOSED},
    EmergencyStatus.CLOSED: {},
}


def emergency_after(status: str, step: EmergencyStep) -> EmergencyStatus:
    """Where it stands after this step: without a record there is no review, and without both it is
    never closed."""
    before = EmergencyStatus(status)
    if step not in EMERGENCY_NEXT[before]:
        sentence = gettext("This cannot be done now. It stands at: %(status)s.")
        raise WrongState(sentence % {"status": before.label})
    return EMERGENCY_NEXT[before][step]


def review_due(shared_at: datetime.datetime, calendar: Calendar) -> datetime.datetime:
    """Two working days after the day on which it was shared."""
    return calendar.working_day_deadline(shared_at, REVIEW_WITHIN)


@dataclass(frozen=True)
class Urgent:
    """The six answers: which child, the threat, what to tell, to whom, how, and by whom."""

    named: str
    threat: str
    told: str
    channel: str
    here: bool = False
    outside: str = ""
    phone: str = ""
    typed: bool = False
    typed_for: str = ""

    def problems(self) -> dict[str, str]:
        """What is missing. Nothing else stands in the way of sending."""
        wanted = {
            "who": (self.named, gettext("Enter the child’s name, as you know it.")),
            "threat": (self.threat, gettext("Write what the danger is.")),
            "told": (self.told, gettext("Write what they need to know.")),
        }
        if self.typed:
            wanted["typed_for"] = (self.typed_for, gettext("Write who you are typing this for."))
        found = {name: text for name, (given, text) in wanted.items() if not given.strip()}
        if self.channel not in CHANNELS:
            found["channel"] = gettext("Choose how you tell them.")
        return found | ({} if self.here else self._outside())

    def _outside(self) -> dict[str, str]:
        """Somebody outside cannot read it here: they are rung, on a number that we found."""
        if not self.outside.strip():
            return {"whom": gettext("Choose who you tell, or write who they are.")}
        if self.channel == Channel.HERE:
            return {"channel": gettext("They cannot read it here. Tell them, then say how.")}
        if self.channel == Channel.PHONE and not self.phone.strip():
            return {"phone": gettext("Enter the number that you found and rang.")}
        return {}


def names_of(named: str) -> tuple[str, str]:
    """A child’s name as somebody typed it: given names, and the rest."""
    name, comma, more = named.strip().partition(",")
    given, _space, family = name.strip().rpartition(" ")
    if not given:
        return name.strip()[:100], f"{comma}{more}"[:100]
    return given[:100], f"{family}{comma}{more}"[:100]


class Verdict(TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("In part")
    NO = "no", _("No")


@dataclass(frozen=True)
class Review:
    """What the second person says about an emergency."""

    necessary: str
    proportionate: str
    because: str
    differently: str
    family_told: str

    def problems(self) -> dict[str, str]:
        """Each question is answered; a doubt is explained."""
        found = {}
        for name, listed in (
            ("necessary", Verdict),
            ("proportionate", Verdict),
            ("family_told", FamilyTold),
        ):
            if getattr(self, name) not in listed.values:
                found[name] = gettext("Choose an answer.")
        doubts = {self.necessary, self.proportionate} & {Verdict.PARTLY.value, Verdict.NO.value}
        if doubts and not self.because.strip():
            found["because"] = gettext("Say what was not needed, or was too much.")
        if not self.differently.strip():
            found["differently"] = gettext("Say what you would do differently, or “nothing”.")
        return found
