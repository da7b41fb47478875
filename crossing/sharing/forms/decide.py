"""The questions of the decide path. The rules say what is missing, beside each question."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk.forms import Choice, Day, Form, LongText, Moment, Select, Text, YesNo
from crossing.govuk.words import day
from crossing.partnership.rules import Kind
from crossing.sharing import rules
from crossing.sharing.answers import plain
from crossing.sharing.queries.desk import Desk

F = TypeVar("F", bound=forms.Field)


def asked(field: F) -> F:
    """A question whose answer the rules may ask for: the form itself never requires it."""
    field.required = False
    field.mark_optional = False  # type: ignore[attr-defined]
    return field


class StepForm(Form):
    """One page. `kept()` is what it saves; what is missing comes from `problems_on`."""

    step: ClassVar[str] = ""

    def __init__(self, desk: Desk, data: Any = None, draft: Mapping[str, Any] | None = None):
        self.desk = desk
        super().__init__(data)
        self.arrange()
        self.initial = {**self.at_start(), **self._drafted(draft)}

    def _drafted(self, draft: Mapping[str, Any] | None) -> dict[str, Any]:
        """What was typed into this page and not yet sent."""
        if draft is None:
            return {}
        return {
            name: field.widget.value_from_datadict(draft, {}, name)
            for name, field in self.fields.items()
            if not field.widget.value_omitted_from_data(draft, {}, name) or name in draft
        }

    def arrange(self) -> None:
        """Fit the questions to this case."""

    def at_start(self) -> dict[str, Any]:
        """What stands in the fields when the page is opened."""
        return {
            name: _typed(field, self.desk.saved.get(name)) for name, field in self.fields.items()
        }

    def kept(self) -> dict[str, Any]:
        """What this page saves; an answer with a mistake in it is not among it."""
        return {name: self.cleaned_data.get(name) for name in self.fields}

    def clean(self) -> None:
        if self.cleaned_data.get("connected"):
            return  # they are out, so nothing else is asked of them
        tried = self.desk.trying(plain(self.kept()))
        self.show(tried.problems_on(self.step))

    def show(self, problems: Mapping[str, str]) -> None:
        """The rules' sentences, where the field has no mistake of its own already."""
        self.add_problems(
            {name: text for name, text in problems.items() if name not in self.errors}
        )


def _typed(field: forms.Field, value: Any) -> Any:
    """A saved value as its field shows it."""
    if value and isinstance(field, Day):
        return datetime.date.fromisoformat(value)
    if value and isinstance(field, Moment):
        return datetime.datetime.fromisoformat(value)
    return value


class RequestForm(StepForm):
    """Who decides, and to whom somebody speaks."""

    step = "request"
    connected = asked(
        YesNo(
            gettext_lazy(
                "Are you, or is someone close to you, personally connected to this family?"
            ),
            what=gettext_lazy("yes or no"),
            hint=gettext_lazy("Knowing them through your work does not count."),
        )
    )
    recipient_kind = asked(
        Select(
            gettext_lazy("What kind of organisation do they work for?"),
            what=gettext_lazy("a kind of organisation"),
            choices=Kind.choices,
        )
    )
    told_to = asked(
        Text(
            gettext_lazy("Who are you telling, and what is their position?"),
            what=gettext_lazy("who you are telling"),
            max_length=250,
        )
    )
    identity_check = asked(
        Choice(
            gettext_lazy("How did you check who they are?"),
            what=gettext_lazy("how you checked who they are"),
            choices=rules.IdentityCheck.choices,
        )
    )
    told_at = asked(
        Moment(gettext_lazy("When did you tell them?"), what=gettext_lazy("when you told them"))
    )
    difference = asked(
        LongText(
            gettext_lazy("Was anything else told, or is something in it not right? (optional)"),
            what=gettext_lazy("what else was told"),
            hint=gettext_lazy(
                "What was sent stays as it is. This stands beside it, and stays here."
            ),
            rows=3,
        )
    )

    def arrange(self) -> None:
        """What was said at the start is not asked again."""
        saved, route = self.desk.saved, self.desk.route
        if self.desk.deliberation.recipient_id or not (self.desk.asked or self.desk.at_once):
            del self.fields["recipient_kind"]
        if not self.desk.at_once:
            del self.fields["difference"]
        spoken = route == rules.Route.SPEAKING or saved.get("channel", "here") != "here"
        for name in ("told_to", "identity_check"):
            if not spoken or (saved.get(name) and "request" not in self.desk.done):
                del self.fields[name]
        if route != rules.Route.TOLD_ALREADY or saved.get("told_at"):
            del self.fields["told_at"]


