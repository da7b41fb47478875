"""What the pages of asking accept: about whom, what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Day, Form, Hidden, LongText, Number, Select, Text, YesNo
from crossing.partnership.models import Organisation
from crossing.partnership.rules import Kind
from crossing.sharing.rules import (
    ABOUT_CRIME,
    POLICE,
    READY_QUESTIONS,
    Ask,
    Power,
    Purpose,
    ReadyQuestion,
    SubjectRole,
    problems_of_ask,
    ready_questions,
)
from crossing.sharing.rules.audience import as_asked_by

OWN = "own"


def line_of(partner: Organisation) -> str:
    """A partner as it stands in a list: what kind, its name, and its number."""
    phones = [contact.phone for contact in partner.contacts.all()][:1]
    return ", ".join([f"{Kind(partner.kind).label}: {partner.name}", *phones])


def posted(form: type[Form] | Form, typed: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's words as a browser would send them: a day is three of them."""
    fields = form.fields if isinstance(form, Form) else form.base_fields
    data: dict[str, Any] = {}
    for name, value in typed.items():
        parts = getattr(fields.get(name), "parts", None)
        if parts and isinstance(value, list):
            data |= {f"{name}_{part}": text for part, text in zip(parts, value, strict=False)}
        else:
            data[name] = value
    return data


