"""Blank forms for when the power is out: the questions of the screen, from the same forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk.forms import Choice, Choices, LongText, Select
from crossing.govuk.forms.choices import offered
from crossing.paper.blocks import Block, Document, Heading, Lines, Text, Ticks, Words
from crossing.records.forms.adults import StaffConcernForm
from crossing.records.forms.concerns import ConcernForm
from crossing.sharing.forms.ask import AboutForm, QuestionForm
from crossing.sharing.forms.outcome import DecideForm
from crossing.sharing.forms.weigh import FamilyForm, WeighForm
from crossing.sharing.rules import Marking, Purpose

MOST_TICKS = 20  # a longer list is a line to write on

FORMS: dict[str, tuple[Words, Words]] = {
    "concern": (
        gettext_lazy("A concern about a child"),
        gettext_lazy(
            "If the child is in danger now, call 999 first. Give this to the "
            "safeguarding lead by hand, now."
        ),
    ),
    "adult": (
        gettext_lazy("A concern about an adult who works here"),
        gettext_lazy(
            "If a child is in danger now, call 999 first. Give this by hand to whoever leads here, "
            "and to nobody else; if it is about them, to the chair or outside decider."
        ),
    ),
    "request": (
        gettext_lazy("Ask another organisation"),
        gettext_lazy(
            "Read it out on a number from the directory, or hand it over. One sheet for each child."
        ),
    ),
    "decision": (
        gettext_lazy("Decide what to share"),
        gettext_lazy(
            "One sheet for each child and each organisation. Nobody shares what nobody decided."
        ),
    ),
    "emergency": (
        gettext_lazy("Share now: child in danger"),
        gettext_lazy(
            "Call 999 first. This sheet calls nobody. The full record is due within 24 "
            "hours, and somebody else reviews it within 2 working days."
        ),
    ),
}


def blank_paper(name: str, printed: str) -> Document:
    """One blank form, by name."""
    title, under = FORMS[name]
    blocks = [*MAKE[name](), *_signed()]
    return Document(
        title=title,
        blocks=blocks,
        marking=Marking.SENSITIVE.label,
        printed=printed,
        under=under,
    )


def _signed() -> list[Block]:
    return [
        Heading(_("Who fills this in")),
        Lines(_("Your name and position"), 1),
        Lines(_("Day and time"), 1),
        Lines(_("Signature"), 1),
        Text(_("When the power is back, type it in the same day, and say who wrote it.")),
    ]


def _questions(form: Any, *names: str) -> list[Block]:
    """The questions of a page, in its order; a list that is made for each case becomes a line."""
    fields = {name: one for name, one in form.base_fields.items() if one.label}  # none hidden
    return [_question(fields[name]) for name in names or fields]


def _question(field: Any) -> Block:
    label, hint = field.label, field.help_text or ""
    options = offered(field) if isinstance(field, Choice | Choices | Select) else []
    if 0 < len(options) <= MOST_TICKS:
        return Ticks(label, [text for _value, text in options], hint)
    return Lines(label, 3 if isinstance(field, LongText) else 1, hint)


def _concern() -> list[Block]:
    fields = ConcernForm.base_fields
    ordered = [name for name in ConcernForm.field_order if name in fields]
    names = [*ordered, *(name for name in fields if name not in ordered)]
    who = Lines(_("Who is it about? Name, class, and date of birth if you know it"), 1)
    return [
        who if name == "who" else _question(fields[name])
        for name in names
        if fields[name].label and name not in NOT_ON_PAPER
    ]


NOT_ON_PAPER = ("child",)  # chosen from a search


def _adult() -> list[Block]:
    names = [name for name in StaffConcernForm.base_fields if name != "adult"]
    return _questions(StaffConcernForm, *names)


def _request() -> list[Block]:
    purposes = [text for _value, text in Purpose.choices]
    return [
        *_questions(AboutForm),
        Ticks(_("What is it for?"), purposes),
        *_questions(QuestionForm, "wanted", "why", "if_not", "offence", "needed_by"),
        Lines(_("Which law do you rely on?"), 1),
    ]


def _decision() -> list[Block]:
    return [
        Lines(_("Who asks, and how you checked who they are"), 2),
        Lines(_("Child, and date of birth"), 1),
        Ticks(_("Are you personally connected to this family?"), [_("Yes"), _("No")]),
        Lines(_("What they asked, and what for"), 2),
        Lines(_("What is shared, word for word. Leave out the names of other people."), 8),
        Heading(_("Weigh it")),
        *_questions(WeighForm),
        Heading(_("The child and the family")),
        *_questions(FamilyForm, "child_view", "family_told", "not_told_because", "look_again_on"),
        Heading(_("Decide")),
        *_questions(DecideForm, "outcome", "reason_kept", "reason_told"),
        Lines(_("Which law allows it, and which agreement"), 2),
    ]


def _emergency() -> list[Block]:
    six: Sequence[Words] = (
        _("Which child?"),
        _("What is the danger?"),
        _("What did you share?"),
        _("With whom, and on which number that we found?"),
        _("How: by phone, in person?"),
        _("Who shared it?"),
    )
    return [Lines(each, 2) for each in six]


MAKE = {
    "concern": _concern,
    "adult": _adult,
    "request": _request,
    "decision": _decision,
    "emergency": _emergency,
}
