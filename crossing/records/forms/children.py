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
    CareStatus,
    EntryKind,
    IdentifierKind,
    NameKind,
    NewAddress,
    NewChild,
    NewDetails,
    NewEntry,
    NewIdentifier,
    NewName,
    NewRelative,
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


class DetailsForm(Made):
    """What a record needs and a roll does not show."""

    makes = NewDetails

    ethnicity = forms.Text(
        _("Ethnicity"),
        what=_("the ethnicity"),
        hint=_("As the child or the family say it"),
        max_length=100,
        required=False,
    )
    languages = forms.Text(_("Languages"), what=_("the languages"), required=False)
    needs = forms.Text(
        _("Needs"), what=_("the needs"), hint=_("For example, EHCP, hearing aid"), required=False
    )
    care_status = forms.Select(
        _("Care status"), what=_("the care status"), choices=CareStatus.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data


class NameForm(Made):
    """Another name."""

    makes = NewName

    kind = forms.Choice(
        _("What kind of name is it?"), what=_("what kind of name it is"), choices=NameKind.choices
    )
    given = forms.Text(_("First name"), what=_("the first name"), max_length=100, required=False)
    family = forms.Text(_("Last name"), what=_("the last name"), max_length=100, required=False)


class AddressForm(Made):
    """A home."""

    makes = NewAddress

    lines = forms.Text(_("Address"), what=_("the address"), max_length=250)
    postcode = forms.Text(
        _("Postcode"), what=_("the postcode"), max_length=10, width=10, required=False
    )
    with_whom = forms.Text(
        _("Who does the child live with there?"), what=_("who"), max_length=100, required=False
    )
    starts_on = forms.Day(_("From"), what=_("the first day"), required=False)
    ends_on = forms.Day(_("Until"), what=_("the last day"), required=False)


class IdentifierForm(Made):
    """A number from another system."""

    makes = NewIdentifier

    kind = forms.Choice(
        _("Which number is it?"), what=_("which number it is"), choices=IdentifierKind.choices
    )
    value = forms.Text(_("Number"), what=_("the number"), max_length=60, width=20)
    source = forms.Text(
        _("Where does it come from?"), what=_("where the number comes from"), max_length=100
    )
    as_of = forms.Day(_("On which day was it read there?"), what=_("the day"), past=True)


class RelativeForm(Made):
    """Somebody of the family."""

    makes = NewRelative

    name = forms.Text(_("Name"), what=_("the name"), max_length=120)
    relation = forms.Text(
        _("What are they to the child?"),
        what=_("what they are to the child"),
        hint=_("For example, mother, stepfather, foster carer"),
        max_length=60,
    )
    phone = forms.Text(
        _("Telephone"), what=_("the telephone number"), max_length=40, width=20, required=False
    )
    parental_responsibility = forms.YesNo(
        _("Do they have parental responsibility?"),
        what=_("whether they have parental responsibility"),
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know"))],
    )


PART_FORMS: dict[str, type[Made]] = {
    "name": NameForm,
    "address": AddressForm,
    "identifier": IdentifierForm,
    "relative": RelativeForm,
}


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
