"""Sharing without being asked, on the phone, or told already: who is told, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.utils.translation import gettext_lazy

from crossing.govuk.forms import Choice, Form, LongText, Moment, Select, Text
from crossing.partnership.models import Organisation
from crossing.partnership.rules import Kind
from crossing.sharing import rules
from crossing.sharing.commands.start import Start
from crossing.sharing.forms.decide import asked

ROUTES = (rules.Route.UNASKED, rules.Route.SPEAKING, rules.Route.TOLD_ALREADY)


class StartForm(Form):
    """Who is told about one of our children, by which way, and what for."""

    route = asked(
        Choice(
            gettext_lazy("What are you doing?"),
            what=gettext_lazy("what you are doing"),
            choices=[(route.value, route.label) for route in ROUTES],
            reveals={rules.Route.TOLD_ALREADY: ("what_was_said", "told_at", "channel")},
        )
    )
    what_was_said = asked(
        LongText(
            gettext_lazy("What did you tell them?"), what=gettext_lazy("what you told them"), rows=4
        )
    )
    told_at = asked(
        Moment(gettext_lazy("When did you tell them?"), what=gettext_lazy("when you told them"))
    )
    channel = asked(
        Choice(
            gettext_lazy("How did you tell them?"),
            what=gettext_lazy("how you told them"),
            choices=[each for each in rules.Channel.choices if each[0] != rules.Channel.HERE],
        )
    )
    who = asked(
        Choice(
            gettext_lazy("Who do you tell?"),
            what=gettext_lazy("who you tell"),
            choices=(
                ("here", gettext_lazy("An organisation in our partnership")),
                ("outside", gettext_lazy("Somebody else")),
            ),
            reveals={"here": "recipient", "outside": ("outside_recipient", "recipient_kind")},
        )
    )
    recipient = asked(Select(gettext_lazy("Organisation"), what=gettext_lazy("an organisation")))
    outside_recipient = asked(
        Text(
            gettext_lazy("Who are they, and where do they work?"),
            what=gettext_lazy("who they are"),
            max_length=250,
        )
    )
    recipient_kind = asked(
        Select(
            gettext_lazy("What kind of organisation is it?"),
            what=gettext_lazy("a kind of organisation"),
            choices=Kind.choices,
        )
    )
    told_to = asked(
        Text(
            gettext_lazy("The person you speak to, and their position"),
            what=gettext_lazy("who you are telling"),
            hint=gettext_lazy("Only if you speak to them, or they are not in our partnership."),
            max_length=250,
        )
    )
    identity_check = asked(
        Choice(
            gettext_lazy("How did you check who they are?"),
            what=gettext_lazy("how you checked who they are"),
            hint=gettext_lazy(
                "Ring back on a number that you found, never one that a caller gave you."
            ),
            choices=rules.IdentityCheck.choices,
        )
    )
    purpose = asked(
        Select(
            gettext_lazy("What is it for?"),
            what=gettext_lazy("what it is for"),
            choices=rules.Purpose.choices,
        )
    )

    def __init__(self, partners: Sequence[Organisation], data: Any = None, route: str = "") -> None:
        self.partners = {str(org.pk): org for org in partners}
        super().__init__(data)
        field = cast(Select, self.fields["recipient"])
        field.choices = [(pk, org.name) for pk, org in self.partners.items()]
        self.initial = {"route": route}

    def clean(self) -> None:
        said = self.cleaned_data
        for name in ("route", "who", "purpose"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])

    def start(self) -> Start:
        """What the command takes."""
        said = self.cleaned_data
        return Start(
            route=rules.Route(said["route"]),
            purpose=rules.Purpose(said["purpose"]),
            recipient=self.partners.get(said.get("recipient") or ""),
            outside_recipient=said.get("outside_recipient") or "",
            recipient_kind=said.get("recipient_kind") or "",
            told_to=said.get("told_to") or "",
            identity_check=said.get("identity_check") or "",
            channel=said.get("channel") or self._channel(said["route"]),
            told_at=said.get("told_at"),
            what_was_said=said.get("what_was_said") or "",
        )

    @staticmethod
    def _channel(route: str) -> str:
        return rules.Channel.PHONE if route == rules.Route.SPEAKING else rules.Channel.HERE
