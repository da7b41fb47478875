"""Who decides, who confirms, and the two guards against deciding by habit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import takewhile
from uuid import UUID

from crossing.partnership.rules import (
    CONFIRMED_BY_ANOTHER,
    Kind,
    Permission,
    Role,
    allows,
    roles_of,
)
from crossing.sharing.rules.states import DecisionStep


def needs_confirming(kind: str) -> bool:
    """In police and children's services one proposes and another confirms."""
    return kind in CONFIRMED_BY_ANOTHER


def may_decide(kind: str, role: str) -> bool:
    """Whether this role has the last word here: in a school the DSL, a deputy or the head."""
    last_word = Permission.SHARING_CONFIRM if needs_confirming(kind) else Permission.SHARING_DECIDE
    return Role(role) in roles_of(Kind(kind)) and allows(role, last_word)


def may_confirm(kind: str, role: str, *, proposer: UUID, confirmer: UUID) -> bool:
    """Whoever confirms is somebody else than whoever proposed."""
    return needs_confirming(kind) and may_decide(kind, role) and proposer != confirmer


def step_when_complete(kind: str) -> DecisionStep:
    """What sending a complete answer does here: it decides, or it proposes."""
    return DecisionStep.PROPOSE if needs_confirming(kind) else DecisionStep.DECIDE


def same_words(last_reasons: Sequence[str], new: str) -> int:
    """How many of the decider's last decisions in a row, newest first, gave the same words."""
    words = _words(new)
    return sum(1 for _ in takewhile(lambda old: _words(old) == words, last_reasons))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def second_look(decision_id: UUID | str) -> bool:
    """One in ten decisions is looked at again; nobody can tell beforehand which."""
    digest = hashlib.sha256(str(decision_id).encode()).digest()
    return int.from_bytes(digest, "big") % 10 == 0