class ChildForm(StepForm):
    """Which of our children it is, if any: one answer."""

    step = "child"
    our_child = asked(
        Choice(gettext_lazy("Is this one of our children?"), what=gettext_lazy("a child"))
    )

    def __init__(self, desk: Desk, candidates: Any, data: Any = None, draft: Any = None):
        self.candidates = candidates
        super().__init__(desk, data, draft)

    def arrange(self) -> None:
        field = cast(Choice, self.fields["our_child"])
        found = [(str(match.child.pk), describe(match.child)) for match in self.candidates]
        field.hints = {str(match.child.pk): why(match) for match in self.candidates}
        no = (
            _("None of these: we do not know this child")
            if found
            else _("We do not know this child")
        )
        field.choices = [*found, ("no", no), ("not_sure", rules.OurChild.NOT_SURE.label)]
        field.divider = "no" if found else ""

    def at_start(self) -> dict[str, Any]:
        said, child = self.desk.saved.get("is_our_child"), self.desk.deliberation.child_id
        ours = str(child) if said == rules.OurChild.YES and child else said
        return {**super().at_start(), "our_child": ours or ""}

    @property
    def child(self) -> Any:
        """The child of ours that was chosen."""
        chosen = self.cleaned_data.get("our_child")
        return next((m.child for m in self.candidates if str(m.child.pk) == chosen), None)

    def kept(self) -> dict[str, Any]:
        kept = super().kept()
        chosen = kept.pop("our_child", "")
        ours = {"no": rules.OurChild.NO, "not_sure": rules.OurChild.NOT_SURE, "": None, None: None}
        return {**kept, "is_our_child": ours.get(chosen, rules.OurChild.YES)}

    def show(self, problems: Mapping[str, str]) -> None:
        names = {"is_our_child": "our_child"}
        super().show({names.get(name, name): text for name, text in problems.items()})


class RequestAndChildForm(ChildForm, RequestForm):
    """The shorter ways ask both on one page."""

    step = "request"
    field_order = (
        "connected",
        "recipient_kind",
        "told_to",
        "identity_check",
        "told_at",
        "difference",
        "our_child",
    )

    def arrange(self) -> None:
        RequestForm.arrange(self)
        ChildForm.arrange(self)


def describe(child: Any) -> str:
    """A child of ours, as one line."""
    born = _("born %(day)s") % {"day": day(child.born_on)} if child.born_on else ""
    return ", ".join(part for part in (child.name, born, child.class_name) if part)


def why(match: Any) -> str:
    """Why we think that it is this child."""
    reasons = "; ".join(map(str, match.why))
    return reasons[:1].upper() + reasons[1:]


class ConfirmForm(Form):
    """The second person's page: two answers."""

    connected = asked(
        YesNo(
            gettext_lazy(
                "Are you, or is someone close to you, personally connected to this family?"
            ),
            what=gettext_lazy("yes or no"),
            hint=gettext_lazy("Knowing them through your work does not count."),
        )
    )
    agreed = asked(
        Choice(
            gettext_lazy("Do you confirm this?"),
            what=gettext_lazy("whether you confirm it"),
            choices=(
                ("yes", gettext_lazy("Yes: send it as it stands")),
                ("no", gettext_lazy("No: return it to the proposer")),
            ),
            reveals={"no": "because"},
        )
    )
    because = asked(
        LongText(
            gettext_lazy("What should change?"), what=gettext_lazy("what should change"), rows=3
        )
    )

    def answer(self) -> rules.Confirmation:
        said = self.cleaned_data
        agreed = {"yes": True, "no": False}.get(said.get("agreed") or "")
        return rules.Confirmation(said.get("connected"), agreed, said.get("because") or "")

    def clean(self) -> None:
        answer = self.answer()
        if not answer.connected:  # somebody who is connected is out, whatever else they say
            self.add_problems(rules.problems_of_confirming(answer))
