"""A page for one named adult of a family: what it takes, and how it reaches them safely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.errors import WrongState
from crossing.sharing.rules.lists import FamilyTold, Handling


class FamilyStatus(TextChoices):
    """Where a page stands."""

    DRAFT = "draft", gettext_lazy("Being written")
    CHECKING = "checking", gettext_lazy("Waiting to be checked")
    RELEASED = "released", gettext_lazy("Checked: may be handed over")
    HANDED = "handed", gettext_lazy("Handed over")


class FamilyStep(TextChoices):
    """What can be done with it."""

    CHANGE = "change", gettext_lazy("Change")
    SEND = "send", gettext_lazy("Send to be checked")
    TAKE_BACK = "take_back", gettext_lazy("Take back")
    RETURN = "return", gettext_lazy("Return")
    RELEASE = "release", gettext_lazy("Release")
    HAND = "hand", gettext_lazy("Hand over")


_Status, _Step = FamilyStatus, FamilyStep
FAMILY_NEXT: dict[FamilyStatus, dict[FamilyStep, FamilyStatus]] = {
    _Status.DRAFT: {_Step.CHANGE: _Status.DRAFT, _Step.SEND: _Status.CHECKING},
    _Status.CHECKING: {
        _Step.TAKE_BACK: _Status.DRAFT,
        _Step.RETURN: _Status.DRAFT,
        _Step.RELEASE: _Status.RELEASED,
    },
    _Status.RELEASED: {_Step.HAND: _Status.HANDED},
    _Status.HANDED: {},
}


def family_after(status: str, step: FamilyStep) -> FamilyStatus:
    """Where a page stands after this step; refused where the table has no such step."""
    after = FAMILY_NEXT[FamilyStatus(status)].get(step)
    if after is None:
        raise WrongState
    return after


class Way(TextChoices):
    """How it gets into their hands."""

    IN_PERSON = "in_person", gettext_lazy("By hand, to them alone")
    READ_OUT = "read_out", gettext_lazy("Read out to them; they take nothing away")
    POST = "post", gettext_lazy("By post, to an address that we checked")
    EMAIL = "email", gettext_lazy("By e-mail, to an address that they alone read")


# Who else may read it there must have been asked.
CHECKED = frozenset({Way.POST, Way.EMAIL})


@dataclass(frozen=True)
class FamilyText:
    """What a page says before it is sent to be checked."""

    told: Sequence[str] = ()
    undecided: int = 0
    unnamed: int = 0
    way: str = ""
    safe_because: str = ""
    they_alone: bool = False


def problems_of_family(page: FamilyText) -> dict[str, str]:
    """What is missing before somebody else can check it."""
    found: dict[str, str] = {}
    if not any(text.strip() for text in page.told):
        found["told"] = _("Choose something to tell, or write it.")
    if page.undecided:
        found["told"] = _("Say for each whether you tell it or leave it out.")
    if page.unnamed:
        found["names"] = _("Somebody else is named. Say for each what becomes of it.")
    return found | problems_of_way(page)


def problems_of_way(page: FamilyText) -> dict[str, str]:
    """It reaches them and nobody else, and somebody has thought about that."""
    found: dict[str, str] = {}
    if page.way not in Way.values:
        return {"way": _("Say how it gets into their hands.")}
    if not page.safe_because.strip():
        found["safe_because"] = _("Say how you know that this is safe for the child.")
    if page.way in CHECKED and not page.they_alone:
        found["they_alone"] = _("Another adult may read it there: choose another way.")
    return found


def starts_left_out(answer: Mapping[str, object], law: Mapping[str, object]) -> bool:
    """Whether the decision said that the family is not told: then it starts left out."""
    handling = law.get("handling")
    told_not_to = isinstance(handling, list) and Handling.DO_NOT_TELL_FAMILY in handling
    return answer.get("family_told") == FamilyTold.NOT_TOLD or told_not_to


def refused_for(child: object) -> str:
    """Why no page may be written about this child; empty when one may."""
    if getattr(child, "sealed", False) or getattr(child, "no_parent_disclosure", False):
        return _("The family must not be told about this child, so no page can be written.")
    return ""
