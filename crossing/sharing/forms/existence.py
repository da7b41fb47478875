"""One page: whom to ask, which child, what for and why. Nothing else is asked, or told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import LongText, Select
from crossing.sharing.forms.ask import AboutForm, or_none
from crossing.sharing.rules import Ask, Purpose
from crossing.sharing.rules.existence import PURPOSES, WANTED


class KnownForm(AboutForm):
    """Do they know this child? `reached` is the limit's sentence: nothing typed is lost by it."""

    purpose = Select(
        _("What is it for?"),
        what=_("what it is for"),
        choices=[("", ""), *((each.value, each.label) for each in PURPOSES)],
    )
    why = LongText(_("Why do you need to know?"), what=_("why you need to know"), rows=3)

    def __init__(self, *args: Any, reached: str = "", today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.reached = reached

    def asked(self, ask: Ask | None = None) -> Ask:
        data = self.cleaned_data
        return replace(
            super().asked(ask),
            purpose=or_none(Purpose, data.get("purpose")),
            wanted=str(WANTED),
            why=data.get("why") or "",
            existence=True,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.reached:
            self.add_error(None, self.reached)
        return data
