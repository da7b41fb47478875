"""What the pages of an agreement accept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, cast

from django.forms import MultipleChoiceField
from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Choices, Day, Form, LongText, Text
from crossing.partnership.models import Organisation
from crossing.sharing.commands.agreements import Draft
from crossing.sharing.forms.decide import asked
from crossing.sharing.models import Agreement, LegalRule
from crossing.sharing.rules import LegalKind, Purpose
from crossing.sharing.rules.agreements import TERMS, Controllers, problems_of_dates
from crossing.sharing.rules.agreements import Text as Says


class AboutForm(Form):
    """Who agrees, about what, and from when until when. A draft may leave gaps."""

    title = Text(_("Name of the agreement"), what=_("a name"))
    parties = asked(Choices(_("Which organisations agree?"), what=_("organisations")))
    purposes = asked(
        Choices(
            _("What may information be shared for?"),
            what=_("what it may be shared for"),
            choices=Purpose.choices,
        )
    )
    controllers = asked(
        Choice(
            _("Who answers for the information?"),
            what=_("who answers for it"),
            choices=Controllers.choices,
        )
    )
    starts_on = asked(Day(_("First day"), what=_("the first day")))
    review_on = asked(Day(_("Look at it again on"), what=_("the day of the review")))
    ends_on = asked(Day(_("Last day"), what=_("the last day")))

    def __init__(self, orgs: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orgs = {str(org.pk): org for org in orgs}
        field = cast(MultipleChoiceField, self.fields["parties"])
        field.choices = [(pk, org.name) for pk, org in self.orgs.items()]

    def clean(self) -> None:
        said = self.cleaned_data
        days = {name: said.get(name) for name in ("starts_on", "review_on", "ends_on")}
        if all(days.values()):
            self.add_problems(problems_of_dates(Says(**cast(Any, days))))

    def draft(self) -> Draft:
        said = self.cleaned_data
        return Draft(
            title=said["title"],
            controllers=said["controllers"] or "",
            purposes=said["purposes"],
            starts_on=said["starts_on"],
            review_on=said["review_on"],
            ends_on=said["ends_on"],
            parties=[self.orgs[pk] for pk in said["parties"]],
        )


class LawForm(Form):
    """What allows the sharing: what is in force on the first day, kind by kind."""

    def __init__(self, laws: Iterable[LegalRule], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_kind: dict[str, list[tuple[str, str]]] = {}
        for rule in laws:
            by_kind.setdefault(rule.kind, []).append((rule.code, rule.label))
        for kind, choices in by_kind.items():
            label = LegalKind(kind).label
            self.fields[kind] = asked(Choices(label, what=label, choices=choices))

    @staticmethod
    def at_start(laws: Iterable[LegalRule], codes: list[str]) -> dict[str, list[str]]:
        """What is chosen so far, kind by kind."""
        found: dict[str, list[str]] = {}
        for rule in laws:
            if rule.code in codes:
                found.setdefault(rule.kind, []).append(rule.code)
        return found

    def draft(self) -> Draft:
        return Draft(law=[code for codes in self.cleaned_data.values() for code in codes])


class TermsForm(Form):
    """What is agreed, in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for term in TERMS:
            label, hint = str(term.label), str(term.hint)
            field = LongText(label, what=label, hint=hint, rows=3)
            self.fields[term.name] = asked(field)

    def draft(self) -> Draft:
        return Draft(terms={name: text or "" for name, text in self.cleaned_data.items()})


class PartyForm(Form):
    """Whom to ask at one organisation."""

    contact = Text(
        _("Whom to ask about this agreement"),
        what=_("whom to ask"),
        max_length=250,
        hint=_("A role, and how to reach it."),
    )
    protection_officer = Text(
        _("Data protection officer"),
        what=_("the data protection officer"),
        max_length=250,
        hint=_("The name, and how to reach them."),
    )


class EndForm(Form):
    """Why a version ends before its last day."""

    reason = LongText(_("Why does it end?"), what=_("why it ends"), rows=3)


def about_at_start(agreement: Agreement) -> dict[str, Any]:
    """What stands in the first page of a draft."""
    names = ("title", "controllers", "purposes", "starts_on", "review_on", "ends_on")
    parties = [str(party.org_id) for party in agreement.parties.all()]
    return {**{name: getattr(agreement, name) for name in names}, "parties": parties}


def first_day(agreement: Agreement, today: datetime.date) -> datetime.date:
    """The day whose law may be chosen from."""
    return agreement.starts_on or today
