"""Weighing it, and what the child and the family know."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk.forms import Choice, Choices, Day, LongText, Text, YesNo
from crossing.sharing import rules
from crossing.sharing.forms.decide import StepForm, asked


class WeighForm(StepForm):
    """The harm of sharing, and the harm of silence."""

    step = "weigh"
    harms = asked(
        Choices(
            gettext_lazy("What could go wrong if this is shared?"),
            what=gettext_lazy("what could go wrong"),
            hint=gettext_lazy("Tick what could really happen here, and say how in a sentence."),
            choices=rules.HarmOfSharing.choices,
            none=rules.HarmOfSharing.NONE,
            reveals={
                harm.value: f"harms-{harm.value}"
                for harm in rules.HarmOfSharing
                if harm != rules.HarmOfSharing.NONE
            },
        )
    )
    silence = asked(
        Choice(
            gettext_lazy("Do you agree about what could happen without an answer?"),
            what=gettext_lazy("whether you agree"),
            choices=rules.HarmOfSilence.choices,
            reveals={rules.HarmOfSilence.DIFFERENT: "silence_because"},
        )
    )
    silence_because = asked(
        LongText(
            gettext_lazy("What do you think could happen?"),
            what=gettext_lazy("what could happen"),
            rows=3,
        )
    )

    def arrange(self) -> None:
        for harm in rules.HarmOfSharing:
            if harm != rules.HarmOfSharing.NONE:
                label = _("How could that happen here?")
                self.fields[f"harms-{harm.value}"] = asked(
                    Text(label, what=_("how that could happen"), max_length=500)
                )
        self.order_fields(["harms", *(name for name in self.fields if name.startswith("harms-"))])
        if self.desk.existence:
            del self.fields["silence"], self.fields["silence_because"]
            self.fields["harms"].label = _("What could go wrong if we say that we know the child?")
        elif not self.desk.asked:
            del self.fields["silence"]
            self.fields["silence_because"].label = _("What could happen if they are not told?")
        if self.desk.at_once:
            self.fields["harms"].label = _("What could go wrong, now that it was shared?")
            self.fields["silence_because"].label = _("What could have happened without it?")

    def at_start(self) -> dict[str, Any]:
        harms = self.desk.saved.get("harms", {})
        sentences = {f"harms-{harm}": text for harm, text in harms.items()}
        return {**super().at_start(), "harms": list(harms), **sentences}

    def kept(self) -> dict[str, Any]:
        said = self.cleaned_data
        harms = {harm: said.get(f"harms-{harm}") or "" for harm in said.get("harms") or []}
        other: dict[str, Any] = {
            name: said.get(name) for name in ("silence", "silence_because") if name in self.fields
        }
        return {"harms": harms, **other}


CONSENT_MATTERS = (
    rules.Purpose.CHANNEL,
    rules.Purpose.SECTION_17,
    rules.Purpose.VICTIM_SUPPORT,
)


class FamilyForm(StepForm):
    """What the child thinks, and what the family knows."""

    step = "family"
    child_view = asked(
        Choice(
            gettext_lazy("What does the child think about sharing this?"),
            what=gettext_lazy("what the child thinks"),
            choices=rules.ChildView.choices,
            reveals={rules.ChildView.NOT_ASKED: "child_view_because"},
        )
    )
    child_view_because = asked(
        Text(gettext_lazy("Why was the child not asked?"), what=gettext_lazy("why"), max_length=500)
    )
    family_told = asked(
        Choice(
            gettext_lazy("Has the family been told that this will be shared?"),
            what=gettext_lazy("whether the family has been told"),
            choices=rules.FamilyTold.choices,
            reveals={rules.FamilyTold.NOT_TOLD: ("not_told_because", "look_again_on")},
        )
    )
    not_told_because = asked(
        Choice(
            gettext_lazy("Why are they not told?"),
            what=gettext_lazy("why they are not told"),
            choices=rules.NotToldBecause.choices,
        )
    )
    look_again_on = asked(
        Day(
            gettext_lazy("When will you look again at whether they can be told?"),
            what=gettext_lazy("the day to look again"),
            hint=gettext_lazy("When it is not safe, or could harm the enquiry. It becomes a task."),
        )
    )
    consent = asked(
        Choice(
            gettext_lazy("Did a parent, or whoever has parental responsibility, agree to it?"),
            what=gettext_lazy("what came of it"),
            hint=gettext_lazy("If you would share anyway, consent is not what you rely on."),
            choices=rules.Consent.choices,
        )
    )

    def arrange(self) -> None:
        if self.desk.purpose not in CONSENT_MATTERS:
            del self.fields["consent"]
        if self.desk.at_once:
            self.fields["family_told"].label = _("Has the family been told that this was shared?")


class RefusedForm(StepForm):
    """The child or a parent said no: would it still have to be shared, and are they told?"""

    step = "refused"
    competence = asked(
        Choice(
            gettext_lazy("Could the child understand what sharing this means?"),
            what=gettext_lazy("whether the child could understand"),
            hint=gettext_lazy("A child who understands may decide; one who does not has a say."),
            choices=rules.Competence.choices,
        )
    )
    still_share = asked(
        YesNo(
            gettext_lazy("Would you still need to share it?"),
            what=gettext_lazy("whether you would still need to share it"),
            choices=[
                ("yes", gettext_lazy("Yes: there is a risk, and it must be shared")),
                ("no", gettext_lazy("No: their answer stands, and nothing is shared")),
            ],
            reveals={"yes": ("override_because", "tell_anyway")},
        )
    )
    override_because = asked(
        LongText(gettext_lazy("Which risk?"), what=gettext_lazy("the risk"), rows=3)
    )
    tell_anyway = asked(
        YesNo(
            gettext_lazy("Do you tell them that you are sharing it anyway?"),
            what=gettext_lazy("whether you tell them"),
            choices=[
                ("yes", gettext_lazy("Yes: before it is sent, where that is safe")),
                ("no", gettext_lazy("No, because")),
            ],
            reveals={"no": ("tell_not_because",)},
        )
    )
    tell_not_because = asked(
        Text(gettext_lazy("Why are they not told?"), what=gettext_lazy("why"), max_length=500)
    )

    def arrange(self) -> None:
        if self.desk.answer.child_view != rules.ChildView.DISAGREES:
            del self.fields["competence"]
