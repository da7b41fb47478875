"""What the pages about the parts of a child's record accept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.govuk import forms
from crossing.records.forms.children import Made
from crossing.records.rules import (
    CareStatus,
    IdentifierKind,
    NameKind,
    NewAddress,
    NewDetails,
    NewIdentifier,
    NewName,
    NewRelative,
)


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

    placing_authority = forms.Text(
        _("If the child is in care: the placing authority"),
        what=_("the placing authority"),
        hint=_("It shares parental responsibility"),
        max_length=200,
        required=False,
    )
    placing_phone = forms.Text(
        _("Its telephone number"), what=_("the number"), max_length=40, width=20, required=False
    )
    court_limits = forms.LongText(
        _("What has a court decided about this child?"),
        what=_("what a court has decided"),
        hint=_("For example, who may not be told where the child lives, and until when"),
        rows=2,
        required=False,
    )
    not_to_mention = forms.LongText(
        _("What is not to be mentioned to the family?"),
        what=_("what is not to be mentioned"),
        rows=2,
        required=False,
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
    safe_way = forms.Text(
        _("Safe way to reach them"),
        what=_("the safe way"),
        hint=_("For example, mobile only, before 3pm, never by letter"),
        max_length=250,
        required=False,
    )
    delegated_authority = forms.Text(
        _("If they are a carer: what may they decide for the child?"),
        what=_("what they may decide"),
        hint=_("Delegated authority, for example school trips and day-to-day medicine"),
        max_length=250,
        required=False,
    )
    court_limits = forms.Text(
        _("Has a court limited what they may know or do?"),
        what=_("what a court has limited"),
        max_length=250,
        required=False,
    )
    checked_on = forms.Day(
        _("When was this last checked?"), what=_("the day"), past=True, required=False
    )


PART_FORMS: dict[str, type[Made]] = {
    "name": NameForm,
    "address": AddressForm,
    "identifier": IdentifierForm,
    "relative": RelativeForm,
}
