"""The decision: final, told to the asker, and taken back when it must be."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, WrongState
from crossing.database.sealed import sealed
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.people import Actor, Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing import rules
from crossing.sharing.commands._final import complete, finish, seen_in_the_log
from crossing.sharing.commands._reply import reply
from crossing.sharing.commands.work import Work
from crossing.sharing.models import (
    Decision,
    Deliberation,
    Disclosure,
    InformationRequest,
)
from crossing.todo.commands import end_chase
from crossing.todo.rules import Matter


@transaction.atomic
def decide(deliberation: Deliberation, work: Work | None = None, *, by: Person) -> Decision | None:
    """Record one decision and send what it says. It cannot be changed afterwards.

    Asking for more is not a decision yet: the question goes to the asker, and None comes back.
    """
    require(by, Permission.SHARING_DECIDE, at=deliberation.org_id)
    desk = complete(deliberation, work, by=by)
    decision = finish(desk, rules.DecisionStep.DECIDE)
    child = desk.deliberation.child_id
    if decision is None:
        record(Event.QUESTION_ASKED, by=by, about=desk.deliberation, child=child)
    else:
        seen = seen_in_the_log(decision)
        record(Event.DECISION_MADE, by=by, about=decision, child=child, **seen)
    return decision


@transaction.atomic
def tell(decision: Decision, *, by: Actor) -> None:
    """Tell the asker on the last day that there is nothing to share. Twice does no harm."""
    require(by, Permission.CLOCKS_KEEP, at=decision.org_id)
    asked = (
        InformationRequest.objects.select_for_update(of=("self",))
        .filter(pk__in=[decision.request_id])
        .first()
    )
    if asked is not None and asked.status == rules.RequestStatus.OPEN:
        reply(asked, decision)
        record(Event.REQUEST_ANSWERED, by=by, about=asked)


@transaction.atomic
def take_back(disclosure: Disclosure, reason: str, *, by: Person) -> None:
    """Close what was shared before its end. The frozen copy stays sealed to both sides."""
    allowed = (Permission.SHARING_DECIDE, Permission.SHARING_CONFIRM)
    if not any(disclosure.sender_id in by.places(each) for each in allowed):
        raise Denied
    if not reason.strip():
        raise Invalid({"reason": _("Say why you take it back. They will read this.")})
    still = Disclosure.objects.filter(pk=disclosure.pk, closed_at__isnull=True)
    closed = {"closed_at": now(), "closed_by_name": named(by), "closed_reason": reason.strip()}
    if not still.update(**sealed(disclosure, **closed)):
        raise WrongState(_("This has already been taken back."))
    end_chase(Matter.EMERGENCY_UNREAD, disclosure.pk, org=disclosure.sender_id, by=by)
    if disclosure.recipient_id:
        send(Notice.ARRIVED, org=disclosure.recipient_id, permission=Permission.REQUEST_ASK)
    record(Event.DISCLOSURE_TAKEN_BACK, by=by, about=disclosure)
