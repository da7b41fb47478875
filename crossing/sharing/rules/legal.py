"""The shapes that the law is worked out with: the facts, a row of the table, the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crossing.sharing.rules.lists import (
    DataClass,
    Handling,
    Known,
    LegalKind,
    Marking,
    Purpose,
    Regime,
    SubjectRole,
)


@dataclass(frozen=True)
class LegalRule:
    """One dated row of the rule table. `needs` says what limits it or must be recorded."""

    code: str
    kind: LegalKind
    label: str
    valid_from: date | None
    valid_to: date | None
    source: str
    known: Known
    needs: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on this day; the last day counts."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True)
class Facts:
    """All that the law depends on. `sender` and `recipient` are kinds of organisation."""

    sender: str
    recipient: str
    purpose: Purpose
    classes: frozenset[DataClass] = frozenset()
    law_enforcement: bool = False
    subject: SubjectRole | None = None
    patient_information: bool = False


@dataclass(frozen=True)
class Choice:
    """One legal question: what may be chosen, what was worked out, and why."""

    kind: LegalKind
    allowed: tuple[LegalRule, ...] = ()
    default: str = ""
    because: str = ""
    required: bool = False
    why_not: dict[str, str] = field(default_factory=dict)

    def rule(self, code: str = "") -> LegalRule | None:
        """The allowed rule with this code, or the one worked out."""
        wanted = code or self.default
        return next((rule for rule in self.allowed if rule.code == wanted), None)


@dataclass(frozen=True)
class Law:
    """Which law applies and what allows us to share, worked out on one day."""

    on: date
    version: str
    regime: Regime
    regime_because: str
    choices: dict[LegalKind, Choice]
    exemptions: tuple[LegalRule, ...]
    duty: bool
    duty_because: str
    strict_necessity: bool
    marking: Marking
    marking_because: str
    handling: tuple[Handling, ...]
    handling_because: str
    retention: LegalRule | None
    ends_on: date
    ends_because: str

    def chosen(self, picked: dict[LegalKind, str]) -> dict[LegalKind, LegalRule]:
        """The rules that the decision stands on: what was picked, else what was worked out."""
        found = {kind: choice.rule(picked.get(kind, "")) for kind, choice in self.choices.items()}
        return {kind: rule for kind, rule in found.items() if rule}
