"""The dated rule table, and what follows from it for one act of sharing."""

from __future__ import annotations

import csv
import hashlib
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from crossing.core.errors import Invalid
from crossing.sharing.rules.legal import Choice, Facts, Law, LegalRule
from crossing.sharing.rules.limits import (
    COMPETENT,
    LIMITS,
    NOT_PUBLIC,
    POLICE,
    RECORDS,
    Case,
    duty_applies,
    why_not,
)
from crossing.sharing.rules.lists import (
    ABOUT_CRIME,
    SAFEGUARDING,
    DataClass,
    Handling,
    Known,
    LegalKind,
    Marking,
    Purpose,
    Regime,
)

__all__ = ["RULES_FILE", "Choice", "Facts", "Law", "LegalRule", "in_force", "read_rules"]
__all__ += ["regime_of", "version_of", "work_out"]

RULES_FILE = Path(__file__).parent / "data" / "law_rules.csv"
MONTHS_OPEN = 12

# Which power is offered first for a purpose. For police to others none is: it must be chosen.
POWERS_FOR: dict[Purpose, tuple[str, ...]] = {
    Purpose.SECTION_47: ("CA1989_S47",),
    Purpose.SECTION_17: ("CA2004_S16LA", "CA1989_S17"),
    Purpose.CRIME: ("PCSCA2022_S44A", "CDA1998_S115"),
    Purpose.VICTIM_SUPPORT: ("PCSCA2022_S44A", "CA2004_S16LA", "CA2004_S10"),
    Purpose.SERIOUS_VIOLENCE: ("CA2004_S16LA", "PCSCA2022_S16", "CDA1998_S115"),
    Purpose.MARAC: ("CA2004_S16LA", "CDA1998_S115"),
    Purpose.CHANNEL: ("CTSA2015_S36",),
    Purpose.MAPPA: ("CJA2003_S325",),
}
POWERS_OTHERWISE = ("CA2004_S16LA", "CA2004_S16H", "CA2004_S10")


# --- the table ---


def read_rules(file: TextIO) -> tuple[LegalRule, ...]:
    """The rows of the table; a row that cannot be read is named, and then none is taken."""
    rules: list[LegalRule] = []
    wrong: dict[str, str] = {}
    for number, row in enumerate(csv.DictReader(file, restval=""), start=2):
        try:
            rules.append(_rule(row))
        except (KeyError, TypeError, ValueError) as problem:
            wrong[f"row {number}"] = str(problem)
    if wrong:
        raise Invalid(wrong)
    return tuple(rules)


