"""Radios that tell something at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from crossing.govuk import forms
from crossing.govuk.forms.base import GovukBoundField, Params


class Telling(forms.Choice):
    """Radios that tell something at once when an item is chosen; without script, always."""

    panels: Mapping[str, Markup] = {}

    def _item(self, bound: GovukBoundField, value: str, text: str, chosen: Any) -> Params:
        item = super()._item(bound, value, text, chosen)
        if value in self.panels:
            item["conditional"] = {"html": self.panels[value]}
        return item
