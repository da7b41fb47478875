"""Asking about one named child: what must be said, and what is too wide to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.sharing.rules.existence import problems_of_knowing
from crossing.sharing.rules.limits import POLICE, SCHOOLS
from crossing.sharing.rules.lists import Channel, IdentityCheck, Power, Purpose, SubjectRole


class ReadyQuestion(TextChoices):
    """The questions that schools ask the police most."""

    HOME_VISIT = "home_visit", _("Is a home visit safe?")
    WAY_TO_SCHOOL = "way_to_school", _("Is anyone a risk on the way to school?")
    NO_CONTACT = "no_contact", _("Is there a no-contact condition with another pupil?")


@dataclass(frozen=True)
class Ready:
    """A ready question fills in what is wanted, why, and what for; the asker may change it."""

    wanted: str | Promise
    why: str | Promise
    purpose: Purpose = Purpose.SAFEGUARD_CHILD_AT_RISK


READY_QUESTIONS: dict[ReadyQuestion, Ready] = {
    ReadyQuestion.HOME_VISIT: Ready(
        wanted=_("Whether staff can visit this child’s home safely, and what they should do."),
        why=_("We plan a home visit and must keep staff and the child safe."),
    ),
    ReadyQuestion.WAY_TO_SCHOOL: Ready(
        wanted=_("Whether anybody is a risk to this child on the way to or from school."),
        why=_("We plan how the child comes to school and goes home."),
    ),
    ReadyQuestion.NO_CONTACT: Ready(
        wanted=_("Whether this child must be kept apart from another pupil, and until when."),
        why=_("We plan seating, breaks and the way home."),
    ),
}


def ready_questions(asker: str, holder: str) -> tuple[ReadyQuestion, ...]:
    """Ready questions go from schools to the police."""
    return tuple(ReadyQuestion) if asker in SCHOOLS and holder in POLICE else ()


@dataclass(frozen=True)
class Ask:
    """One organisation asks another about one named child. `asker` is its kind."""

    asker: str
    given_names: str = ""
    family_name: str = ""
    born_on: date | None = None
    age: int | None = None
    school_or_address: str = ""
    purpose: Purpose | None = None
    wanted: str = ""
    why: str = ""
    if_not: str = ""
    power: Power | None = None
    ready: ReadyQuestion | None = None
    needed_by: date | None = None
    law_enforcement: bool = False
    subject_role: SubjectRole | None = None
    offence: str = ""
    channel: Channel = Channel.HERE
    asked_by: str = ""
    position: str = ""
    identity_check: IdentityCheck | None = None
    existence: bool = False


ASK_STEPS: dict[str, tuple[str, ...]] = {
    "child": ("given_names", "family_name", "born_on"),
    "question": ("purpose", "wanted", "why", "if_not"),
    "check": (),
}


def needs_authority(ask: Ask) -> bool:
    """Police asking for a law-enforcement purpose need an inspector's signed-in authority."""
    return ask.asker in POLICE and ask.law_enforcement


def problems_of_ask(ask: Ask, today: date) -> dict[str, str]:
    """What is missing or too wide, by field, in words the asker can act on."""
    found: dict[str, str] = {}
    for check in (_about_the_child, _about_the_question, _about_the_enquiry, _about_the_asker):
        for name, sentence in check(ask):
            found.setdefault(name, sentence)
    if ask.needed_by and ask.needed_by < today:
        found["needed_by"] = gettext("Give a day that has not passed.")
    return found


def _about_the_child(ask: Ask) -> Iterator[tuple[str, str]]:
    for name in ("given_names", "family_name"):
        text = getattr(ask, name)
        if not text.strip():
            yield name, gettext("Name one child. Without a name nobody can answer.")
        elif SEVERAL.search(text) or NOBODY.fullmatch(text.strip()):
            yield name, gettext("Name one child. Make a request of its own for each child.")
    if ask.born_on is None and ask.age is None:
        yield "born_on", gettext("Give the date of birth, or about how old the child is.")


def _about_the_question(ask: Ask) -> Iterator[tuple[str, str]]:
    if ask.existence:
        yield from problems_of_knowing(ask.purpose, ask.why)
        return
    if ask.purpose is None:
        yield "purpose", gettext("Choose what the information is for.")
    sentences = {
        "wanted": gettext("Say exactly what you want to know."),
        "why": gettext("Say why you need it."),
        "if_not": gettext("Say what could happen if you are not told."),
    }
    for name, sentence in sentences.items():
        if not getattr(ask, name).strip():
            yield name, sentence
    if wide := too_wide(ask.wanted):
        yield "wanted", wide
    if ask.purpose is not None and ask.power is None and ask.ready is None:
        yield "power", gettext("Choose the law that you rely on, or say that you do not know.")


def _about_the_enquiry(ask: Ask) -> Iterator[tuple[str, str]]:
    if not needs_authority(ask):
        return
    if ask.subject_role is None:
        yield "subject_role", gettext("Say who the child is in your enquiry.")
    if not ask.offence.strip():
        yield "offence", gettext("Name the offence, or say how silence would harm the enquiry.")


def _about_the_asker(ask: Ask) -> Iterator[tuple[str, str]]:
    if ask.channel == Channel.HERE:
        return
    if not ask.asked_by.strip():
        yield "asked_by", gettext("Write down who asked.")
    if not ask.position.strip():
        yield "position", gettext("Write down their position.")
    if ask.identity_check is None:
        yield "identity_check", gettext("Say how you checked who they are.")


SEVERAL = re.compile(r"[,;&/+]|\band\b", re.IGNORECASE)
NOBODY = re.compile(
    r"all|any|anyone|anybody|everyone|everybody|various|several|unknown|not known|n/?a|[?*.x-]+",
    re.IGNORECASE,
)

_PEOPLE = (
    r"(?:friends?|associates?|pupils?|students?|child(?:ren)?|kids?|boys?|girls?|youths?"
    r"|classmates?|mates?|peers?|siblings?|brothers?|sisters?|contacts?|members?|names)\b"
)
_UP_TO_THREE = r"(?:[\w'’-]+\s+){0,3}?"
TOO_WIDE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:every|any)(?:one|body)(?:\s+else)?\s+(?:who|whom|that|in|at|with|linked|connected"
        r"|associated|involved|known|he|she|they)\b",
        rf"\b(?:all|every|any|each)\s+(?:of\s+)?{_UP_TO_THREE}{_PEOPLE}",
        rf"\b(?:lists?|names|details|registers?)\s+of\s+{_UP_TO_THREE}{_PEOPLE}",
        r"\b(?:friends|associates|contacts|classmates|mates|peers)\s+of\b",
        r"\b(?:his|her|their)\s+(?:friends|associates|friendship group|peer group|gang)\b",
        r"\bhang(?:s|ing)?\s+(?:about|around|out)\s+with\b",
        r"\b(?:whole|entire|full)\s+(?:class|year group|tutor group|form|roll)\b",
        r"\bwho\s+else\b",
    )
)


def too_wide(text: str) -> str:
    """Why this asks about more than one named child, and what to do instead. Else empty."""
    if any(pattern.search(text) for pattern in TOO_WIDE):
        return gettext(
            "This is too wide: a request is about one named child. "
            "Say what you need to know about this child, and make a request for each of the others."
        )
    return ""
