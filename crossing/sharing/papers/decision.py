"""One decision on paper: what, why, under which law, by whom, and the items as they were shared."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from crossing.govuk.words import day, moment
from crossing.paper.blocks import Block, Bullets, Document, Heading, Rows, Text
from crossing.sharing.models import Decision
from crossing.sharing.queries.ledger_words import OUTCOMES, answers_of, law_of
from crossing.sharing.rules import Marking, Purpose, Route, Treatment

HIGHER = Marking.SENSITIVE


def decision_paper(decision: Decision, printed: str) -> Document:
    """The decision as its own organisation reads it: covered words were never in it."""
    blocks: list[Block] = [Rows(_about(decision))]
    if decision.request:
        blocks += [Heading(_("What they asked")), Rows(_asked(decision))]
    blocks += _items(decision)
    if answers := answers_of(decision):
        blocks += [Heading(_("How it was weighed")), Rows(answers)]
    blocks += [Heading(_("The law it stands on")), Rows(law_of(decision))]
    return Document(
        title=_("A decision: %(outcome)s") % {"outcome": OUTCOMES[decision.outcome]},
        blocks=blocks,
        marking=HIGHER.label,
        printed=printed,
    )


def _about(decision: Decision) -> list[tuple[Any, Any]]:
    child = decision.child
    return [
        (_("Child"), child.name if child else ""),
        (_("Born"), day(child.born_on) if child else ""),
        (_("Who with"), decision.recipient_name),
        (_("What for"), Purpose(decision.purpose).label),
        (_("How it came about"), Route(decision.route).label),
        (_("Decided by"), decision.decided_by_name),
        (_("Proposed by"), decision.proposed_by_name),
        (_("Decided"), moment(decision.decided_at)),
        (_("Reason, kept with us"), decision.reason_kept),
        (_("What they were told"), decision.reason_told or _("No reason was given to them")),
    ]


def _asked(decision: Decision) -> list[tuple[Any, Any]]:
    asked = decision.request
    if asked is None:
        return []
    return [
        (_("About"), asked.child_name),
        (_("What was wanted"), asked.wanted),
        (_("Why"), asked.why),
        (_("Asked by"), asked.outside_asker or asked.asked_by_name),
    ]


def _items(decision: Decision) -> list[Block]:
    blocks: list[Block] = [Heading(_("Item by item"))] if decision.items else []
    for item in decision.items:
        title = item.get("title") or _("An item that was left out")
        blocks.append(Heading(title, 2))
        blocks.append(Text(Treatment(item["treatment"]).label, strong=True))
        blocks += [Text(item["text"])] if item.get("text") else []
        if item.get("reason"):
            blocks.append(Bullets([_("Why: %(why)s") % {"why": item["reason"]}]))
    return blocks
