"""Two pages open on one draft: the first to save has it, the other is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PAGE = "draft_page"


def version(data: Mapping[str, Any]) -> str:
    """The same words have the same version, whoever saved them; nothing has none."""
    whole = json.dumps(data, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:32] if data else ""


@dataclass(frozen=True)
class Begun:
    """What a page was begun from: the draft as it was then, and the page’s own name, by which its
    later saves are known. `part` is its part of a draft that has several pages; `over` is said when
    it is to take the place of whatever is there."""

    page: str = ""
    version: str = ""
    part: str = ""
    over: bool = False

    def of(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """This page’s part of a draft."""
        return dict(data.get(self.part) or {}) if self.part else dict(data)

    def fits(self, data: Mapping[str, Any]) -> bool:
        """Whether nobody has saved since, but this page itself. One whose answer was lost on its
        way did save, and is not told of its own words."""
        held = self.of(data)
        mine = bool(self.page) and held.get(PAGE) == [self.page]
        return self.over or mine or self.version_of(data) == self.version

    def version_of(self, data: Mapping[str, Any]) -> str:
        """What a page carries that was begun from this."""
        return version(self.of(data))

    def put(self, typed: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
        """The draft with what this page has."""
        mine = {**typed, PAGE: [self.page]} if self.page else dict(typed)
        return {**data, self.part: mine} if self.part else mine
