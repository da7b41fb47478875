"""Where a question and its decision stand, what may happen next, and what the asker is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, overload

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.core.errors import WrongState
from crossing.sharing.rules.breach import BREACH_NEXT, BreachAct, BreachStatus


class RequestStatus(TextChoices):
    """What asker and holder both see. "Overdue" is worked out, never stored."""

    AWAITING_AUTHORITY = "awaiting_authority", _("Waiting for authority")
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NARROWED = "narrowed", _("Replaced by a narrower one")


class RequestStep(TextChoices):
    """What can happen to a question."""

    AUTHORISE = "authorise", _("Authority given")
    DECLINE = "decline", _("Authority refused")
    ANSWER = "answer", _("Answered")
    ANSWER_SOME = "answer_some", _("Some answered, the rest kept open")
    WITHDRAW = "withdraw", _("Withdrawn by the asker")
    NARROW = "narrow", _("Narrowed by the asker")


class DecisionStatus(TextChoices):
    """What the holder alone sees."""

    NEW = "new", _("Not yet decided")
    PROPOSED = "proposed", _("Proposed")
    RETURNED = "returned", _("Returned to the proposer")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Withdrawn before it was decided")


class DecisionStep(TextChoices):
    """What can happen to a decision."""

    DECIDE = "decide", _("Decided")
    PROPOSE = "propose", _("Proposed")
    CONFIRM = "confirm", _("Confirmed by another person")
    RETURN = "return", _("Returned with a reason")
    CLOSE = "close", _("The question was withdrawn or narrowed")


REQUEST_NEXT: dict[RequestStatus, dict[RequestStep, RequestStatus]] = {
    RequestStatus.AWAITING_AUTHORITY: {
        RequestStep.AUTHORISE: RequestStatus.OPEN,
        RequestStep.DECLINE: RequestStatus.WITHDRAWN,
        RequestStep.WITHDRAW: RequestStatus.WITHDRAWN,
        RequestStep.NARROW: RequestStatus.NARROWED,
    },
    RequestStatus.OPEN: {
        RequestStep.ANSWER: RequestStatus.ANSWERED,
        RequestStep.ANSWER_SOME: RequestStatus.OPEN,
        RequestStep.WITHDRAW: RequestStatus.WITHDRAWN,
        RequestStep.NARROW: RequestStatus.NARROWED,
    },
    RequestStatus.ANSWERED: {},
    RequestStatus.WITHDRAWN: {},
    RequestStatus.NARROWED: {},
}

DECISION_NEXT: dict[DecisionStatus, dict[DecisionStep, DecisionStatus]] = {
    DecisionStatus.NEW: {
        DecisionStep.DECIDE: DecisionStatus.DECIDED,
        DecisionStep.PROPOSE: DecisionStatus.PROPOSED,
        DecisionStep.CLOSE: DecisionStatus.CLOSED,
    },
    DecisionStatus.PROPOSED: {
        DecisionStep.CONFIRM: DecisionStatus.DECIDED,
        DecisionStep.RETURN: DecisionStatus.RETURNED,
        DecisionStep.CLOSE: DecisionStatus.CLOSED,
    },
    DecisionStatus.RETURNED: {
        DecisionStep.PROPOSE: DecisionStatus.PROPOSED,
        DecisionStep.CLOSE: DecisionStatus.CLOSED,
    },
    DecisionStatus.DECIDED: {},
    DecisionStatus.CLOSED: {},
}

NEXT: dict[Any, dict[Any, Any]] = {**REQUEST_NEXT, **DECISION_NEXT, **BREACH_NEXT}


@overload
def status_after(status: RequestStatus, step: RequestStep) -> RequestStatus: ...
@overload
def status_after(status: DecisionStatus, step: DecisionStep) -> DecisionStatus: ...
@overload
def status_after(status: BreachStatus, step: BreachAct) -> BreachStatus: ...
def status_after(status: Any, step: Any) -> Any:
    """Where it stands after this step; a step that cannot happen now is refused."""
    if step not in NEXT[status]:
        raise WrongState(
            gettext("This cannot be done now. It stands at: %(status)s.") % {"status": status.label}
        )
    return NEXT[status][step]


class Outcome(TextChoices):
    """What was decided. Only the holder sees this list."""

    SHARE_ALL = "share_all", _("Share all that was asked")
    SHARE_PART = "share_part", _("Share part of it")
    SHARE_SOME = "share_some", _("Send these now, keep the rest open")
    EXISTS = "exists", _("Say that we know the child, and who to ring")
    REFUSE = "refuse", _("Refuse, and say so")
    NEED_MORE = "need_more", _("Ask for more before deciding")
    NEITHER = "neither", _("Say only that there is nothing that we can share")


SHARING = frozenset({Outcome.SHARE_ALL, Outcome.SHARE_PART, Outcome.SHARE_SOME})


class ToldOutcome(TextChoices):
    """What the asker sees. NOTHING is one wording for not known, sealed and live investigation."""

    SHARED = "shared", _("Shared")
    SHARED_PART = "shared_part", _("Shared in part")
    SOME = "some", _("Some shared; the rest is still open")
    KNOWN = "known", _("They know the child, and say who to ring")
    NOTHING = "nothing", _("There is nothing that we can share")
    REFUSED = "refused", _("Refused")
    NEED_MORE = "need_more", _("More is needed before this can be decided")


TOLD: dict[Outcome, ToldOutcome] = {
    Outcome.SHARE_ALL: ToldOutcome.SHARED,
    Outcome.SHARE_PART: ToldOutcome.SHARED_PART,
    Outcome.SHARE_SOME: ToldOutcome.SOME,
    Outcome.EXISTS: ToldOutcome.KNOWN,
    Outcome.REFUSE: ToldOutcome.REFUSED,
    Outcome.NEED_MORE: ToldOutcome.NEED_MORE,
    Outcome.NEITHER: ToldOutcome.NOTHING,
}


def told(outcome: Outcome) -> ToldOutcome:
    """What the asker is told about this outcome."""
    return TOLD[outcome]


def states_mermaid() -> str:
    """The two tables as diagrams, for docs/generated/states.md."""
    return "\n".join(
        [
            "# Where a question and its decision stand",
            "",
            "Made from `crossing/sharing/rules/states.py`. Overdue is worked out, not a state.",
            "",
            "## The question: asker and holder see it",
            "",
            *diagram(REQUEST_NEXT, RequestStatus.OPEN, RequestStatus.AWAITING_AUTHORITY),
            "",
            "## The decision: the holder alone sees it",
            "",
            *diagram(DECISION_NEXT, DecisionStatus.NEW),
            "",
            "## What went to the wrong place: the sender sees it",
            "",
            *diagram(BREACH_NEXT, BreachStatus.ON_CLOCK),
            "",
        ]
    )


def diagram(table: Mapping[Any, Mapping[Any, Any]], *first: Enum) -> Iterator[str]:
    """A table of states as a picture."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for status in table:
        yield f"    {status.value}: {status.label}"
    for status in first:
        yield f"    [*] --> {status.value}"
    for status, steps in table.items():
        for step, after in steps.items():
            yield f"    {status.value} --> {after.value}: {step.label}"
        if not steps:
            yield f"    {status.value} --> [*]"
    yield "```"
