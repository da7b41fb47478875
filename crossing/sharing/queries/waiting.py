"""What waits for us: open decisions by clock, and proposals for those who confirm."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from crossing.core.clock import now
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing import rules
from crossing.sharing.models import Deliberation
from crossing.sharing.queries.ask import asked_back, paused
from crossing.sharing.queries.mine import mine_to_decide

MOST = 100
NOW, STATUTORY, ROUTINE = 0, 1, 2
BY_CLOCK = {rules.Clock.NOW: NOW, rules.Clock.STATUTORY: STATUTORY}


@dataclass(frozen=True)
class Waiting:
    """One line of the list."""

    deliberation: Deliberation
    purpose: rules.Purpose
    clock: rules.Clock
    overdue: bool
    paused: bool
    asked_back: bool
    child_name: str
    who: str
    confirms: bool
    proposed: bool

    @property
    def rest(self) -> bool:
        """Some of it has been sent already."""
        return bool(self.deliberation.answers.get("rest"))

    @property
    def returned(self) -> bool:
        return self.deliberation.status == rules.DecisionStatus.RETURNED


def waiting_for(person: Person) -> list[Waiting]:
    """The open decisions here, by clock: now, then what the law sets, then the rest."""
    ranks = [
        When(request__purpose=purpose, then=Value(BY_CLOCK[rules.clock_of(purpose)]))
        for purpose in rules.Purpose
        if rules.clock_of(purpose) in BY_CLOCK
    ]
    rows = (
        mine_to_decide(person)
        .filter(ended_at__isnull=True)
        .filter(Q(request__isnull=True) | Q(request__ended_at__isnull=True))
        .select_related("request__asker", "recipient", "child")
        .annotate(
            rank=Case(
                When(route=rules.Route.EMERGENCY, then=Value(NOW)),
                *ranks,
                default=Value(ROUTINE),
                output_field=IntegerField(),
            ),
            asked_back=asked_back("request"),
            paused=paused("request"),
        )
        .order_by("rank", "due_at", "id")[:MOST]
    )
    moment, may_confirm = now(), person.may(Permission.SHARING_CONFIRM)
    return [_line(row, moment, may_confirm, person) for row in rows]


def _line(
    row: Deliberation, moment: datetime.datetime, may_confirm: bool, person: Person
) -> Waiting:
    asked = row.request
    purpose = rules.Purpose(asked.purpose if asked else row.answers["purpose"])
    ours = row.child.name if row.child else row.answers.get("child_as_named", "")
    child = asked.child_name if asked else ours
    who = row.recipient.name if row.recipient else row.outside_recipient
    proposed = row.status == rules.DecisionStatus.PROPOSED
    return Waiting(
        deliberation=row,
        purpose=purpose,
        clock=rules.clock_of(purpose),
        overdue=row.due_at < moment and not row.paused,  # type: ignore[attr-defined]
        paused=row.paused,  # type: ignore[attr-defined]
        asked_back=row.asked_back,  # type: ignore[attr-defined]
        child_name=child,
        who=who,
        confirms=proposed and may_confirm and row.proposed_by_id != person.id,
        proposed=proposed,
    )
