"""In police and children's services one proposes, and another confirms or returns."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.errors import Denied, Invalid
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.people import Person, named, require
from crossing.partnership.queries import is_here
from crossing.partnership.rules import Permission
from crossing.sharing import rules
from crossing.sharing.commands._final import complete, finish, seen_in_the_log
from crossing.sharing.commands._work import desk_of, locked
from crossing.sharing.commands.work import Work
from crossing.sharing.models import Decision, Deliberation
from crossing.sharing.queries.desk import Desk


@transaction.atomic
def propose(deliberation: Deliberation, work: Work | None = None, *, by: Person) -> None:
    """Propose a complete decision. Nothing leaves until somebody else confirms it."""
    require(by, Permission.SHARING_PROPOSE, at=deliberation.org_id)
    fresh = complete(deliberation, work, by=by).deliberation
    before = rules.DecisionStatus(fresh.status)
    fresh.status = rules.status_after(before, rules.DecisionStep.PROPOSE)
    fresh.proposed_by_id, fresh.proposed_by_name = by.id, named(by)
    fresh.proposed_at, fresh.returned_reason = Now(), ""
    fresh.save(
        update_fields=[
            "status",
            "proposed_by",
            "proposed_by_name",
            "proposed_at",
            "returned_reason",
        ]
    )
    send(Notice.WAITING, org=fresh.org_id, permission=Permission.SHARING_CONFIRM)
    record(Event.DECISION_PROPOSED, by=by, about=fresh, child=fresh.child_id)


@transaction.atomic
def confirm(
    deliberation: Deliberation, answer: rules.Confirmation, *, by: Person
) -> Decision | None:
    """Confirm a proposal as it stands: the confirmer changes nothing in it."""
    desk = _proposal(deliberation, answer, by=by)
    if found := desk.problems():
        raise Invalid(found)
    decision = finish(desk, rules.DecisionStep.CONFIRM)
    child = desk.deliberation.child_id
    if decision is None:
        record(Event.QUESTION_ASKED, by=by, about=desk.deliberation, child=child)
    else:
        seen = seen_in_the_log(decision)
        record(Event.DECISION_MADE, by=by, about=decision, child=child, **seen)
    return decision


@transaction.atomic
def return_proposal(deliberation: Deliberation, answer: rules.Confirmation, *, by: Person) -> None:
    """Send a proposal back to whoever made it, with what should change."""
    fresh = _proposal(deliberation, answer, by=by).deliberation
    before = rules.DecisionStatus(fresh.status)
    fresh.status = rules.status_after(before, rules.DecisionStep.RETURN)
    fresh.returned_reason = answer.because.strip()
    fresh.version += 1
    fresh.save(update_fields=["status", "returned_reason", "version"])
    _tell_proposer(fresh)
    record(Event.DECISION_RETURNED, by=by, about=fresh, child=fresh.child_id)


def _tell_proposer(fresh: Deliberation) -> None:
    """Whoever proposed it; when they are away or have left, all who propose here."""
    if fresh.proposed_by_id and is_here(fresh.org_id, fresh.proposed_by_id):
        send(Notice.WAITING, org=fresh.org_id, to=fresh.proposed_by_id)
    else:
        send(Notice.WAITING, org=fresh.org_id, permission=Permission.SHARING_PROPOSE)


def _proposal(deliberation: Deliberation, answer: rules.Confirmation, *, by: Person) -> Desk:
    """The locked proposal, for somebody who may confirm it."""
    require(by, Permission.SHARING_CONFIRM, at=deliberation.org_id)
    fresh = locked(deliberation, by=by, editing=False)
    rules.status_after(rules.DecisionStatus(fresh.status), rules.DecisionStep.CONFIRM)
    if fresh.proposed_by_id == by.id:
        raise Denied(_("You proposed this, so somebody else must confirm it."))
    if found := rules.problems_of_confirming(answer):
        raise Invalid(found)
    return desk_of(fresh, by=by)
