"""What the keeper of clocks does at a holder, after the asker or the time has moved."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.people import Service, require
from crossing.partnership.rules import Permission
from crossing.records.commands import end_advice
from crossing.sharing.commands._emergency import passes_on
from crossing.sharing.models import Deliberation, Question
from crossing.sharing.queries.ask import paused
from crossing.sharing.queries.partners import working_days_of
from crossing.sharing.rules import (
    Clock,
    DecisionStatus,
    DecisionStep,
    Purpose,
    clock_of,
    status_after,
)
from crossing.sharing.rules.standing import resumed
from crossing.todo.commands import Waits, chase, climb, end_chase
from crossing.todo.models import Chase
from crossing.todo.rules import Matter


@transaction.atomic
def close_deliberation(request: UUID, *, by: Service) -> None:
    """A question that was taken back or narrowed ends the work on it. Twice does no harm."""
    require(by, Permission.CLOCKS_KEEP, at=by.acting_at)
    waiting = Deliberation.objects.filter(request=request, ended_at__isnull=True)
    for work in waiting.select_for_update():
        work.status = status_after(DecisionStatus(work.status), DecisionStep.CLOSE)
        work.ended_at = now()
        work.version += 1
        work.save(update_fields=["status", "ended_at", "version"])
        end_chase(Matter.REQUEST_OVERDUE, work.pk, org=work.org_id, by=by)
        end_advice(work.org_id, by=by, deliberation=work.pk)
        record(Event.DELIBERATION_CLOSED, by=by, about=work)


@transaction.atomic
def resume_clock(question: UUID, *, by: Service) -> None:
    """The first question back about a request stops a routine clock, and its answer starts it.

    A clock set by law never stops.
    """
    require(by, Permission.CLOCKS_KEEP, at=by.acting_at)
    asked = Question.objects.select_related("request").get(pk=question)
    request = asked.request
    if request is None or request.due_at is None or asked.answered_at is None:
        return
    first = request.questions.order_by("at").values_list("pk", flat=True)[0]
    if first != question or clock_of(Purpose(request.purpose)) != Clock.ROUTINE:
        return
    waiting = Deliberation.objects.select_for_update().filter(request=request, ended_at=None)
    work = waiting.first()
    if work is None or work.due_at != request.due_at:
        return
    after = working_days_of(request.holder)
    due = resumed(request.due_at, asked.at, asked.answered_at, after)
    work.due_at = request.due_at = due
    work.save(update_fields=["due_at"])
    request.save(update_fields=["due_at"])
    record(Event.CLOCK_RESUMED, by=by, about=work)


@transaction.atomic
def tell_overdue(deliberation: UUID, *, by: Service) -> None:
    """What is overdue climbs its ladder: everybody in the role is told, once; then somebody is
    given the task of ringing. Not while it waits for the asker. No clock ever shares.
    """
    require(by, Permission.CLOCKS_KEEP, at=by.acting_at)
    late = Deliberation.objects.filter(~paused("request"))
    late = late.select_related("org").select_for_update(of=("self",))
    still = Q(ended_at__isnull=True, overdue_told_at__isnull=True, due_at__lt=now())
    for work in late.filter(still, pk=deliberation):
        work.overdue_told_at = now()
        work.save(update_fields=["overdue_told_at"])
        chased = chase(Waits(Matter.REQUEST_OVERDUE, work.pk, work.org, work.due_at), by=by)
        climb(chased.pk, by=by)
        if work.outside:
            send(Kind.OVERDUE, org=work.org_id, permission=Permission.OUTSIDE_SEE)
        record(Event.OVERDUE_TOLD, by=by, about=work)


@transaction.atomic
def pass_review(late: Chase, *, by: Service) -> bool:
    """A review that is late, and nobody inside is left to do it: it passes to the outside decider.
    Whether it has."""
    require(by, Permission.CLOCKS_KEEP, at=late.org_id)
    passed = passes_on(late, by=by)
    if passed:
        record(Event.REVIEW_PASSED, by=by, about=late)
    return passed
