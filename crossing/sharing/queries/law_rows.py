"""The law as worked out, line by line, as the last page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk.words import day
from crossing.sharing import rules
from crossing.sharing.queries.desk import Desk


@dataclass(frozen=True)
class LawRow:
    """One line: what was worked out, why, and the questions that change it."""

    key: str
    value: str
    because: str = ""
    source: str = ""
    fields: tuple[str, ...] = ()
    why: str = ""
    missing: bool = False


def law_rows(desk: Desk) -> list[LawRow]:
    """Which law applies, what allows it, and what they may do with it."""
    law = desk.law
    regime = LawRow(
        _("Which law applies"),
        str(law.regime.label),
        law.regime_because,
        fields=("law_enforcement",),
        why=_(
            "Police and everybody else work under different data laws. It decides what is needed."
        ),
        source=_(
            "ICO, reuse of information by competent authorities; Data Protection Act 2018, Part 3"
        ),
    )
    duty = LawRow(
        _("Power or duty"),
        _("A duty to share") if law.duty else _("A power, not a duty"),
        law.duty_because,
    )
    chosen = (_choice(desk, kind) for kind in law.choices)
    sent = [] if desk.existence else _conditions(desk)  # a fact told has no copy to be kept
    if desk.at_once:  # it was sent under these
        sent = [replace(row, fields=()) for row in sent]
    return [regime, *chosen, duty, *_agreement(desk), *sent]


def _agreement(desk: Desk) -> list[LawRow]:
    """Which agreement covers it, or that none does; nothing in an emergency."""
    cover, picked = desk.cover, desk.answer.agreement
    if cover is None:
        return []
    cited, title = cover.cited(picked), _("Agreement")
    if cited:
        because = _("Signed by you and by them, and in force until %(day)s.")
        return [
            LawRow(
                title,
                _("%(title)s, version %(number)s") % vars(cited),
                because % {"day": day(cited.ends_on)},
                fields=("agreement",),
                why=_("Organisations that share often agree beforehand how they do it."),
                source=_("ICO, data sharing code of practice: data sharing agreements"),
            )
        ]
    warns = cover.warning
    said = desk.answer.no_agreement_because
    return [LawRow(title, warns, _("Shared because: %(why)s") % {"why": said} if said else "")]


KEYS = {
    rules.LegalKind.BASIS: gettext_lazy("What allows us to share"),
    rules.LegalKind.SPECIAL: gettext_lazy("For health, ethnicity, religion, sexuality"),
    rules.LegalKind.CRIMINAL: gettext_lazy("For crime"),
    rules.LegalKind.PART3: gettext_lazy("For sensitive police information"),
    rules.LegalKind.POWER: gettext_lazy("Legal power"),
}


def _choice(desk: Desk, kind: rules.LegalKind) -> LawRow:
    choice = desk.law.choices[kind]
    rule = choice.rule(desk.answer.picked.get(kind, ""))
    missing = rule is None and choice.required
    nothing = _("You must choose this") if missing else _("None needed")
    return LawRow(
        str(KEYS[kind]),
        rule.label if rule else nothing,
        _("Chosen by hand.") if desk.answer.picked.get(kind) else choice.because,
        source=_source(rule),
        fields=(f"picked-{kind.value}",),
        why=_(
            "Every piece of information that leaves us stands on a rule that was in force that day."
        ),
        missing=missing,
    )


def _source(rule: rules.LegalRule | None) -> str:
    """Where the rule stands, and how well it is known to us."""
    return f"{rule.source} ({rule.known.label})" if rule else ""


def _conditions(desk: Desk) -> list[LawRow]:
    law, answer = desk.law, desk.answer
    handling = [str(each.label) for each in answer.handling or law.handling]
    note = desk.saved.get("handling_note", "")
    worked_out = law.retention.label if law.retention else ""
    return [
        LawRow(
            _("Marking"),
            str((answer.marking or law.marking).label),
            law.marking_because,
            fields=("marking",),
        ),
        LawRow(
            _("What they may do with it"),
            ". ".join([*handling, *([note] if note else [])]),
            law.handling_because,
            fields=("handling", "handling_note"),
        ),
        LawRow(
            _("They can open it until"),
            day(answer.ends_on or law.ends_on),
            law.ends_because,
            fields=("ends_on",),
        ),
        LawRow(
            _("How long they keep it"),
            desk.saved.get("retention") or worked_out,
            _source(law.retention),
            fields=("retention",),
        ),
    ]
