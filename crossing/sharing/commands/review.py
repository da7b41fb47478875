"""The second person's review of an emergency, which closes it."""

from __future__ import annotations

import dataclasses

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing.commands._emergency import ask_reviewer, clock_of, step_clock
from crossing.sharing.models import Connection, Emergency, EmergencyReview
from crossing.sharing.queries.emergency import writer_of
from crossing.sharing.queries.second import passed_to
from crossing.sharing.rules.emergency import (
    EmergencyStatus,
    EmergencyStep,
    Review,
    emergency_after,
)
from crossing.todo.commands import end_chase
from crossing.todo.rules import Matter

REVIEWS = (Matter.EMERGENCY_REVIEW, Matter.EMERGENCY_REVIEW_CHAIR, Matter.OUTSIDE_DECIDER)


@transaction.atomic
def review_emergency(emergency: Emergency, review: Review, *, by: Person) -> EmergencyReview:
    """A second person reviews it, and it is closed: neither who shared it, nor who wrote the
    record. Without the record there is no review. Where nobody inside is left for it, the outside
    decider does it."""
    _require_reviewer(emergency, by)
    clock = clock_of(emergency)
    emergency_after(clock.status, EmergencyStep.REVIEW)
    if by.id in {emergency.by_id, writer_of(emergency)}:
        raise Denied(_("You shared this or wrote its record, so somebody else must review it."))
    if _is_close(emergency, by):
        raise Denied(_("You said that you are close to this family, so somebody else reviews it."))
    if found := review.problems():
        raise Invalid(found)
    clock.closed_at = now()
    written = EmergencyReview(
        org_id=emergency.org_id,
        emergency=emergency,
        by_id=by.id,
        by_name=named(by),
        at=clock.closed_at,
        **dataclasses.asdict(review),
    )
    written.save(force_insert=True)
    step_clock(clock, EmergencyStep.REVIEW, "closed_at")
    for matter in REVIEWS:
        end_chase(matter, emergency.pk, org=emergency.org_id, by=by)
    record(Event.EMERGENCY_REVIEWED, by=by, about=emergency, child=emergency.child_id)
    return written


def _require_reviewer(emergency: Emergency, by: Person) -> None:
    """Those who lead inside; and an outside decider what passed to them, and nothing else."""
    require(by, Permission.EMERGENCY_REVIEW, Permission.OUTSIDE_SEE, at=emergency.org_id)
    inside = emergency.org_id in by.places(Permission.EMERGENCY_REVIEW)
    if not inside and not Emergency.objects.filter(passed_to(by), pk=emergency.pk).exists():
        raise NotThere


@transaction.atomic
def step_back(emergency: Emergency, *, by: Person) -> None:
    """Whoever was to review it is personally connected to the family: somebody else does it, and
    where nobody inside is left, the outside decider."""
    require(by, Permission.EMERGENCY_REVIEW, at=emergency.org_id)
    clock = clock_of(emergency)
    if clock.status != EmergencyStatus.RECORDED:
        raise WrongState(_("This does not wait for a review."))
    if by.id in {emergency.by_id, writer_of(emergency)} or _is_close(emergency, by):
        raise WrongState(_("Somebody else reviews this already."))
    Connection(
        org_id=emergency.org_id,
        deliberation_id=emergency.deliberation_id,
        account_id=by.id,
        name=by.name,
        at=now(),
    ).save(force_insert=True)
    ask_reviewer(emergency, clock, by)
    record(Event.CONNECTION_DECLARED, by=by, about=emergency, child=emergency.child_id)


def _is_close(emergency: Emergency, by: Person) -> bool:
    return Connection.objects.filter(deliberation=emergency.deliberation_id, account=by.id).exists()
