"""What the pages accept on which somebody writes for one named adult of a family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.saving import saveable
from crossing.govuk.forms import Choice, Form, LongText, Moment, Text, YesNo
from crossing.records.models import Relative
from crossing.sharing.commands.families import Adult, Handing
from crossing.sharing.forms.decide import asked
from crossing.sharing.models import FamilyLine
from crossing.sharing.queries.families import Telling
from crossing.sharing.rules import OtherPerson
from crossing.sharing.rules.families import FamilyText, Way, problems_of_way

LONGEST = 300
SOMEBODY_ELSE = "other"


class AdultForm(Form):
    """For which adult it is: one of the family, or somebody named here."""

    adult = Choice(
        gettext_lazy("Which adult is it for?"),
        what=gettext_lazy("an adult"),
        hint=gettext_lazy("One page is for one adult. Two parents may get different pages."),
        divider=SOMEBODY_ELSE,
        reveals={SOMEBODY_ELSE: ("name", "relation")},
    )
    name = Text(gettext_lazy("Their name"), what=gettext_lazy("their name"), max_length=120)
    relation = Text(
        gettext_lazy("What they are to the child"),
        what=gettext_lazy("what they are to the child"),
        max_length=60,
    )

    def __init__(self, relatives: Sequence[Relative], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relatives = {str(one.pk): one for one in relatives}
        found = [(pk, _described(one)) for pk, one in self.relatives.items()]
        somebody = (SOMEBODY_ELSE, _("Somebody else"))
        self.fields["adult"].choices = [*found, somebody]  # type: ignore[attr-defined]

    def adult_chosen(self) -> Adult:
        said = self.cleaned_data
        one = self.relatives.get(said["adult"])
        return (
            Adult(one.name, one.relation, one.pk) if one else Adult(said["name"], said["relation"])
        )


def _described(one: Relative) -> str:
    known: dict[bool | None, str] = {
        True: _("has parental responsibility"),
        False: _("no parental responsibility"),
    }
    responsible = known.get(one.parental_responsibility, "")
    return ", ".join(part for part in (one.name, one.relation, responsible) if part)


class TellForm(Form):
    """Decision by decision: told, in words for this adult, or left out."""

    def __init__(
        self, lines: Sequence[FamilyLine], left_out: dict[UUID, str], *args: Any, **kwargs: Any
    ) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)
        for line in lines:
            self._line(line, left_out.get(line.decision_id, ""))
        self.fields["also"] = LongText(
            _("Anything else to tell"), what=_("what else to tell"), rows=4, required=False
        )

    def _line(self, line: FamilyLine, why: str) -> None:
        name, title = f"tell-{line.pk}", line.decision.recipient_name
        choices = [("yes", _("Tell them")), ("no", _("Leave it out"))]
        self.fields[name] = Choice(
            title,
            what=_("whether you tell them about this"),
            hint=why or line.text,
            choices=choices,
            reveals={"yes": f"text-{line.pk}"},
        )
        self.fields[f"text-{line.pk}"] = LongText(
            _("In plain words, for this adult"), what=_("what to tell"), rows=4
        )
        told: dict[bool | None, str] = {True: "yes", False: "no"}
        start = {name: told.get(line.tells, ""), f"text-{line.pk}": line.text}
        self.initial = {**self.initial, **start}

    def chosen(self) -> dict[UUID, tuple[bool, str]]:
        said = self.cleaned_data
        return {
            line.pk: (said[f"tell-{line.pk}"] == "yes", said[f"text-{line.pk}"] or line.text)
            for line in self.lines
        }


class NamesForm(Form):
    """Whoever else is named is kept, with the reason, or stands there in neutral words."""

    def __init__(self, telling: Telling, data: Any = None) -> None:
        self.named = telling.named
        self.errors_at: dict[str, str] = {}
        for one in self.named:
            one.treatment = (data or {}).get(f"o-{one.key}", one.treatment)
            one.why = saveable((data or {}).get(f"w-{one.key}", one.why))[:LONGEST]
            if one.treatment not in OtherPerson.values:
                one.treatment = ""
        super().__init__(data)

    def clean(self) -> None:
        for one in self.named:
            if not one.treatment:
                self._wrong(one.key, one.text, _("Choose: keep or cover."))
            elif one.kept and not one.why.strip():
                self._wrong(one.key, one.text, _("Say why this adult may read this."))

    def _wrong(self, key: str, text: str, sentence: str) -> None:
        self.errors_at[key] = sentence
        self.add_error(None, f"“{text}”: {sentence}")

    def error_list(self) -> list[dict[str, str]]:
        about = {one.key: one.text for one in self.named}
        return [
            {"text": f"“{about[key]}”: {text}", "href": f"#other-{key}"}
            for key, text in self.errors_at.items()
        ]

    def others(self) -> dict[str, Any]:
        return {
            one.key: {"treatment": one.treatment, "why": one.why if one.kept else ""}
            for one in self.named
        }


class HandingForm(Form):
    """How it reaches this adult and nobody else."""

    way = Choice(
        gettext_lazy("How does it get into their hands?"),
        what=gettext_lazy("how it gets into their hands"),
        choices=Way.choices,
        reveals={Way.POST: "post_alone", Way.EMAIL: "email_alone"},
    )
    post_alone = asked(
        YesNo(
            gettext_lazy("Have you checked with them that no other adult opens their post?"),
            what=gettext_lazy("yes or no"),
        )
    )
    email_alone = asked(
        YesNo(
            gettext_lazy("Have you checked with them that no other adult reads this e-mail?"),
            what=gettext_lazy("yes or no"),
        )
    )
    safe_because = LongText(
        gettext_lazy("How do you know that this is safe for the child?"),
        what=gettext_lazy("how you know that it is safe"),
        hint=gettext_lazy("For example when and where, and who else lives there."),
        rows=3,
    )

    def handing(self) -> Handing:
        said = self.cleaned_data
        way = said.get("way") or ""
        return Handing(way, said.get("safe_because") or "", bool(said.get(f"{way}_alone")))

    def clean(self) -> None:
        handing = self.handing()
        text = FamilyText(
            way=handing.way, safe_because=handing.safe_because, they_alone=handing.they_alone
        )
        names = {"they_alone": f"{handing.way}_alone"}
        found = {names.get(name, name): said for name, said in problems_of_way(text).items()}
        self.add_problems({name: said for name, said in found.items() if name not in self.errors})


class CheckForm(Form):
    """The second person's answer."""

    released = Choice(
        gettext_lazy("May this adult read it as it stands?"),
        what=gettext_lazy("whether they may read it"),
        choices=(
            ("yes", gettext_lazy("Yes: release it")),
            ("no", gettext_lazy("No: return it to its author")),
        ),
        reveals={"no": "reason"},
    )
    reason = LongText(
        gettext_lazy("What should change?"), what=gettext_lazy("what should change"), rows=3
    )


class HandedForm(Form):
    """It is in their hands."""

    at = Moment(
        gettext_lazy("When did they get it?"), what=gettext_lazy("when they got it"), past=True
    )
    note = LongText(
        gettext_lazy("How did you know that it was they, and who else was there?"),
        what=gettext_lazy("how you knew"),
        rows=3,
    )
