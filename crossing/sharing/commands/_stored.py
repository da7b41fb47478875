"""What a decision keeps for good: the law, the whole answer, and each item as it left."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from crossing.sharing.answers import plain
from crossing.sharing.commands._crossing import retention_of
from crossing.sharing.queries.desk import Desk
from crossing.sharing.rules import Treatment

LEAVE_OUT = Treatment.LEAVE_OUT


def law_as_stored(desk: Desk) -> dict[str, Any]:
    """The law that the decision stands on, with what was changed by hand."""
    law, picked = desk.law, desk.answer.picked
    handling = desk.answer.handling or law.handling
    return {
        "regime_because": law.regime_because,
        "law_enforcement": desk.law_enforcement,
        "chosen": {
            kind.value: {"code": rule.code, "label": rule.label, "source": rule.source}
            for kind, rule in law.chosen(picked).items()
        },
        "changed": sorted(kind.value for kind in picked),
        "duty": law.duty,
        "marking": desk.answer.marking or law.marking,
        "handling": [each.value for each in handling],
        "retention": retention_of(desk),
        "ends_on": plain(desk.answer.ends_on or law.ends_on),
    }


def agreement_as_stored(desk: Desk) -> dict[str, Any]:
    """Which agreement it stands on, and which version; or why it was shared without one."""
    if desk.cover is None or not desk.answer.shares:
        return {}
    cited = desk.cover.cited(desk.answer.agreement)
    if cited is None:
        return {"no_agreement_because": desk.answer.no_agreement_because}
    return {"agreement": cited, "agreement_number": cited.number}


def answer_as_stored(desk: Desk) -> dict[str, Any]:
    """All that was answered. Who was covered is kept as a kind and a count, not by name."""
    answer = asdict(desk.whole_answer)
    elsewhere = ("items", "others", "agreement", "no_agreement_because")  # have their own columns
    kept = {name: value for name, value in answer.items() if name not in elsewhere}
    kept["others"] = [
        {"kind": one.kind.value, "count": one.count, "treatment": one.treatment, "why": one.why}
        for one in desk.named
    ]
    kept |= ring_as_stored(desk)
    kept["own_covers"] = len(desk.saved.get("cover_words", []))
    return dict(plain(kept))


def ring_as_stored(desk: Desk) -> dict[str, str]:
    """Who is named to be rung, as the directory had them that day."""
    line = desk.lines.get(desk.answer.ring)
    if line is None or not desk.answer.says_known:
        return {"ring": "", "ring_phone": ""}
    who = ", ".join(part for part in (line.name, line.label) if part)
    return {"ring": who, "ring_phone": line.phone}


def items_as_stored(desk: Desk) -> list[dict[str, Any]]:
    """Each item as it was treated, with the text as it left us and no other."""
    stops = desk.answer.stops  # somebody said no, so nothing that was chosen leaves
    seen = {} if stops else {shown.item.pk: shown for shown in desk.shown}
    return [
        {
            "entry_kind": item.entry_kind,
            "entry": str(item.entry or ""),
            "treatment": LEAVE_OUT if stops else item.treatment,
            "reason": _("They said no") if stops else item.reason,
            "basis": item.basis,
            "data_class": item.data_class,
            "still_true": item.still_true,
            "happened_on": plain(item.happened_on),
            "title": seen[item.pk].title if item.pk in seen else "",
            "source": seen[item.pk].source if item.pk in seen else "",
            "text": seen[item.pk].text if item.pk in seen else "",
        }
        for item in desk.items
    ]
