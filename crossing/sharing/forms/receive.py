"""What the pages of receiving accept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Day, Form, LongText, Select
from crossing.partnership.models import Organisation
from crossing.records.queries import Match
from crossing.sharing.queries.ledger_words import OUTCOMES
from crossing.sharing.rules import Purpose
from crossing.sharing.rules.receiving import Problem


class QuestionBackForm(Form):
    """One question about what was shared."""

    text = LongText(
        _("Your question"),
        what=_("your question"),
        hint=_("You can ask one. For more, ring them, or make a new request."),
        rows=4,
    )


class NextForm(Form):
    """What happened next."""

    text = LongText(
        _("What happened next?"),
        what=_("what happened next"),
        hint=_("What you did because of it, and whether it helped the child."),
        rows=4,
    )


class ProblemForm(Form):
    """Something is wrong with what arrived."""

    problem = Choice(_("What is wrong?"), what=_("what is wrong"), choices=Problem.choices)
    text = LongText(
        _("Anything that helps the sender"),
        what=_("what helps the sender"),
        hint=_("Write nothing about the child that they have not told you."),
        rows=3,
        required=False,
    )


class UnsealForm(Form):
    """Opening a closed copy."""

    reason = LongText(
        _("Why do you need to open it again?"),
        what=_("why you need to open it again"),
        hint=_("It opens for you alone, for one hour. The other side reads this reason."),
        rows=3,
    )


class TakeBackForm(Form):
    """Taking back what was shared."""

    reason = LongText(
        _("Why do you take it back?"),
        what=_("why you take it back"),
        hint=_(
            "Whoever received it reads this. It closes at once and cannot be opened again here."
        ),
        rows=3,
    )


class AttachForm(Form):
    """Which of our own children it is about."""

    child = Choice(_("Which child’s record does it belong to?"), what=_("the child it belongs to"))

    def __init__(self, *args: Any, matches: Iterable[Match], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(match.child.pk): match.child for match in matches}
        field = self.fields["child"]
        field.choices = [(pk, str(child)) for pk, child in self.children.items()]  # type: ignore[attr-defined]
        field.hints = {pk: _born(child) for pk, child in self.children.items()}  # type: ignore[attr-defined]


def _born(child: Any) -> str:
    from_birth = child.born_on.strftime("%d %B %Y").lstrip("0") if child.born_on else ""
    return str(_("Born %(day)s") % {"day": from_birth}) if from_birth else ""


class LedgerForm(Form):
    """What to show of the register. Nothing in it names a child: that search is posted."""

    same = True

    since = Day(_("From"), what=_("the first day"), required=False)
    until = Day(_("To"), what=_("the last day"), required=False)
    partner = Select(_("Who with"), what=_("who with"), required=False)
    purpose = Select(
        _("Purpose"), what=_("the purpose"), required=False, choices=[("", ""), *Purpose.choices]
    )
    outcome = Select(
        _("Answer"), what=_("the answer"), required=False, choices=[("", ""), *OUTCOMES.items()]
    )
    decider = Select(_("Decided by"), what=_("who decided"), required=False)

    def __init__(
        self,
        *args: Any,
        partners: Iterable[Organisation],
        deciders: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider"].choices = [("", ""), *deciders]  # type: ignore[attr-defined]
        choices = [("", ""), *((str(one.pk), one.name) for one in partners)]
        self.fields["partner"].choices = choices  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.mark_optional = False  # type: ignore[attr-defined]
