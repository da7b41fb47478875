"""Six questions on one page, and the second person's review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from crossing.govuk.forms import Choice, Choices, LongText, Select, Text
from crossing.govuk.forms.base import Form, GovukBoundField, Params
from crossing.partnership.models import Organisation
from crossing.records.forms.picking import PicksChild
from crossing.records.models import Child
from crossing.sharing.commands.emergency import ShareNow
from crossing.sharing.forms.decide import asked
from crossing.sharing.rules import Channel, FamilyTold
from crossing.sharing.rules.emergency import Review, Urgent, Verdict

OTHER, OUTSIDE = "other", "outside"
SHARED_HOW = {
    Channel.HERE.value: gettext_lazy("Sent to them here"),
    Channel.PHONE.value: gettext_lazy("Told by phone"),
    Channel.IN_PERSON.value: gettext_lazy("Told in person"),
}
HOW = (
    (Channel.HERE.value, gettext_lazy("Send it to them here, now")),
    (Channel.PHONE.value, gettext_lazy("I have told them by phone")),
    (Channel.IN_PERSON.value, gettext_lazy("I have told them in person")),
)


class ToRing(Choice):
    """Radios that show, once chosen, whom to ring there; without script, always."""

    numbers: Mapping[str, Markup] = {}

    def _item(self, bound: GovukBoundField, value: str, text: str, chosen: Any) -> Params:
        item = super()._item(bound, value, text, chosen)
        if value in self.numbers:
            item["conditional"] = {"html": self.numbers[value]}
        return item


class ShareNowForm(PicksChild):
    """Which child, the threat, what to tell, to whom, how, and by whom."""

    field_order = ("who", "child", "threat", "told", "whom", "channel", "by")

    who = asked(
        Text(
            gettext_lazy("Which child is in danger?"),
            what=gettext_lazy("the child’s name"),
            hint=gettext_lazy(
                "The name as you know it. If they are not on our list, that is enough."
            ),
            max_length=200,
        )
    )
    threat = asked(
        LongText(
            gettext_lazy("What is the danger?"),
            what=gettext_lazy("what the danger is"),
            hint=gettext_lazy("They will read this."),
            rows=2,
        )
    )
    told = asked(
        LongText(
            gettext_lazy("What do they need to know?"),
            what=gettext_lazy("what they need to know"),
            hint=gettext_lazy("Only what helps them to help now. They will read this, too."),
            rows=3,
        )
    )
    whom = asked(ToRing(gettext_lazy("Who do you tell?"), what=gettext_lazy("who you tell")))
    other = asked(Select(gettext_lazy("Which one?"), what=gettext_lazy("an organisation")))
    outside = asked(
        Text(
            gettext_lazy("Who are they, and where do they work?"),
            what=gettext_lazy("who they are"),
            max_length=250,
        )
    )
    phone = asked(
        Text(
            gettext_lazy("The number that you rang"),
            what=gettext_lazy("the number"),
            hint=gettext_lazy("One that you found yourself, never one that a caller gave you."),
            max_length=40,
            width=20,
        )
    )
    channel = asked(
        Choice(gettext_lazy("How do you tell them?"), what=gettext_lazy("how"), choices=HOW)
    )
    by = asked(
        Choices(
            gettext_lazy("Who is sharing this?"),
            what=gettext_lazy("who is sharing this"),
            hint=gettext_lazy("You are, unless you tick this."),
            choices=(("typed", gettext_lazy("I am typing this for somebody else")),),
            reveals={"typed": "typed_for"},
        )
    )
    typed_for = asked(
        Text(
            gettext_lazy("Their name and position"), what=gettext_lazy("their name"), max_length=250
        )
    )

    def __init__(
        self,
        *args: Any,
        likely: Sequence[Organisation],
        others: Sequence[Organisation],
        numbers: Mapping[str, Markup],
        children: Iterable[Child] = (),
        **kwargs: Any,
    ) -> None:
        self.partners = {str(org.pk): org for org in (*likely, *others)}
        super().__init__(*args, children=children, **kwargs)
        whom = cast(ToRing, self.fields["whom"])
        reveals: dict[str, tuple[str, ...]] = {OUTSIDE: ("outside", "phone")}
        listed: list[tuple[str, Any]] = [(str(org.pk), org.name) for org in likely]
        if others:
            listed.append((OTHER, _("A school, or another organisation")))
            reveals[OTHER] = ("other",)
        whom.choices = [*listed, (OUTSIDE, _("Somebody who does not use Crossing"))]
        whom.reveals, whom.numbers = reveals, numbers
        other = cast(Select, self.fields["other"])
        other.choices = [(str(org.pk), _with_number(org)) for org in others]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        urgent = self.urgent()
        problems = urgent.problems()
        if found.get("whom") == OTHER and not urgent.here:
            problems = {**problems, "other": _("Choose who you tell.")}
            problems.pop("whom", None)
        if found.get("whom") == OUTSIDE and not urgent.outside.strip():
            problems["outside"] = problems.pop("whom")
        self.add_problems(
            {name: text for name, text in problems.items() if name not in self.errors}
        )
        return found

    @property
    def recipient(self) -> Organisation | None:
        """The partner who was chosen."""
        chosen = self.cleaned_data.get("whom") or ""
        return self.partners.get(
            self.cleaned_data.get("other") or "" if chosen == OTHER else chosen
        )

    def urgent(self) -> Urgent:
        """The six answers."""
        said = self.cleaned_data
        texts = ("threat", "told", "channel", "outside", "phone", "typed_for")
        return Urgent(
            named=self.chosen.name if self.chosen else said.get("who") or "",
            here=self.recipient is not None,
            typed="typed" in (said.get("by") or []),
            **{name: said.get(name) or "" for name in texts},
        )

    def new(self, key: UUID) -> ShareNow:
        """What the command takes."""
        return ShareNow(key, self.urgent(), self.chosen, self.recipient)


def _with_number(org: Organisation) -> str:
    """An organisation with whom to ring there, in one line of a list."""
    lines = [line.phone for line in org.contacts.all()][:1]
    return f"{org.name} ({lines[0]})" if lines else org.name


class ReviewForm(Form):
    """The second person's page."""

    necessary = asked(
        Choice(
            gettext_lazy("Was it necessary to share this?"),
            what=gettext_lazy("whether it was necessary"),
            choices=Verdict.choices,
        )
    )
    proportionate = asked(
        Choice(
            gettext_lazy("Was what was shared in proportion to the danger?"),
            what=gettext_lazy("whether it was in proportion"),
            choices=Verdict.choices,
        )
    )
    because = asked(
        LongText(
            gettext_lazy("If not all of it: what was not needed, or too much?"),
            what=gettext_lazy("what was not needed"),
            rows=3,
        )
    )
    differently = asked(
        LongText(
            gettext_lazy("What would we do differently?"),
            what=gettext_lazy("what we would do differently"),
            hint=gettext_lazy("If nothing, write “nothing”."),
            rows=3,
        )
    )
    family_told = asked(
        Choice(
            gettext_lazy("Has the family been told?"),
            what=gettext_lazy("whether the family has been told"),
            choices=FamilyTold.choices,
        )
    )

    def review(self) -> Review:
        """What the second person says."""
        return Review(**{name: self.cleaned_data.get(name) or "" for name in self.fields})

    def clean(self) -> None:
        self.add_problems(self.review().problems())
