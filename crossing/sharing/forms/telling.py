"""Whether a family can be told now."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from crossing.core.clock import today
from crossing.govuk.forms import Day, Form, LongText, Text, YesNo
from crossing.sharing.forms.decide import asked
from crossing.sharing.rules.telling import NewTelling


class TellingForm(Form):
    """Told now, or still not."""

    told = YesNo(
        _("Have they been told now?"),
        what=_("whether they have been told"),
        choices=[("yes", _("Yes, they know now")), ("no", _("Still not, because"))],
        reveals={"yes": ("who", "how"), "no": ("why", "look_again_on")},
    )
    who = asked(Text(_("Who was told?"), what=_("who was told"), max_length=250))
    how = asked(LongText(_("How, and what did they say?"), what=_("how they were told"), rows=2))
    why = asked(LongText(_("Why are they still not told?"), what=_("why"), rows=2))
    look_again_on = asked(Day(_("Look again on"), what=_("the day to look again")))

    def new_telling(self) -> NewTelling:
        """What was said, of the way that was chosen."""
        said = self.cleaned_data
        if said["told"]:
            return NewTelling(True, said["who"], said["how"])
        return NewTelling(False, why=said["why"], look_again_on=said.get("look_again_on"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if "told" in found and not self.errors:
            self.add_problems(self.new_telling().problems(today()))
        return found
