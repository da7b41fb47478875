"""Who else is named in what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from crossing.core.saving import saveable
from crossing.govuk.forms import LongText
from crossing.sharing import rules
from crossing.sharing.forms.decide import StepForm, asked
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.named import Named

LONGEST = 300  # characters of the reason to keep somebody's name


class OthersForm(StepForm):
    """Each other person found is kept, with a reason, or covered."""

    step = "others"
    cover_words = asked(
        LongText(
            gettext_lazy("Cover these words too"),
            what=gettext_lazy("words to cover"),
            hint=gettext_lazy("One on each line, as they stand in the text."),
            rows=3,
        )
    )

    def arrange(self) -> None:
        """What was sent at once is not covered any more."""
        if self.desk.at_once:
            del self.fields["cover_words"]

    def at_start(self) -> dict[str, Any]:
        return {"cover_words": "\n".join(self.desk.saved.get("cover_words", []))}

    def __init__(self, desk: Desk, data: Any = None, draft: Any = None) -> None:
        self.named: list[Named] = desk.named
        given = data if data is not None else draft or {}
        for one in self.named:
            one.treatment = given.get(f"o-{one.key}", one.treatment)
            one.why = saveable(given.get(f"w-{one.key}", one.why))[:LONGEST]
            if one.treatment not in rules.OtherPerson.values:
                one.treatment = ""
        self.errors_at: dict[str, str] = {}
        super().__init__(desk, data, draft)

    def kept(self) -> dict[str, Any]:
        lines = (self.cleaned_data.get("cover_words") or "").splitlines()
        decided = {
            one.key: {"treatment": one.treatment, "why": one.why if one.kept else ""}
            for one in self.named
            if one.treatment
        }
        return {"others": decided, "cover_words": [line.strip() for line in lines if line.strip()]}

    def show(self, problems: Mapping[str, str]) -> None:
        for name, text in problems.items():
            if name.startswith("others-"):
                one = self.named[int(name.split("-")[1])]
                self.errors_at.setdefault(one.key, text)
                self.add_error(None, text)

    def error_list(self) -> list[dict[str, str]]:
        """Each sentence with the words that it is about."""
        listed = [each for each in super().error_list() if "href" in each]
        about = {one.key: one.text for one in self.named}
        placed = [
            {"text": f"“{about[key]}”: {text}", "href": f"#other-{key}"}
            for key, text in self.errors_at.items()
        ]
        return [*placed, *listed]
