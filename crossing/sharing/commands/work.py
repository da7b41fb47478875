"""What the pages of a decision save."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from crossing.records.models import Child
from crossing.records.rules.drafts import Begun


@dataclass(frozen=True)
class Chosen:
    """One thing that may be shared, and what becomes of it."""

    title: str
    text: str
    treatment: str
    basis: str
    data_class: str
    entry_kind: str = ""
    entry: UUID | None = None
    happened_on: datetime.date | None = None
    source: str = ""
    childs_words: bool = False
    reason: str = ""
    still_true: str = ""


@dataclass(frozen=True)
class Work:
    """What one page of the path saves. `version` and `begun` say what the page was made
    from."""

    step: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    child: Child | None = None
    items: Sequence[Chosen] | None = None
    version: int | None = None
    begun: Begun | None = None
