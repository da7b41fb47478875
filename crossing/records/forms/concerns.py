"""What the pages about concerns accept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from crossing.core.clock import today
from crossing.govuk import forms
from crossing.records.forms.also import AlsoForm
from crossing.records.forms.picking import PicksChild
from crossing.records.forms.telling import Telling
from crossing.records.rules import Basis, ConcernKind, DecisionKind, NewConcern, NewDecision, Safe

Panels = Mapping[str, Mapping[str, Markup]]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class ConcernForm(AlsoForm, PicksChild):
    """A concern: one screen, one minute."""

    field_order = (
        *("safe_now", "adult", "who", "child", "kind", "words", "account", "basis", "sure"),
        *("happened_on", "happened_at", "place", "done_already", "also"),
    )

    safe_now = Telling(
        _("Is the child safe right now?"),
        what=_("whether the child is safe right now"),
        choices=Safe.choices,
    )
    adult = Telling(
        _("Is this about an adult who works or volunteers here?"),
        what=_("whether this is about an adult who works or volunteers here"),
        choices=YES_NO,
    )
    kind = forms.Select(
        _("What is it about?"), what=_("what it is about"), choices=ConcernKind.choices
    )
    words = forms.LongText(
        _("The child’s own words"),
        what=_("the child’s own words"),
        hint=_("Exactly as they said them, in the language they used"),
        rows=3,
        required=False,
    )
    account = forms.LongText(
        _("What did you see or hear?"),
        what=_("what you saw or heard"),
        hint=_("Fill in this, or the child’s own words, or both"),
        rows=4,
        required=False,
    )
    basis = forms.Choice(
        _("Is that what you saw or heard, or what you think?"),
        what=_("whether you saw it or think it"),
        choices=Basis.choices,
    )
    sure = forms.Choices(
        _("Are you certain?"),
        what=_("whether you are certain"),
        choices=[("no", _("I am not certain"))],
        required=False,
    )
    happened_on = forms.Day(
        _("When did it happen, or when did you notice it?"), what=_("the day"), past=True
    )
    happened_at = forms.Text(
        _("About what time?"), what=_("the time"), max_length=40, width=10, required=False
    )
    place = forms.Text(_("Where?"), what=_("where"), required=False)
    done_already = forms.LongText(
        _("What have you done already?"), what=_("what you have done"), rows=2, required=False
    )

    def __init__(self, *args: Any, panels: Panels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sure", "words", "account", "also"):
            self.fields[name].mark_optional = False  # type: ignore[attr-defined]
        for name, told in panels.items():
            self.fields[name].panels = told  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            self.add_problems(self.new_concern().problems(today()))
        return found

    def new_concern(self) -> NewConcern:
        """What was noticed."""
        given = self.cleaned_data
        same = ("safe_now", "kind", "happened_on", "basis", "words", "account", "happened_at")
        beside = ("place", "done_already")
        return NewConcern(
            child_as_named=given["who"],
            certain="no" not in given["sure"],
            **{name: given[name] for name in (*same, *beside)},
            **self.also_said(),
        )


class AddForm(forms.Form):
    """Something to add, and why."""

    text = forms.LongText(_("What do you want to add?"), what=_("what you want to add"))
    reason = forms.Text(
        _("Why are you adding it?"), what=_("why you are adding it"), max_length=250
    )


class WorryForm(forms.Form):
    """I am still worried."""

    text = forms.LongText(_("What still worries you?"), what=_("what still worries you"))


class DecideForm(forms.Form):
    """What to do about a concern."""

    what = forms.Choice(
        _("What should happen?"),
        what=_("what to do"),
        choices=DecisionKind.choices,
        hints={
            DecisionKind.NOTHING: _("You choose a day to look again"),
            DecisionKind.POLICE: _("In danger now: call 999 first. This page calls nobody."),
        },
    )
    reason = forms.LongText(_("Why?"), what=_("the reason"), rows=3)
    refer_reason = forms.LongText(
        _("Why refer to children’s services, or why not?"),
        what=_("why it is being referred, or why not"),
        hint=_("Deciding not to refer is recorded with the same care"),
        rows=3,
    )
    look_again_on = forms.Day(_("Look again on"), what=_("the day to look again"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            self.add_problems(self.new_decision().problems(today()))
        return found

    def new_decision(self) -> NewDecision:
        """What was decided."""
        return NewDecision(**self.cleaned_data)


class WhoForm(PicksChild):
    """Which child a concern is about."""
