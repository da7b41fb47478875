"""Something went to the wrong place: what must be decided and written down, and by when."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

HOURS = datetime.timedelta(hours=72)
CLOSED_WITHIN = 2  # working days after the decision about the Commissioner, or the destruction


class BreachStatus(TextChoices):
    """How a breach stands. The sender and its data protection officer see it."""

    ON_CLOCK = "on_clock", _("On the clock")
    SETTLED = "settled", _("Decided about the Information Commissioner")
    ENDED = "ended", _("Closed")


class BreachAct(TextChoices):
    """What can happen to a breach."""

    DECIDE = "decide", _("Written down: tell the Information Commissioner or not, and why")
    CLOSE = "close", _("Everything is written down, and the copy is destroyed")


BREACH_NEXT: dict[BreachStatus, dict[BreachAct, BreachStatus]] = {
    BreachStatus.ON_CLOCK: {BreachAct.DECIDE: BreachStatus.SETTLED},
    BreachStatus.SETTLED: {
        BreachAct.DECIDE: BreachStatus.SETTLED,
        BreachAct.CLOSE: BreachStatus.ENDED,
    },
    BreachStatus.ENDED: {},
}


class Step(TextChoices):
    """What must be written down before a breach closes, in this order."""

    AT_RISK = "at-risk", _("Is the child at risk now?")
    COMMISSIONER = "commissioner", _("Is the Information Commissioner told?")
    PEOPLE = "people", _("Are the people told whom it is about?")
    CHANGE = "change", _("What will be changed, so that it does not happen again?")


class AtRisk(TextChoices):
    """The first question."""

    YES = "yes", _("Yes")
    NOT_SURE = "not_sure", _("I am not sure")
    NO = "no", _("No")


class Commissioner(TextChoices):
    """Within 72 hours, unless a risk to people is unlikely."""

    TOLD = "told", _("Yes, they have been told")
    NOT_TOLD = "not_told", _("No: it is unlikely that anybody is at risk from this")


class People(TextChoices):
    """The people themselves, when the risk to them is high."""

    TOLD = "told", _("Yes, they have been told")
    WILL_BE = "will_be", _("Yes, they will be told")
    NOT_TOLD = "not_told", _("No")


class Change(TextChoices):
    """Always something, or why nothing."""

    CHANGES = "changes", _("This will be changed")
    NOTHING = "nothing", _("Nothing needs to change")


class Spread(TextChoices):
    """What became of the copy at the wrong place. While anybody still has it, it is not destroyed:
    the last of these is an answer that is never stored."""

    NOWHERE = "nowhere", _("Nobody printed, copied or passed it on")
    DESTROYED = "destroyed", _("There were copies, and they are destroyed too")
    PASSED_ON = "passed_on", _("Somebody else has seen it, and nobody has a copy now")
    HELD = "held", _("Somebody still has it, or a copy of it")


CHOICES: dict[Step, type[TextChoices]] = {
    Step.AT_RISK: AtRisk,
    Step.COMMISSIONER: Commissioner,
    Step.PEOPLE: People,
    Step.CHANGE: Change,
}
# These answers come with the day on which it was done, or will be.
DATED: dict[Step, str] = {Step.COMMISSIONER: Commissioner.TOLD, Step.PEOPLE: People.WILL_BE}


def breach_due(aware_at: datetime.datetime) -> datetime.datetime:
    """72 hours after somebody became aware: hours, through nights and holidays."""
    return aware_at + HOURS


def missing(written: Collection[str], destroyed: bool) -> list[str | Promise]:
    """What is still to be done before a breach can be closed, in words."""
    steps: list[str | Promise] = [step.label for step in Step if step.value not in written]
    return steps if destroyed else [*steps, _("Is every copy destroyed?")]


def problems_of_step(
    step: Step, choice: str, text: str, on: datetime.date | None
) -> dict[str, str]:
    """An answer from the list, the reason, and the day when it needs one."""
    found = {}
    if choice not in CHOICES[step]:
        found["choice"] = gettext("Select an answer")
    if not text.strip():
        found["text"] = gettext("Enter the reason")
    if choice == DATED.get(step) and on is None:
        found["on"] = gettext("Enter the day")
    return found


def problems_of_destruction(spread: str, text: str) -> dict[str, str]:
    """It is destroyed only when nobody has it any more; whoever has seen it elsewhere must be known
    to the sender."""
    if spread not in Spread:
        return {"spread": gettext("Select what became of it")}
    if spread == Spread.HELD:
        return {
            "spread": gettext(
                "It is not destroyed yet, so it cannot be confirmed. Ring whoever has it: it must "
                "be given back or destroyed. Then confirm here"
            )
        }
    if spread != Spread.NOWHERE and not text.strip():
        return {"text": gettext("Enter who has seen it, and what you did")}
    return {}
