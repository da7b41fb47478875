"""What the pages of advice accept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _

from crossing.govuk import forms
from crossing.partnership.models import Membership
from crossing.records.rules.advice import NewAdvice


class AdviceForm(forms.Form):
    """Whom to ask, and what."""

    of = forms.Select(_("Whom do you want to ask?"), what=_("whom to ask"))
    question = forms.LongText(
        _("What do you want to know?"),
        what=_("your question"),
        hint=_("They see this question and nothing of the record. Say it without names"),
    )
    names = forms.Choices(
        _("Names"),
        what=_("what to do with names"),
        choices=[("keep", _("They need the names"))],
        hint=_("Names that our records know are covered before it is sent"),
        reveals={"keep": "names_because"},
        required=False,
    )
    names_because = forms.Text(
        _("Why do they need the names?"), what=_("why they need the names"), max_length=250
    )

    def __init__(self, *args: Any, asked: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: dict[str, str] = {}
        for one in asked:
            name = ", ".join(part for part in (one.name, one.title or one.role_name) if part)
            listed.setdefault(str(one.account_id), name)
        cast(ChoiceField, self.fields["of"]).choices = [("", ""), *listed.items()]
        self.fields["names"].mark_optional = False  # type: ignore[attr-defined]

    def made(self) -> NewAdvice:
        """The question."""
        given = self.cleaned_data
        return NewAdvice(UUID(given["of"]), given["question"], given["names_because"])


class AnswerForm(forms.Form):
    """The answer."""

    text = forms.LongText(_("Your advice"), what=_("your advice"))