def _rule(row: dict[str, str]) -> LegalRule:
    needs = tuple(need for need in row["needs"].split(";") if need)
    unknown = [need for need in needs if need not in LIMITS and need not in RECORDS]
    if unknown:
        raise ValueError(f"unknown need: {', '.join(unknown)}")
    return LegalRule(
        code=row["code"],
        kind=LegalKind(row["kind"]),
        label=row["label"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=row["source"],
        known=Known(row["known"]),
        needs=needs,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def version_of(rules: Iterable[LegalRule]) -> str:
    """A short name for exactly this table, whatever the order of its rows."""
    lines = sorted("|".join(map(str, astuple(rule))) for rule in rules)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def in_force(rules: Iterable[LegalRule], on: date) -> tuple[LegalRule, ...]:
    """The rules that hold on this day."""
    return tuple(rule for rule in rules if rule.holds_on(on))


# --- what follows ---


def work_out(
    facts: Facts, rules: tuple[LegalRule, ...], on: date, *, months_open: int = MONTHS_OPEN
) -> Law:
    """Which law applies and what allows us to share, each with the reason in plain words."""
    now = in_force(rules, on)
    case = Case(facts, frozenset(rule.code for rule in now))
    regime, regime_because = regime_of(facts)
    duty, duty_because = _duty(case)
    marking, marking_because = _marking(facts, regime)
    handling, handling_because = _handling(facts, regime)
    return Law(
        on=on,
        version=version_of(rules),
        regime=regime,
        regime_because=regime_because,
        choices=_choices(case, now, regime),
        exemptions=tuple(rule for rule in now if rule.kind == LegalKind.EXEMPTION),
        duty=duty,
        duty_because=duty_because,
        strict_necessity=regime == Regime.POLICE and DataClass.SPECIAL in facts.classes,
        marking=marking,
        marking_because=marking_because,
        handling=handling,
        handling_because=handling_because,
        retention=_retention(case, now),
        ends_on=_months_after(on, months_open),
        ends_because=_("%(months)s months from today. They can ask again.")
        % {"months": months_open},
    )


def regime_of(facts: Facts) -> tuple[Regime, str]:
    """Which of the two data laws governs the sender, and why."""
    if facts.sender not in POLICE:
        return Regime.GENERAL, _("The sender is not the police.")
    if facts.law_enforcement and facts.recipient in COMPETENT:
        return Regime.POLICE, _("The police tell another body that deals with crime, for that.")
    return Regime.CROSSING, _(
        "The police held this for police work, and it will be used for something else."
    )


def _choices(case: Case, now: tuple[LegalRule, ...], regime: Regime) -> dict[LegalKind, Choice]:
    """The legal questions that arise here, and no others."""
    classes = case.facts.classes
    police = regime == Regime.POLICE
    arise = {
        LegalKind.BASIS: not police,
        LegalKind.SPECIAL: not police and DataClass.SPECIAL in classes,
        LegalKind.CRIMINAL: not police and DataClass.CRIMINAL in classes,
        LegalKind.PART3: police and DataClass.SPECIAL in classes,
        LegalKind.POWER: True,
    }
    return {kind: _choice(kind, case, now, regime) for kind, needed in arise.items() if needed}


def _choice(kind: LegalKind, case: Case, now: tuple[LegalRule, ...], regime: Regime) -> Choice:
    barred = {rule.code: why_not(rule.needs, case) for rule in now if rule.kind == kind}
    allowed = tuple(rule for rule in now if rule.kind == kind and not barred[rule.code])
    codes = [rule.code for rule in allowed]
    preferred, because = PREFERENCES[kind](case, regime)
    return Choice(
        kind=kind,
        allowed=allowed,
        default=next((code for code in preferred if code in codes), ""),
        because=because,
        required=kind != LegalKind.POWER or regime == Regime.CROSSING,
        why_not={code: why for code, why in barred.items() if why},
    )


def _basis(case: Case, regime: Regime) -> tuple[tuple[str, ...], str]:
    if case.facts.purpose == Purpose.EMERGENCY:
        return ("ART6_D",), _("A life is at stake.")
    if not why_not(("legal_obligation",), case):
        return ("ART6_C",), _("A law requires us to share.")
    if case.facts.sender in NOT_PUBLIC:
        return ("ART6_EA", "ART6_F"), _("We are not a public body.")
    return ("ART6_E",), _("It is part of our public task.")


def _special(case: Case, regime: Regime) -> tuple[tuple[str, ...], str]:
    if case.facts.purpose == Purpose.EMERGENCY:
        return ("ART9_C",), _("A life is at stake.")
    paragraph, because = _paragraph(case.facts)
    return (f"ART9_G_{paragraph}",), because


def _criminal(case: Case, regime: Regime) -> tuple[tuple[str, ...], str]:
    paragraph, because = _paragraph(case.facts)
    if not why_not(("official_authority",), case):
        because = _("We have official authority to deal with crime.")
    return ("ART10_OFFICIAL", f"ART10_{paragraph}"), because


def _paragraph(facts: Facts) -> tuple[str, str]:
    if facts.purpose in SAFEGUARDING - ABOUT_CRIME:
        return "PARA18", _("It is to protect a child.")
    if facts.purpose in ABOUT_CRIME or facts.law_enforcement:
        return "PARA10", _("It is to prevent or detect crime.")
    return "PARA6", _("A law gives us this task.")


def _part3(case: Case, regime: Regime) -> tuple[tuple[str, ...], str]:
    if case.facts.purpose in SAFEGUARDING:
        return ("SCH8_PARA4",), _("It is to protect a child.")
    return ("SCH8_PARA1",), _("A law gives the police this task.")


def _power(case: Case, regime: Regime) -> tuple[tuple[str, ...], str]:
    if regime == Regime.CROSSING:
        return (), _("Nobody can work this out for you: choose the law that allows it.")
    if duty_applies(case):
        because = _("It is to protect a child, and both of us are under the duty to share.")
    else:
        because = _("It fits what the information is for, and who asks.")
    return POWERS_FOR.get(case.facts.purpose, POWERS_OTHERWISE), because


PREFERENCES = {
    LegalKind.BASIS: _basis,
    LegalKind.SPECIAL: _special,
    LegalKind.CRIMINAL: _criminal,
    LegalKind.PART3: _part3,
    LegalKind.POWER: _power,
}


def _duty(case: Case) -> tuple[bool, str]:
    if duty_applies(case):
        return True, _(
            "If it matters to the child’s welfare and could help them, we must share it, "
            "unless sharing would harm the child more than silence."
        )
    return False, _("No duty to share applies here. We may share if the law allows it.")


def _marking(facts: Facts, regime: Regime) -> tuple[Marking, str]:
    if facts.classes & {DataClass.SPECIAL, DataClass.CRIMINAL}:
        return Marking.SENSITIVE, _("It holds health, belief, identity or crime details.")
    if regime != Regime.GENERAL:
        return Marking.SENSITIVE, _("It comes from police work.")
    return Marking.OFFICIAL, _("It holds nothing that needs more.")


def _handling(facts: Facts, regime: Regime) -> tuple[tuple[Handling, ...], str]:
    usual = (Handling.THIS_PURPOSE_ONLY, Handling.ASK_BEFORE_PASSING_ON)
    if facts.classes - {DataClass.ORDINARY} or regime != Regime.GENERAL:
        because = _("It is sensitive, about somebody else, or from police work.")
        return (*usual, Handling.NAMED_PEOPLE_ONLY), because
    return usual, _("The usual conditions.")


def _retention(case: Case, now: tuple[LegalRule, ...]) -> LegalRule | None:
    rows = (rule for rule in now if rule.kind == LegalKind.RETENTION)
    return next((rule for rule in rows if not why_not(rule.needs, case)), None)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
