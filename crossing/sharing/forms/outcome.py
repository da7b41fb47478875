"""The last page: what is decided, why, and the law as worked out, each line with Change."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk.forms import Choice, Choices, Day, LongText, Text
from crossing.partnership.models import Contact
from crossing.sharing import rules
from crossing.sharing.answers import plain
from crossing.sharing.forms.decide import StepForm, asked
from crossing.sharing.queries.desk import Desk
from crossing.sharing.rules.agreements import NO_AGREEMENT

PICKED = "picked-"
SENT_ALREADY = (
    *("outcome", "refusal_reasons", "would_change", "reason_told", "detriment", "ring"),
    *("marking", "handling", "handling_note", "retention", "ends_on"),
)
YES_NO = {"yes": True, "no": False}
Outcome = rules.Outcome
NOT_SHARING = (Outcome.REFUSE, Outcome.NEED_MORE, Outcome.NEITHER)


def line_of(line: Contact) -> str:
    """A line of the directory, as it is chosen."""
    return ", ".join(part for part in (line.label, line.name, line.phone) if part)


def _without(reveals: Any, outcome: Outcome) -> Any:
    return {value: names for value, names in reveals.items() if value != outcome}


class DecideForm(StepForm):
    """The outcome, the reason that is kept and the reason that is told, and what was changed."""

    step = "decide"
    outcome = asked(
        Choice(
            gettext_lazy("What do you decide?"),
            what=gettext_lazy("what you decide"),
            choices=Outcome.choices,
            hints={
                Outcome.SHARE_SOME: gettext_lazy(
                    "They get what you chose. The rest waits for you, on the same clock."
                ),
                Outcome.EXISTS: gettext_lazy(
                    "They read that we know the child, and a name and number. Nothing else."
                ),
                Outcome.NEED_MORE: gettext_lazy("One question to them. A routine clock stops."),
                Outcome.NEITHER: gettext_lazy(
                    "They read one wording, on the last day, whatever lies behind it."
                ),
            },
            reveals={
                Outcome.EXISTS: ("ring",),
                Outcome.REFUSE: ("refusal_reasons", "would_change"),
            },
        )
    )
    ring = asked(
        Choice(gettext_lazy("Who should they ring?"), what=gettext_lazy("who they should ring"))
    )
    refusal_reasons = asked(
        Choices(
            gettext_lazy("Why do you refuse?"),
            what=gettext_lazy("why you refuse"),
            choices=rules.RefusalReason.choices,
        )
    )
    would_change = asked(
        LongText(
            gettext_lazy("What would change the answer? They will read this."),
            what=gettext_lazy("what would change the answer"),
            rows=2,
        )
    )
    reason_kept = asked(
        LongText(
            gettext_lazy("Your reason"),
            what=gettext_lazy("your reason"),
            hint=gettext_lazy("Kept with us. They never see it."),
            rows=3,
        )
    )
    reason_told = asked(
        LongText(
            gettext_lazy("What they will read beside the answer"),
            what=gettext_lazy("what they will read"),
            hint=gettext_lazy(
                "Needed with a part, a refusal or a question. For anything else, leave it empty "
                "if you have nothing to add."
            ),
            rows=3,
        )
    )
    detriment = asked(
        LongText(
            gettext_lazy("How would sharing harm the child more than silence?"),
            what=gettext_lazy("how it would harm the child"),
            hint=gettext_lazy("A duty to share applies, so a refusal needs this. Kept with us."),
            rows=2,
        )
    )
    without_consent = asked(
        Choice(
            gettext_lazy("Why do you act without consent?"),
            what=gettext_lazy("why you act without consent"),
            choices=rules.WithoutConsent.choices,
        )
    )
    strictly_necessary = asked(
        LongText(
            gettext_lazy("Why would nothing less do?"),
            what=gettext_lazy("why nothing less would do"),
            rows=2,
        )
    )
    agreement = asked(
        Choice(
            gettext_lazy("Under which agreement?"),
            what=gettext_lazy("an agreement"),
            reveals={NO_AGREEMENT: "no_agreement_because"},
        )
    )
    no_agreement_because = asked(
        LongText(
            gettext_lazy("Why do you share this without an agreement?"),
            what=gettext_lazy("why you share it without an agreement"),
            hint=gettext_lazy("For example that it happens once. Kept with the decision."),
            rows=2,
        )
    )
    law_enforcement = asked(
        Choice(
            gettext_lazy("Is it for police work?"),
            what=gettext_lazy("yes or no"),
            choices=(("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))),
            inline=True,
        )
    )
    marking = asked(
        Choice(
            gettext_lazy("Marking"), what=gettext_lazy("a marking"), choices=rules.Marking.choices
        )
    )
    handling = asked(
        Choices(
            gettext_lazy("What may they do with it?"),
            what=gettext_lazy("what they may do with it"),
            choices=rules.Handling.choices,
        )
    )
    handling_note = asked(
        Text(gettext_lazy("In your own words"), what=gettext_lazy("a condition"), max_length=300)
    )
    retention = asked(
        Text(gettext_lazy("How long they keep it"), what=gettext_lazy("how long"), max_length=300)
    )
    ends_on = asked(Day(gettext_lazy("They can open it until"), what=gettext_lazy("the last day")))

    def __init__(self, desk: Desk, data: Any = None, draft: Any = None) -> None:
        said = data or draft or {}
        changed = YES_NO.get(said.get("law_enforcement") or "")
        if changed is not None:  # which law applies decides what else is asked
            desk = desk.trying({"law_enforcement": changed})
        if said.get("outcome") == Outcome.EXISTS:  # so does what leaves us: one fact, and no item
            desk = desk.trying({"outcome": Outcome.EXISTS})
        super().__init__(desk, data, draft)

    def arrange(self) -> None:
        law = self.desk.law
        for kind, choice in law.choices.items():
            options = [(rule.code, rule.label) for rule in choice.allowed]
            field = Choice(kind.label, what=_("what allows it"), choices=options)
            self.fields[PICKED + kind.value] = asked(field)
        if not self._offers("para18_reason") or self.desk.answer.consent == rules.Consent.GIVEN:
            del self.fields["without_consent"]
        if not law.strict_necessity:
            del self.fields["strictly_necessary"]
        if not law.duty or not self.desk.answer.is_ours:
            del self.fields["detriment"]
        self._agreements()
        if self.desk.at_once:
            self._sent_already()
        else:
            self._outcomes()
            self._who_to_ring()

    def _sent_already(self) -> None:
        """It was shared at once, under the conditions that stood then: those are not asked."""
        for name in SENT_ALREADY:
            self.fields.pop(name, None)

    def _agreements(self) -> None:
        """Nothing is asked where one is in place, unless *Change* is pressed."""
        cover = self.desk.cover
        if cover is None:
            del self.fields["agreement"], self.fields["no_agreement_because"]
        elif not cover.options:
            del self.fields["agreement"]
        else:
            found = [
                (str(one.pk), _("%(title)s, version %(number)s") % vars(one))
                for one in cover.options
            ]
            none = (NO_AGREEMENT, _("None of these: we share this once"))
            cast(Choice, self.fields["agreement"]).choices = [*found, none]

    def _offers(self, need: str) -> bool:
        return any(
            need in rule.needs
            for choice in self.desk.law.choices.values()
            for rule in choice.allowed
        )

    def _outcomes(self) -> None:
        """Only what can be decided here; a refusal's own questions only where somebody asked."""
        field, allowed = cast(Choice, self.fields["outcome"]), self._allowed()
        if allowed is not None:
            field.choices = allowed
        refuses = allowed is None or any(value == Outcome.REFUSE for value, _label in allowed)
        if not self.desk.asked or not refuses:
            field.reveals = _without(field.reveals, Outcome.REFUSE)
            del self.fields["refusal_reasons"], self.fields["would_change"]

    def _who_to_ring(self) -> None:
        """Our own lines of the directory, the first of them chosen until another is."""
        offered, allowed = cast(Choice, self.fields["outcome"]), self._allowed()
        if allowed is not None and Outcome.EXISTS not in dict(allowed):
            offered.reveals = _without(offered.reveals, Outcome.EXISTS)
            del self.fields["ring"]
            return
        field = cast(Choice, self.fields["ring"])
        field.choices = [(key, line_of(line)) for key, line in self.desk.lines.items()]

    def _allowed(self) -> list[tuple[str, Any]] | None:
        """Fewer outcomes when nobody asked, when nothing is chosen, or for a child not known."""
        desk, stops = self.desk, self.desk.answer.stops
        nothing = stops or bool(desk.saved.get("nothing"))
        if not desk.asked:
            no = (Outcome.REFUSE.value, _("Do not share it after all"))
            return [no] if nothing else [(Outcome.SHARE_ALL.value, _("Share it")), no]
        if desk.existence:
            rest = self._may_say()
        elif desk.answer.is_our_child == rules.OurChild.NO:
            rest = [Outcome.NEITHER]
        elif not desk.answer.is_ours:
            rest = [Outcome.NEED_MORE, Outcome.NEITHER]
        elif nothing:
            rest = [*NOT_SHARING] if stops else [Outcome.EXISTS, *NOT_SHARING]
        else:
            return None
        return [(each.value, each.label) for each in rest]

    def _may_say(self) -> list[Outcome]:
        """They ask only whether we know the child."""
        no = [Outcome.NEITHER, Outcome.REFUSE]
        return [Outcome.EXISTS, *no] if self.desk.answer.is_ours else no

    def at_start(self) -> dict[str, Any]:
        picked = self.desk.saved.get("picked", {})
        chosen = {f"{PICKED}{kind}": code for kind, code in picked.items()}
        changed = self.desk.saved.get("law_enforcement")
        enforcing = "" if changed is None else "yes" if changed else "no"
        ring = self.desk.saved.get("ring") or next(iter(self.desk.lines), "")
        said = {"law_enforcement": enforcing, "ring": ring}
        return {**super().at_start(), **chosen, **said}

    def kept(self) -> dict[str, Any]:
        said = self.cleaned_data
        kept = {
            name: said.get(name)
            for name in self.fields
            if not name.startswith(PICKED) and name != "law_enforcement"
        }
        picked = {
            name.removeprefix(PICKED): said[name]
            for name in self.fields
            if name.startswith(PICKED) and said.get(name)
        }
        changed = YES_NO.get(said.get("law_enforcement") or "")
        return {**kept, "picked": picked} | (
            {} if changed is None else {"law_enforcement": changed}
        )

    def clean(self) -> None:
        super().clean()
        tried = self.desk.trying(plain(self.kept()))
        for page in tried.wanted_steps:
            if page.name != self.step and tried.problems_on(page.name):
                sentence = _("Go back to “%(page)s”: something is missing there.")
                self.add_error(None, sentence % {"page": page.title})

    def show(self, problems: Any) -> None:
        kinds = {kind.value: f"{PICKED}{kind.value}" for kind in rules.LegalKind}
        super().show({kinds.get(name, name): text for name, text in problems.items()})
