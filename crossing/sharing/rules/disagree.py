"""A disagreement between two organisations: its stages, their days, and how it ends."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.core.errors import WrongState
from crossing.partnership.rules import Role
from crossing.sharing.rules.states import ToldOutcome


class Stage(IntegerChoices):
    """Who talks to whom."""

    WORKERS = 1, _("The two who worked on it talk")
    LEADS = 2, _("Their leads talk")
    PARTNERSHIP = 3, _("The named person of the partnership decides what should happen")


class Ending(TextChoices):
    """How it ended. The last three are the named person's of the partnership."""

    AGREED = "agreed", _("Agreed")
    WITHDRAWN = "withdrawn", _("Taken back")
    AGAIN = "again", _("It should be decided again")
    STANDS = "stands", _("The answer should stand")
    OTHER = "other", _("Something else should happen")


HEARD = (Ending.AGAIN, Ending.STANDS, Ending.OTHER)


class Said(TextChoices):
    """What one line of it is."""

    OPENED = "opened", _("Disagreed")
    VIEW = "view", _("Wrote their view")
    AGREED = "agreed", _("Wrote down what was agreed")
    WITHDRAWN = "withdrawn", _("Took it back")
    UP = "up", _("Moved it up")
    PASSED = "passed", _("The day passed: it moved up by itself")
    HEARD = "heard", _("Wrote what should happen")
    LEARNED = "learned", _("Wrote what was learned")


# With whom somebody may disagree: whatever gives less than was asked.
ANSWERS = frozenset(
    {ToldOutcome.REFUSED, ToldOutcome.SHARED_PART, ToldOutcome.KNOWN, ToldOutcome.NOTHING}
)
# The leads of an organisation, in the order in which they are named.
LEADS = (Role.DSL, Role.HEAD, Role.SERGEANT, Role.TEAM_MANAGER, Role.PARTNER_LEAD)


@dataclass(frozen=True)
class Days:
    """How many working days each stage has."""

    first: int = 2
    second: int = 5
    third: int = 2

    def of(self, stage: Stage) -> int:
        return int(astuple(self)[stage - 1])

    def problems(self) -> dict[str, str]:
        """A stage has a day at least, and no more than four weeks."""
        names = ("first", "second", "third")
        sentence = gettext("Give from 1 to 20 working days.")
        return {name: sentence for name in names if not 1 <= getattr(self, name) <= 20}


def require_open(ended: bool) -> None:
    """What has ended is not written to any more."""
    if ended:
        raise WrongState(gettext("This disagreement has ended."))


def stage_after(stage: Stage) -> Stage:
    """The next stage; there is none after the partnership's."""
    if stage == Stage.PARTNERSHIP:
        raise WrongState(gettext("This is the last stage."))
    return Stage(stage + 1)
