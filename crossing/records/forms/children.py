"""What the pages about a child's record accept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.core.clock import today
from crossing.govuk import forms
from crossing.records.forms.picking import PicksChild
from crossing.records.queries import Filters
from crossing.records.queries.chronology import KINDS
from crossing.records.rules import (
    EntryKind,
    NewChild,
    NewEntry,
    Sex,
)


class Made(forms.Form):
    """A form that makes one thing, and asks the thing itself what is wrong with it."""

    makes: type

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            self.add_problems(self.made().problems(today()))
        return found

    def made(self) -> Any:
        """What was given."""
        return self.makes(**self.cleaned_data)


class SearchForm(forms.Form):
    """A name, in any order and spelling, and perhaps a date of birth."""

    text = forms.Text(
        _("Name or date of birth"),
        what=_("a name or a date of birth"),
        hint=_("For example, Kate O’Brien 3/4/2012. Nicknames and slips are forgiven."),
    )


class ChildForm(Made):
    """What the roll knows about a child."""

    makes = NewChild

    given = forms.Text(_("First names, as in law"), what=_("the first name"), max_length=100)
    family = forms.Text(_("Last name, as in law"), what=_("the last name"), max_length=100)
    preferred_given = forms.Text(
        _("First name that they go by"), what=_("the name"), max_length=100, required=False
    )
    preferred_family = forms.Text(
        _("Last name that they go by"), what=_("the name"), max_length=100, required=False
    )
    born_on = forms.Day(
        _("Date of birth"),
        what=_("the date of birth"),
        hint=_("Leave empty if nobody knows it"),
        past=True,
        required=False,
    )
    sex = forms.Select(_("Sex"), what=_("the sex"), choices=Sex.choices, required=False)
    class_name = forms.Text(
        _("Class"), what=_("the class"), max_length=40, width=10, required=False
    )
    on_roll_from = forms.Day(_("First day here"), what=_("the first day"), required=False)
    on_roll_until = forms.Day(_("Last day here"), what=_("the last day"), required=False)


class ChangeForm(ChildForm):
    """The same, of the version that was opened."""

    version = forms.Hidden(max_length=10)

    def made(self) -> Any:
        """What was given, without the version."""
        given = self.cleaned_data
        return NewChild(**{name: given[name] for name in given if name != "version"})

    @property
    def opened(self) -> int:
        """The version that was opened; one that nobody ever wrote when it was tampered with."""
        version = str(self.cleaned_data["version"])
        return int(version) if version.isdecimal() else 0


HIDING = {
    "no_parent_disclosure": _("The family and the homes"),
    "court_restriction": _("Other names: a court has limited what may be told"),
}


class FlagsForm(forms.Form):
    """What is hidden, and from whom."""

    flags = forms.Choices(
        _("What is to be hidden?"),
        what=_("what is to be hidden"),
        choices=list(HIDING.items()),
        hint=_("Only those who lead on safeguarding see what is hidden"),
        required=False,
    )


class SealForm(forms.Form):
    """Seal a record, or open it again."""

    sealed = forms.YesNo(
        _("Should this record be sealed?"),
        what=_("whether this record should be sealed"),
        hint=_("Then only the people named for sealed records can find it. Nobody else can tell."),
    )


class ReasonForm(forms.Form):
    """Why an entry is significant."""

    reason = forms.Text(
        _("Why is it significant?"), what=_("why it is significant"), max_length=250
    )


class CallForm(PicksChild):
    """A call, in two lines."""

    caller = forms.Text(_("Who did you speak to?"), what=_("who you spoke to"), max_length=200)
    said = forms.LongText(_("What was said?"), what=_("what was said"), rows=2)
    happened_on = forms.Day(_("When?"), what=_("the day"), past=True)

    def made(self) -> NewEntry:
        """The entry."""
        given = self.cleaned_data
        title = str(_("Call with %(who)s")) % {"who": given["caller"]}
        return NewEntry(EntryKind.CALL, title, given["said"], given["happened_on"])


EVERY_KIND = [("all", _("Every kind")), *KINDS.items()]


class FilterForm(forms.Form):
    """Which entries of a chronology to show."""

    same = True

    kind = forms.Select(
        _("Kind"), what=_("a kind"), choices=EVERY_KIND, required=False, initial="all"
    )
    since = forms.Day(_("From"), what=_("the first day"), required=False)
    until = forms.Day(_("To"), what=_("the last day"), required=False)
    significant = forms.Choices(
        _("Only"),
        what=_("whether to show only significant entries"),
        choices=[("yes", _("Significant entries"))],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.mark_optional = False  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was chosen; everything when it could not be read."""
        if not self.is_bound or not self.is_valid():
            return Filters()
        given = self.cleaned_data
        return Filters(given["kind"], given["since"], given["until"], bool(given["significant"]))
