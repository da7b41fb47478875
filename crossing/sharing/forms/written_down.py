"""What is written down about a question that came by phone, letter, e-mail or in person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Select, Text
from crossing.partnership.models import Organisation
from crossing.partnership.rules import Kind
from crossing.sharing.forms.ask import OWN, AboutForm, QuestionForm, line_of, or_none
from crossing.sharing.rules import Ask, Channel, IdentityCheck, problems_of_ask

THEIR_WORDS = {
    "wanted": _("Exactly what do they want to know?"),
    "why": _("Why do they need it?"),
    "if_not": _("What could happen if they are not told?"),
    "subject_role": _("Who is the child in their enquiry?"),
    "power": _("Which law do they rely on?"),
}


class WrittenDownForm(AboutForm, QuestionForm):
    """A question that came by phone, letter, e-mail or in person: who, about whom, what, why."""

    channel = Choice(
        _("How did they ask?"),
        what=_("how they asked"),
        choices=[one for one in Channel.choices if one[0] != Channel.HERE],
    )
    asker = Select(_("Where are they from?"), what=_("where they are from"))
    organisation = Text(
        _("Their organisation, if it is not in the list"),
        what=_("the organisation"),
        required=False,
    )
    asked_by = Text(_("Who asked?"), what=_("who asked"), max_length=100)
    position = Text(_("Their position"), what=_("their position"), max_length=100)
    identity_check = Choice(
        _("How did you check who they are?"),
        what=_("how you checked who they are"),
        hint=_("Never ring the number that a caller gives you. Use a number that you found."),
        choices=IdentityCheck.choices,
        reveals={IdentityCheck.CALLED_BACK.value: "number"},
    )
    number = Text(_("The number that you found and rang"), what=_("the number"), width=20)
    authorised_by = Text(
        _("Who authorised it?"),
        what=_("who authorised it"),
        hint=_("For the police: an inspector or above, as they told you."),
        required=False,
    )
    field_order = (
        *("channel", "asker", "organisation", "asked_by", "position", "identity_check", "number"),
        *("given_names", "family_name", "born_on", "age", "school_or_address"),
        *("purpose", "wanted", "why", "if_not", "law_enforcement", "subject_role", "offence"),
        *("authorised_by", "power", "needed_by"),
    )

    def __init__(self, *args: Any, partners: Iterable[Organisation], **kwargs: Any) -> None:
        self.partners = {str(one.pk): one for one in partners}
        super().__init__(*args, partners=(), kind=Kind.POLICE, **kwargs)
        del self.fields["holder"]
        del self.fields["about"]
        known = [(pk, line_of(one)) for pk, one in self.partners.items()]
        other = (OWN, str(_("Another organisation")))
        self.fields["asker"].choices = [("", ""), *known, other]  # type: ignore[attr-defined]
        for name, label in THEIR_WORDS.items():
            self.fields[name].label = label
        enforcing = self.fields["law_enforcement"]
        enforcing.help_text = ""
        enforcing.reveals = {"yes": ("subject_role", "offence", "authorised_by")}  # type: ignore[attr-defined]

    def from_partner(self) -> Organisation | None:
        """The partner that they are from, if they are from one."""
        return self.partners.get(self.cleaned_data.get("asker", ""))

    def asked(self, ask: Ask | None = None) -> Ask:
        partner, data = self.from_partner(), self.cleaned_data
        who = Ask(
            asker=partner.kind if partner else "",
            channel=or_none(Channel, data.get("channel")) or Channel.PHONE,
            asked_by=data.get("asked_by", ""),
            position=data.get("position", ""),
            identity_check=or_none(IdentityCheck, data.get("identity_check")),
        )
        return QuestionForm.asked(self, AboutForm.asked(self, who))

    def _add_rules(self, ask: Ask) -> None:
        found = problems_of_ask(ask, self.today)
        mine = {name for name in self.fields if name not in self.errors}
        self.add_problems({name: text for name, text in found.items() if name in mine})