class _Asking(Form):
    """A page of a question: its own fields first, then the rules about them."""

    def __init__(self, *args: Any, today: date, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.kind = today, kind
        for name, field in self.fields.items():
            field.mark_optional = name in OPTIONAL  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._add_rules(self.asked())
        return data

    def asked(self, ask: Ask | None = None) -> Ask:
        """The question, with this page's answers in it."""
        raise NotImplementedError

    def _add_rules(self, ask: Ask) -> None:
        found = problems_of_ask(as_asked_by(ask, self.kind), self.today)
        mine = {name for name in self.fields if name not in self.errors}
        self.add_problems({name: text for name, text in found.items() if name in mine})


OPTIONAL = {"school_or_address", "needed_by", "organisation", "authorised_by"}


class AboutForm(_Asking):
    """Whom to ask, and about which child."""

    holder = Select(_("Who do you want to ask?"), what=_("who you want to ask"))
    given_names = Text(_("Given names of the child"), what=_("the given names"), max_length=100)
    family_name = Text(_("Family name of the child"), what=_("the family name"), max_length=100)
    born_on = Day(
        _("Date of birth"),
        what=_("the date of birth"),
        hint=_("If you do not know it, leave it empty and give the age."),
        past=True,
        required=False,
    )
    age = Number(_("About how old"), what=_("the age"), width=2, max_value=25, required=False)
    school_or_address = Text(
        _("School or address, as you know it"),
        what=_("the school or address"),
        hint=_("Only what helps them to find the right child."),
        max_length=400,
        required=False,
    )
    about = Hidden(max_length=36, required=False)

    def __init__(self, *args: Any, partners: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", ""), *((str(one.pk), line_of(one)) for one in partners)]
        self.fields["holder"].choices = choices  # type: ignore[attr-defined]

    def asked(self, ask: Ask | None = None) -> Ask:
        data = self.cleaned_data
        return replace(
            ask or Ask(asker=self.kind),
            given_names=data.get("given_names") or "",
            family_name=data.get("family_name") or "",
            born_on=data.get("born_on"),
            age=data.get("age"),
            school_or_address=data.get("school_or_address") or "",
        )


class QuestionForm(_Asking):
    """What is wanted, why, and under which law."""

    ready = Choice(_("What do you want to know?"), what=_("what you want to know"))
    purpose = Select(
        _("What is it for?"), what=_("what it is for"), choices=[("", ""), *Purpose.choices]
    )
    wanted = LongText(
        _("Exactly what do you want to know?"),
        what=_("exactly what you want to know"),
        hint=_("About this child only. Ask about each other child in a request of its own."),
        rows=3,
    )
    why = LongText(_("Why do you need it?"), what=_("why you need it"), rows=3)
    if_not = LongText(
        _("What could happen if you are not told?"),
        what=_("what could happen if you are not told"),
        rows=3,
    )
    law_enforcement = YesNo(
        _("Is it to prevent, investigate, detect or prosecute a crime?"),
        what=_("whether it is to deal with a crime"),
        hint=_("Then an inspector must authorise it here, before it is sent."),
        reveals={"yes": ("subject_role", "offence")},
    )
    subject_role = Choice(
        _("Who is the child in your enquiry?"),
        what=_("who the child is in your enquiry"),
        choices=SubjectRole.choices,
    )
    offence = Text(
        _("Which offence is it about?"),
        what=_("the offence"),
        hint=_("Or say how silence would harm the enquiry."),
        max_length=500,
    )
    power = Select(
        _("Which law do you rely on?"),
        what=_("the law that you rely on"),
        required=False,
        choices=[("", ""), *Power.choices],
    )
    needed_by = Day(
        _("Needed by"),
        what=_("the day when you need it"),
        hint=_("Leave it empty if the usual time is early enough."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        holder: Organisation,
        powers: Iterable[tuple[str, str]] = (),
        default_power: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.to, self.default_power = holder, default_power
        self.fields["power"].choices = [("", ""), *powers]  # type: ignore[attr-defined]
        if holder.kind not in POLICE:
            self.fields["power"].help_text = _("Leave it empty, and we work it out.")
        self._offer_ready()
        if self.kind not in POLICE:
            for name in ("law_enforcement", "subject_role", "offence"):
                del self.fields[name]

    def _offer_ready(self) -> None:
        offered = ready_questions(self.kind, self.to.kind)
        if not offered:
            del self.fields["ready"]
            return
        field = self.fields["ready"]
        last = [(OWN, str(_("Something else")))]
        field.choices = [(one.value, one.label) for one in offered] + last  # type: ignore[attr-defined]
        field.reveals = {OWN: ("purpose", "wanted", "why", "power")}  # type: ignore[attr-defined]
        field.divider = OWN  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        refused = data.get("law_enforcement") is False and data.get("purpose") in ABOUT_CRIME
        if refused:
            sentence = _("What it is for says that it is about crime. Select yes.")
            self.add_error("law_enforcement", str(sentence))
        return data

    def asked(self, ask: Ask | None = None) -> Ask:
        data = self.cleaned_data
        chosen = data.get("ready")
        ready = ReadyQuestion(chosen) if chosen and chosen != OWN else None
        question = replace(
            ask or Ask(asker=self.kind),
            ready=ready,
            if_not=data.get("if_not", ""),
            needed_by=data.get("needed_by"),
            law_enforcement=bool(data.get("law_enforcement")),
            subject_role=or_none(SubjectRole, data.get("subject_role")),
            offence=data.get("offence") or "",
        )
        return self._filled(question, ready)

    def _filled(self, question: Ask, ready: ReadyQuestion | None) -> Ask:
        if ready is not None:
            words = READY_QUESTIONS[ready]
            return replace(
                question, purpose=words.purpose, wanted=str(words.wanted), why=str(words.why)
            )
        data = self.cleaned_data
        question = replace(
            question,
            purpose=or_none(Purpose, data.get("purpose")),
            wanted=data.get("wanted") or "",
            why=data.get("why") or "",
            power=or_none(Power, data.get("power")),
        )
        if question.power is None and question.purpose and self.default_power:
            question = replace(question, power=self.default_power(question))
        return question


def or_none(kind: Any, value: Any) -> Any:
    return kind(value) if value else None


class ReasonForm(Form):
    """One reason, written out."""

    reason = LongText(_("Why?"), what=_("why"), rows=4)


class WordsForm(Form):
    """One text."""

    text = LongText(_("Your words"), what=_("your words"), rows=5)
