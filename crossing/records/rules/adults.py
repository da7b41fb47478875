"""Concerns about adults who work here: to whom they go, what they take, what may be decided."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.partnership.rules import Kind


class AdultIs(TextChoices):
    """What the adult does here: it decides who may read the concern."""

    LEADER = "leader", gettext_lazy("The head, or whoever else leads here")
    OFFICER = "officer", gettext_lazy("A police officer")
    OTHER = "other", gettext_lazy("Somebody else who works or volunteers here")


class Level(TextChoices):
    """What its author thinks of it. KCSIE draws the line at the harm threshold."""

    HARM = "harm", gettext_lazy("Yes, or it may be so")
    LOW = "low", gettext_lazy("No, but it did not feel right")
    NOT_SURE = "not_sure", gettext_lazy("I do not know")


# How those who keep it read the same.
LEVEL_TOLD = {
    Level.HARM.value: gettext_lazy("May meet the harm threshold"),
    Level.LOW.value: gettext_lazy("Low-level concern"),
    Level.NOT_SURE.value: gettext_lazy("The author does not know"),
}


class Keeper(TextChoices):
    """Who alone may read it."""

    HEAD = "head", gettext_lazy("whoever leads here")
    CHAIR = "chair", gettext_lazy("the outside decider")


# What people call whoever leads, and who stands outside.
_SERGEANT = gettext_lazy("the sergeant")
LEADERS = {
    Kind.SCHOOL: gettext_lazy("the head"),
    Kind.NURSERY: gettext_lazy("the head"),
    Kind.POLICE: _SERGEANT,
    Kind.TRANSPORT_POLICE: _SERGEANT,
    Kind.CHILDRENS_SERVICES: gettext_lazy("the team manager"),
}
CHAIRS = {
    Kind.SCHOOL: gettext_lazy("the chair of governors, as outside decider"),
    Kind.NURSERY: gettext_lazy("the chair of governors, as outside decider"),
}


def leader_word(place: Kind | None) -> str:
    """Whoever leads here, in this place's own word."""
    return str(LEADERS.get(place, gettext_lazy("whoever leads here")) if place else "")


def chair_word(place: Kind | None) -> str:
    """Who reads what is about those who lead."""
    return str(CHAIRS.get(place, gettext_lazy("the outside decider")) if place else "")


class StepKind(TextChoices):
    """What was decided."""

    NOTHING = "nothing", gettext_lazy("No further action")
    SUPPORT = "support", gettext_lazy("Support or guidance for the adult")
    LADO = "lado", gettext_lazy("Asked the local authority designated officer (LADO)")
    POLICE = "police", gettext_lazy("Told the police or children’s services")
    SUSPENDED = "suspended", gettext_lazy("Suspended while it is looked into")


@dataclass(frozen=True)
class Standing:
    """What decides to whom a concern goes: about whom it is, who wrote it, and who there is.

    `another_chair` is an outside decider who is not the adult; `another_leader`, somebody who
    leads and is neither the adult nor the author."""

    place: Kind | None
    adult_is: str
    adult_leads: bool
    adult_is_officer: bool
    author_leads: bool
    another_leader: bool
    another_chair: bool


def keeper_of(standing: Standing) -> Keeper:
    """To the head alone. About the head, to the chair; and where the head wrote it, or where there
    is none, to the chair if there is one. A police team's officer: outside the team."""
    s = standing
    if s.adult_leads or s.adult_is == AdultIs.LEADER:
        return Keeper.CHAIR
    police = s.place in (Kind.POLICE, Kind.TRANSPORT_POLICE)
    officer = police and (s.adult_is_officer or s.adult_is == AdultIs.OFFICER)
    outside = officer or s.author_leads or not s.another_leader
    return Keeper.CHAIR if outside and s.another_chair else Keeper.HEAD


@dataclass(frozen=True)
class NewStaffConcern:
    """What was seen or heard. `adult` is a colleague's account; else they are described.
    `shared_by` is who said it, where the author typed it for them."""

    adult_is: str
    level: str
    account: str
    happened_on: datetime.date
    adult: UUID | None = None
    adult_as_named: str = ""
    context: str = ""
    children: str = ""
    done_already: str = ""
    shared_by: str = ""

    def problems(self, today: datetime.date) -> dict[str, str]:
        """Who, what, and whether it may meet the threshold; nothing in the future."""
        found = {}
        if self.adult_is not in AdultIs.values:
            found["adult_is"] = _("Select what the adult does here")
        if not (self.adult or self.adult_as_named.strip()):
            found["adult_as_named"] = _("Choose the adult, or say who it is")
        if self.level not in Level.values:
            found["level"] = _("Select whether a child may have been harmed")
        if not self.account.strip():
            found["account"] = _("Enter what you saw or heard")
        if self.happened_on > today:
            found["happened_on"] = _("The day must be today or in the past")
        return found


@dataclass(frozen=True)
class NewStaffStep:
    """What the head or the chair decided, with the reason; and the LADO's advice."""

    what: str
    reason: str
    lado_on: datetime.date | None = None
    lado_name: str = ""
    lado_advice: str = ""

    def problems(self, today: datetime.date) -> dict[str, str]:
        """A reason always; of the LADO, when, who, and what they said."""
        found = {}
        if self.what not in StepKind.values:
            found["what"] = _("Select what to do")
        if not self.reason.strip():
            found["reason"] = _("Enter the reason")
        return found | (self._lado(today) if self.what == StepKind.LADO else {})

    def _lado(self, today: datetime.date) -> dict[str, str]:
        found = {}
        if self.lado_on is None:
            found["lado_on"] = _("Enter the day when you asked the LADO")
        elif self.lado_on > today:
            found["lado_on"] = _("The day must be today or in the past")
        if not self.lado_name.strip():
            found["lado_name"] = _("Enter whom you spoke to")
        if not self.lado_advice.strip():
            found["lado_advice"] = _("Enter what they advised")
        return found
