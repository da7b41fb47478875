"""Choosing what to share from the child's record, and who else is named in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk.forms import Choice, Choices, LongText, Text
from crossing.sharing import rules
from crossing.sharing.commands.work import Chosen
from crossing.sharing.forms.decide import StepForm, asked
from crossing.sharing.forms.lines import BASES, YEAR, Entry, Line, lines_of
from crossing.sharing.forms.others import OthersForm
from crossing.sharing.models import DeliberationItem
from crossing.sharing.queries.desk import Desk

# Read once: an enumeration works out its values each time.
TREATMENTS = frozenset(rules.Treatment.values)
DATA_CLASSES = frozenset(rules.DataClass.values)
STILL_TRUE = frozenset(rules.StillTrue.values)
SHOWN = 50  # entries at first, and with each press for more


class ItemsForm(StepForm):
    """Include, leave out or cover, entry by entry; what stays untouched is not shared."""

    step = "items"
    # The closed lists from which each entry is answered, as the page's rows draw them.
    lists: ClassVar[dict[str, Any]] = {
        "classes": rules.DataClass.choices,
        "treatments": rules.Treatment.choices,
        "truths": rules.StillTrue.choices,
    }
    new_title = asked(Text(gettext_lazy("Heading"), what=gettext_lazy("a heading"), max_length=200))
    new_text = asked(
        LongText(gettext_lazy("What you want to share"), what=gettext_lazy("what to share"), rows=4)
    )
    left_out = asked(
        LongText(
            gettext_lazy("If you leave out something they asked for: why?"),
            what=gettext_lazy("why it is left out"),
            hint=gettext_lazy("One reason for all of it. It answers “could less do?”"),
            rows=2,
        )
    )
    child_wants = asked(
        Text(
            gettext_lazy("If you include the child’s own words: what does the child want?"),
            what=gettext_lazy("what the child wants"),
            max_length=500,
        )
    )
    in_confidence = asked(
        Choices(
            gettext_lazy("Was this told to us in confidence?"),
            what=gettext_lazy("whether it was told in confidence"),
            choices=(("yes", gettext_lazy("Yes, some of it")),),
            reveals={"yes": "confidence"},
        )
    )
    confidence = asked(
        Choice(
            gettext_lazy("Why may it be shared all the same?"),
            what=gettext_lazy("why it may be shared"),
            choices=rules.Confidence.choices,
        )
    )

    def __init__(
        self, desk: Desk, entries: Sequence[Entry], data: Any = None, draft: Any = None
    ) -> None:
        self.lines = lines_of(desk, entries)
        for line in self.lines:
            self._read(line, data if data is not None else draft or {})
        super().__init__(desk, data, draft)
        self.others = OthersForm(desk, None, draft) if self.joins_others else None

    @property
    def joins_others(self) -> bool:
        """The shorter ways ask on this page who else is named."""
        return not self.desk.has("others")

    @staticmethod
    def _read(line: Line, data: Mapping[str, Any]) -> None:
        """What was chosen on the page for one entry; only what may be chosen is taken."""
        treatment = data.get(f"t-{line.key}", line.treatment)
        line.treatment = treatment if treatment in TREATMENTS else ""
        data_class = data.get(f"c-{line.key}", line.data_class)
        line.data_class = data_class if data_class in DATA_CLASSES else line.data_class
        basis = data.get(f"b-{line.key}", line.basis)
        line.basis = basis if basis in BASES else line.basis
        still = data.get(f"s-{line.key}", line.still_true)
        line.still_true = still if still in STILL_TRUE else ""

    def show_only(self, kind: str, months: str, most: str = "") -> None:
        """Hide what is of another kind or older, and at first all but the newest; what was chosen
        for it stays on the page."""
        days = int(months) * YEAR // 12 if months in ("3", "12") else None
        self.most = max(SHOWN, int(most)) if most.isdecimal() and len(most) < 6 else SHOWN
        self.wanted = 0
        for line in self.lines:
            of_kind = not kind or line.kind == kind
            age = (self.desk.today - line.happened_on).days if line.happened_on else 0
            wanted = of_kind and (days is None or age <= days)
            self.wanted += wanted
            line.shown = bool(line.error) or (wanted and self.wanted <= self.most)

    @property
    def older(self) -> int:
        """How many more the button at the end of the list shows."""
        return min(SHOWN, max(0, self.wanted - self.most))

    def arrange(self) -> None:
        words = any(line.childs_words for line in self.lines)
        if not words or self.desk.purpose not in rules.ABOUT_CRIME:
            del self.fields["child_wants"]

    def at_start(self) -> dict[str, Any]:
        saved = super().at_start()
        reasons = [line.reason for line in self.lines if line.reason]
        confided = ["yes"] if self.desk.saved.get("in_confidence") else []
        why = reasons[0] if reasons else self.desk.saved.get("left_out", "")
        return {**saved, "left_out": why, "in_confidence": confided}

    def kept(self) -> dict[str, Any]:
        said = self.cleaned_data
        confided = "yes" in (said.get("in_confidence") or [])
        wants = {"child_wants": said.get("child_wants")} if "child_wants" in self.fields else {}
        return {
            **wants,
            "nothing": False,
            "left_out": said.get("left_out") or "",  # also for what nobody touched
            "in_confidence": confided,
            "confidence": said.get("confidence") if confided else "",
            **(self.others.kept() if self.others and self.others.is_bound else {}),
        }

    def chosen(self) -> list[Chosen]:
        """What becomes of each entry that somebody decided about, and what was written anew."""
        self._reasons()
        found = [line.chosen() for line in self.lines if line.treatment]
        return [*self._written(), *found]

    def _reasons(self) -> None:
        """One reason stands for everything that was asked for and left out."""
        why = self.cleaned_data.get("left_out") or ""
        for line in self.lines:
            line.reason = why if line.treatment == rules.Treatment.LEAVE_OUT else ""

    def _written(self) -> Iterator[Chosen]:
        said = self.cleaned_data
        text, title = said.get("new_text") or "", said.get("new_title") or ""
        if text.strip():
            yield Chosen(
                title=title or _("Written for this answer"),
                text=text,
                treatment=rules.Treatment.INCLUDE,
                basis=rules.FactOrOpinion.FACT,
                data_class=rules.data_class_of(f"{title} {text}"),
                happened_on=self.desk.today,
            )

    def clean(self) -> None:
        self.others = None
        rows = [
            DeliberationItem(position=number, **vars(chosen))
            for number, chosen in enumerate(self.chosen())
        ]
        self.rows = rows
        tried = self.desk.trying(self.kept(), rows)
        self.show(
            {
                name: text
                for name, text in tried.problems_on(self.step).items()
                if not name.startswith("others-")
            }
        )
        if self.joins_others:
            self._clean_others(tried)

    def _clean_others(self, tried: Desk) -> None:
        """Whoever was shown on the page is decided about; whoever is newly found is shown next."""
        self.others = OthersForm(tried, self.data)
        self.others.is_valid()
        shown = {key for key in self.others.errors_at if f"asked-{key}" in self.data}
        self.others.errors_at = {key: self.others.errors_at[key] for key in shown}
        for text in self.others.errors_at.values():
            self.add_error(None, text)

    def show(self, problems: Mapping[str, str]) -> None:
        """A sentence about one entry stands at that entry; about reasons, once for all."""
        written = len(list(self._written()))
        decided = [line for line in self.lines if line.treatment]
        for name, text in problems.items():
            if name == "items":
                self.add_error(None, text)
            elif name.startswith("items-"):
                _part, number, what = name.split("-", 2)
                if what == "reason":
                    if "left_out" not in self.errors:
                        self.add_error("left_out", text)
                else:
                    decided[int(number) - written].error = text
                    self.add_error(None, text)
            elif name not in self.errors:
                self.add_error(name if name in self.fields else None, text)

    def error_list(self) -> list[dict[str, str]]:
        """The summary, with a link to each entry that needs something."""
        listed = [each for each in super().error_list() if "href" in each]
        placed = [
            {"text": line.error, "href": f"#entry-{line.key}"} for line in self.lines if line.error
        ]
        placed += self.others.error_list() if self.others else []
        said = {each["text"] for each in placed}
        general = dict.fromkeys(str(error) for error in self.non_field_errors())
        rest = [{"text": text, "href": "#items"} for text in general if text not in said]
        return [*rest, *placed, *listed]
