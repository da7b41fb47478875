"""What the pages about adults who work here accept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from crossing.core.clock import today
from crossing.govuk import forms
from crossing.partnership.models import Membership
from crossing.records.forms.telling import Telling
from crossing.records.rules.adults import (
    AdultIs,
    Level,
    NewStaffConcern,
    NewStaffStep,
    StepKind,
)


class StaffConcernForm(forms.Form):
    """A concern about an adult: one screen."""

    adult_is = Telling(
        _("What does the adult do here?"),
        what=_("what the adult does here"),
        choices=AdultIs.choices,
        hint=_("It decides who may read this"),
    )
    adult = forms.Select(
        _("Who is it about?"),
        what=_("who it is about"),
        hint=_("If they are on this list, they can never open what you write"),
        required=False,
    )
    adult_as_named = forms.Text(
        _("If they are not on the list: their name, or how you would know them"),
        what=_("who it is"),
        max_length=250,
        required=False,
    )
    account = forms.LongText(
        _("What did you see or hear?"),
        what=_("what you saw or heard"),
        hint=_("Words that were said, as they were said"),
        rows=5,
    )
    happened_on = forms.Day(_("When was it?"), what=_("the day"), past=True)
    level = forms.Choice(
        _("Could the adult have harmed a child, broken the law, or be a risk to children?"),
        what=_("whether a child may have been harmed"),
        choices=Level.choices,
    )
    context = forms.LongText(
        _("Where was it, and what else was going on?"),
        what=_("where it was"),
        rows=2,
        required=False,
    )
    children = forms.LongText(
        _("Which children were affected?"),
        what=_("which children"),
        hint=_("Nothing is written into their records"),
        rows=2,
        required=False,
    )
    done_already = forms.LongText(
        _("What have you done already?"), what=_("what you have done"), rows=2, required=False
    )
    shared_by = forms.Text(
        _("If somebody told you this: who?"), what=_("who told you"), max_length=250, required=False
    )

    def __init__(
        self,
        *args: Any,
        here: Iterable[Membership] = (),
        panels: Mapping[str, Markup] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = {str(one.account_id): _listed(one) for one in here}
        field = cast(ChoiceField, self.fields["adult"])
        field.choices = [("", ""), *listed.items()]
        for name in ("adult", "adult_as_named"):
            self.fields[name].mark_optional = False  # type: ignore[attr-defined]
        self.fields["adult_is"].panels = panels or {}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            self.add_problems(self.made().problems(today()))
        return found

    def made(self) -> NewStaffConcern:
        """What was seen or heard."""
        given = dict(self.cleaned_data)
        adult = given.pop("adult")
        return NewStaffConcern(**given, adult=UUID(adult) if adult else None)


def _listed(one: Membership) -> str:
    return ", ".join(part for part in (one.name, one.title or one.role_name) if part)


class StaffStepForm(forms.Form):
    """What to do about a concern about an adult."""

    what = forms.Choice(
        _("What happens now?"),
        what=_("what to do"),
        choices=StepKind.choices,
        hints={
            StepKind.POLICE: _("In danger now: call 999 first. This page calls nobody."),
            StepKind.SUSPENDED: _("Ask the LADO first"),
        },
        reveals={StepKind.LADO: ("lado_on", "lado_name", "lado_advice")},
    )
    lado_on = forms.Day(_("When did you ask the LADO?"), what=_("the day"), past=True)
    lado_name = forms.Text(_("Whom did you speak to?"), what=_("whom you spoke to"), max_length=120)
    lado_advice = forms.LongText(_("What did they advise?"), what=_("what they advised"), rows=3)
    reason = forms.LongText(_("Why?"), what=_("the reason"), rows=3)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            self.add_problems(self.made().problems(today()))
        return found

    def made(self) -> NewStaffStep:
        """What was decided."""
        return NewStaffStep(**self.cleaned_data)
