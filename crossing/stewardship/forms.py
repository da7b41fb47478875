"""What an auditor looks for."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import ChoiceField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from crossing.audit.rules import Event
from crossing.govuk.forms import Day, Form, Select, Text
from crossing.partnership.people import Person
from crossing.stewardship import queries
from crossing.stewardship.rules import Filter

BEFORE = "before"
ANYBODY = ("", _lazy("Anybody"))
ANYTHING = ("", _lazy("Anything"))


class LookedForm(Form):
    """Person, kind of event, child's reference, days."""

    same = True

    who = Select(_lazy("Who"), what=_lazy("a person"), choices=[ANYBODY], required=False)
    event = Select(_lazy("What"), what=_lazy("what they did"), choices=[ANYTHING], required=False)
    child = Text(
        _lazy("Child’s reference"),
        what=_lazy("the child’s reference"),
        hint=_lazy("Ask the safeguarding lead: it is on the child’s page"),
        required=False,
        max_length=36,
    )
    from_day = Day(_lazy("From"), what=_lazy("the first day"), required=False)
    to_day = Day(_lazy("To"), what=_lazy("the last day"), required=False)

    part = Select(
        _lazy("Which part"),
        what=_lazy("a part"),
        choices=[("", _lazy("What happened here")), (BEFORE, _lazy("Before anybody signed in"))],
        required=False,
    )

    def __init__(self, data: Any, person: Person) -> None:
        super().__init__(data)
        self._offer("who", [ANYBODY, *queries.people(person)])
        kinds = sorted(((e.value, str(e.label)) for e in Event), key=lambda pair: pair[1])
        self._offer("event", [ANYTHING, *kinds])

    def _offer(self, name: str, choices: list[Any]) -> None:
        cast(ChoiceField, self.fields[name]).choices = choices

    def clean_child(self) -> str:
        text: str = self.cleaned_data["child"].strip()
        try:
            return str(uuid.UUID(text)) if text else ""
        except ValueError as problem:
            raise ValidationError(_("Enter the reference from the child’s page")) from problem

    def found(self) -> Filter:
        """The filter; an incomplete form looks for everything."""
        if not self.is_bound or not self.is_valid():
            return Filter()
        data = dict(self.cleaned_data)
        return Filter(before_sign_in=data.pop("part") == BEFORE, **data)
