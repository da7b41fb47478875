"""What the pages of a breach accept."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Day, Form, LongText, Moment
from crossing.sharing.rules.breach import (
    CHOICES,
    DATED,
    AtRisk,
    Change,
    Commissioner,
    People,
    Spread,
    Step,
    problems_of_destruction,
    problems_of_step,
)

ASKED: dict[Step, str | Promise] = {
    Step.AT_RISK: _("Why do you think so?"),
    Step.COMMISSIONER: _("Why? What is the risk to the people whom it is about?"),
    Step.PEOPLE: _("Who was told what, or why is nobody told?"),
    Step.CHANGE: _("What will be changed, by whom and by when? Or why nothing?"),
}
HINTS: dict[Step, dict[str, str | Promise]] = {
    Step.COMMISSIONER: {
        Commissioner.NOT_TOLD: _("This is kept. The Information Commissioner can ask to see it."),
    },
    Step.PEOPLE: {
        People.NOT_TOLD: _("The risk is not high, or telling them could put the child at risk."),
    },
    Step.AT_RISK: {AtRisk.YES: _("The next page says what to do.")},
    Step.CHANGE: {Change.NOTHING: _("Say what already stands in the way of it.")},
}


class WentWrongForm(Form):
    """The sender: it went to the wrong place."""

    aware_at = Moment(
        _("When did somebody here find out?"),
        what=_("the moment when somebody found out"),
        hint=_("72 hours are counted from it. Leave it empty if it was just now."),
        past=True,
        required=False,
    )


class StepForm(Form):
    """One of the questions of a breach, with the reason."""

    choice = Choice("", what=_("an answer"))
    on = Day(_("On which day?"), what=_("the day"))
    text = LongText("", what=_("the reason"), rows=4)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        choice: Any = self.fields["choice"]
        choice.label, choice.choices = step.label, CHOICES[step].choices
        choice.hints = HINTS[step]
        text: Any = self.fields["text"]
        text.label = ASKED[step]
        if step in DATED:
            choice.reveals = {DATED[step]: ("on",)}
        else:
            del self.fields["on"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            on = data.get("on")
            self.add_problems(problems_of_step(self.step, data["choice"], data["text"], on))
        return data


class DestroyedForm(Form):
    """Whoever had it by mistake: every copy is destroyed."""

    spread = Choice(
        _("What became of it here?"),
        what=_("what became of it"),
        choices=Spread.choices,
        hint=_("Think of prints, screenshots, e-mails, notes in other systems, and talk."),
        hints={Spread.HELD: _("Then it is not destroyed, and cannot be confirmed yet.")},
    )
    text = LongText(
        _("Who has seen it, and what have you done about that?"),
        what=_("who has seen it, and what you did"),
        hint=_("Names and places. Write nothing of what stood in it."),
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "spread" in data:
            self.add_problems(problems_of_destruction(data["spread"], data.get("text", "")))
        return data
