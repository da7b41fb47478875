"""The dated rule table, as the rules read it."""

from __future__ import annotations

from crossing.core.clock import today
from crossing.sharing import rules
from crossing.sharing.law import in_force
from crossing.sharing.models import LegalRule


def legal_rules() -> tuple[rules.LegalRule, ...]:
    """The dated rule table."""
    return tuple(
        rules.LegalRule(
            code=row.code,
            kind=rules.LegalKind(row.kind),
            label=row.label,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
            known=rules.Known(row.known),
            needs=tuple(need for need in row.needs.split(";") if need),
        )
        for row in LegalRule.objects.order_by("code", "valid_from")
    )


def breach_law(kind: str | None) -> list[rules.LegalRule]:
    """What the law asks when something went to the wrong place: a line more for the police."""
    now = (rule for rule in in_force(legal_rules(), today()) if rule.kind == rules.LegalKind.BREACH)
    return [rule for rule in now if "from_police" not in rule.needs or kind in rules.POLICE]
