"""Do they know this child? What the question may be for, how often it may be asked, and its law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.partnership.rules import Kind
from crossing.sharing.rules.limits import POLICE
from crossing.sharing.rules.lists import ABOUT_CRIME, SAFEGUARDING, DataClass, Purpose

# To protect a child, and for nothing else: an enquiry about crime asks for what it needs, in full.
PURPOSES = tuple(
    purpose for purpose in Purpose if purpose in SAFEGUARDING and purpose not in ABOUT_CRIME
)
WANTED = _("Only whether they know this child, and who to ring about them.")

CRIMINAL = POLICE | {Kind.YOUTH_JUSTICE, Kind.SECURE_ESTATE}
SPECIAL = frozenset({Kind.HEALTH, Kind.AMBULANCE})

MONTHS_LOOKED_AT = 6
DAYS_LOOKED_AT = 30
ASKED_OFTEN = 3


def class_of_knowing(kind: str) -> DataClass:
    """What it says about a child that this kind of organisation knows them: with the police, that
    it may be about a crime; with a health service, that it may be about their health."""
    if kind in CRIMINAL:
        return DataClass.CRIMINAL
    return DataClass.SPECIAL if kind in SPECIAL else DataClass.ORDINARY


@dataclass(frozen=True)
class Counted:
    """How often the question was asked: by this person and by this organisation."""

    person_day: int = 0
    person_week: int = 0
    org_day: int = 0
    org_week: int = 0


LIMITS = Counted(person_day=5, person_week=15, org_day=20, org_week=60)
SENTENCES: dict[str, str | Promise] = {
    "person_day": _("You have asked this %(most)s times today. That is the most in a day."),
    "person_week": _("You have asked this %(most)s times in 7 days. That is the most in a week."),
    "org_day": _("Your organisation has asked this %(most)s times today: the most in a day."),
    "org_week": _("Your organisation has asked this %(most)s times in 7 days: the most in a week."),
}


def limit_reached(counted: Counted) -> str:
    """Why it cannot be asked again now, and what to do instead. Empty while it can."""
    for name, sentence in SENTENCES.items():
        most = getattr(LIMITS, name)
        if getattr(counted, name) >= most:
            instead = gettext("Ring them, or ask a full question.")
            return f"{sentence % {'most': most}} {instead}"
    return ""


def problems_of_knowing(purpose: Purpose | None, why: str) -> Iterator[tuple[str, str]]:
    """What is missing in the question itself: what it is for, and why."""
    if purpose is None:
        yield "purpose", gettext("Choose what the information is for.")
    elif purpose not in PURPOSES:
        yield "purpose", gettext("This is only for protecting a child. Ask a full question.")
    if not why.strip():
        yield "why", gettext("Say why you need it.")
