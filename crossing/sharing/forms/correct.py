"""What the pages of correcting accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.core.clock import today
from crossing.govuk.forms import Choice, Day, Form, LongText, Text
from crossing.sharing.rules.correcting import (
    Answered,
    NewCorrection,
    Relied,
    Truth,
    problems_of_answer,
    problems_of_receipt,
    problems_of_telling,
)

ANSWERS = [(one.value, one.label) for one in (Answered.STANDS, Answered.LOOKING)]
URGENT, ROUTINE = "urgent", "routine"


class CorrectForm(Form):
    """What is wrong with one item. Everybody who has it is told."""

    wrong = LongText(
        _("What is wrong?"),
        what=_("what is wrong"),
        hint=_("Everybody who received it reads this. Write no more than they have already."),
        rows=3,
    )
    truth = Choice(
        _("What is true instead?"),
        what=_("what is true instead"),
        choices=Truth.choices,
        reveals={Truth.INSTEAD: "instead"},
    )
    instead = LongText(
        _("This is true"),
        what=_("what is true instead"),
        hint=_("Only what corrects it. Anything new about a child needs its own decision."),
        rows=3,
    )
    found = LongText(
        _("How was it found?"),
        what=_("how it was found"),
        hint=_("This stays with us."),
        rows=2,
    )
    undo = LongText(
        _("May it have led to something that must be undone?"),
        what=_("what may have to be undone"),
        hint=_("A visit, a plan, a decision, something passed on. They read this."),
        rows=2,
        required=False,
    )
    urgent = Choice(
        _("By when must they have read it?"),
        what=_("by when they must have read it"),
        choices=[
            (URGENT, _("Today: somebody could be harmed by it")),
            (ROUTINE, _("Within two working days")),
        ],
    )

    @property
    def new(self) -> NewCorrection:
        """What was written."""
        data = self.cleaned_data
        return NewCorrection(
            wrong=data["wrong"],
            truth=data["truth"],
            instead=data["instead"] or "",
            found=data["found"],
            undo=data["undo"],
            urgent=data["urgent"] == URGENT,
        )


class AcknowledgeForm(Form):
    """Somebody at the recipient has read a correction."""

    relied = Choice(
        _("Has anybody here acted on what was wrong?"),
        what=_("whether anybody acted on it"),
        choices=Relied.choices,
    )
    did = LongText(
        _("What have you done about it?"),
        what=_("what you have done about it"),
        hint=_("For example: told the officer who made the visit; changed the plan. They read it."),
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "relied" in data:
            self.add_problems(problems_of_receipt(data["relied"], data.get("did", "")))
        return data


class ToldForm(Form):
    """Somebody outside Crossing was told of a correction."""

    relied = Choice(
        _("Has anybody there acted on what was wrong?"),
        what=_("whether anybody acted on it"),
        choices=Relied.choices,
    )
    did = LongText(
        _("Who was told, when, and what do they say?"),
        what=_("who was told, when, and what they say"),
        hint=_("For example: rang Dr Lowe at 14:10; she has changed her notes."),
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(problems_of_telling(data["relied"], data["did"]))
        return data


class ContradictForm(Form):
    """It contradicts what we hold: which item, and whom to ring."""

    position = Choice(_("Which part of it?"), what=_("which part of it"))
    text = LongText(
        _("What differs?"),
        what=_("what differs"),
        hint=_(
            "Say only that it differs, and in what: a name, a day, a place. Do not write what you"
            " hold: that is yours to share, with a decision of its own."
        ),
        rows=3,
    )
    ring = Text(
        _("Whom can they ring?"),
        what=_("whom they can ring"),
        hint=_("A name and a number."),
        max_length=250,
    )

    def __init__(self, *args: Any, parts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = [(str(number), title) for number, title in parts]  # type: ignore[attr-defined]


class AnswerForm(Form):
    """What the sender says to that."""

    kind = Choice(
        _("If it is not, or you do not know yet: what do you answer?"),
        what=_("what you answer"),
        choices=ANSWERS,
        reveals={Answered.STANDS: "told", Answered.LOOKING: "until"},
    )
    told = LongText(_("Why does it stand?"), what=_("why it stands. They read this"), rows=3)
    until = Day(
        _("Until when?"),
        what=_("a day within the next 14 days"),
        hint=_("At most 14 days from today. The second time, those who lead here are told."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            found = problems_of_answer(data["kind"], data["told"] or "", data["until"], today())
            self.add_problems(found)
        return data
