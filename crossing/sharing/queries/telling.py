"""What a family was told about what was shared, and what they are still to be told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from crossing.partnership.people import Person
from crossing.records.models import Child, group_of
from crossing.sharing.models import Decision, FamilyTelling
from crossing.sharing.queries.ledger import Filters, decisions
from crossing.sharing.rules import FamilyTold, NotToldBecause
from crossing.sharing.rules.telling import promised

MOST = 50


@dataclass(frozen=True)
class Told:
    """One decision, as a family knows of it or does not."""

    decision: Decision
    last: FamilyTelling | None

    @property
    def told(self) -> bool:
        """They know: they were told then, or since."""
        said = self.decision.answer.get("family_told") == FamilyTold.TOLD
        return self.last.told if self.last else said and not self.will_be

    @property
    def will_be(self) -> bool:
        """Whoever decided wrote: we will tell them."""
        answer = self.decision.answer
        later = promised(answer.get("family_told"), answer.get("tell_anyway"))
        return later and self.last is None

    @property
    def waits(self) -> bool:
        """They do not know, and somebody is to tell them or to look again."""
        return not self.told and (self.will_be or self.look_again_on is not None)

    @property
    def because(self) -> str:
        """Why they are not told, in the newest words."""
        if self.last:
            return self.last.why
        code = self.decision.answer.get("not_told_because")
        return str(NotToldBecause(code).label) if code else ""

    @property
    def look_again_on(self) -> datetime.date | None:
        """When somebody looks again."""
        if self.last:
            return self.last.look_again_on
        day = self.decision.answer.get("look_again_on")
        return datetime.date.fromisoformat(day) if day else None


def tellings(decision: Decision) -> list[FamilyTelling]:
    """Each time that somebody looked again, the newest first."""
    rows = FamilyTelling.objects.filter(org=decision.org_id, decision=decision)
    return list(rows.order_by("-at", "-id"))


def is_to_tell(decision: Decision) -> bool:
    """They are to be told, or a day to look again was given; and nobody has told them since."""
    one = Told(decision, next(iter(tellings(decision)), None))
    return decision.disclosure_id is not None and one.waits


def what_they_know(person: Person, child: Child) -> list[Told]:
    """What was shared about a child, and whether the family knows: the newest first."""
    rows = decisions(person, Filters(children=list(group_of(child))))
    shared = rows.filter(disclosure__isnull=False).order_by("-decided_at", "-id")[:MOST]
    found = list(shared)
    last: dict[object, FamilyTelling] = {}
    later = FamilyTelling.objects.filter(decision__in=[one.pk for one in found])
    for row in later.order_by("at", "id"):
        last[row.decision_id] = row
    return [Told(one, last.get(one.pk)) for one in found]
