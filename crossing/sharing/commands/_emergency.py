"""What an emergency leaves behind when it is shared, and when its full record is written."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Organisation
from crossing.partnership.people import Actor, Person, Service, named
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules import EntryKind, NewEntry
from crossing.sharing.models import Decision, Deliberation, Emergency, EmergencyClock
from crossing.sharing.queries.second import reviewer_of
from crossing.sharing.rules import Route
from crossing.sharing.rules.emergency import EmergencyStep, Reviewer, emergency_after
from crossing.todo.commands import Waits, chase, end_chase, set_task
from crossing.todo.models import Chase, Task
from crossing.todo.rules import HOLDS, Audience, Matter


def emergency_of(work: Deliberation) -> Emergency | None:
    """What was shared at once, when this is its full record."""
    if work.route != Route.EMERGENCY:
        return None
    return Emergency.objects.get(deliberation=work)


def clock_of(emergency: Emergency) -> EmergencyClock:
    """Its clock, held until this is done."""
    return EmergencyClock.objects.select_for_update().get(emergency=emergency)


def step_clock(clock: EmergencyClock, step: EmergencyStep, moment: str) -> None:
    """Take one step, at the time of the decision or the review."""
    clock.status = emergency_after(clock.status, step)
    clock.save(update_fields=["status", moment])


def write_record(emergency: Emergency, decision: Decision, *, by: Person) -> None:
    """The full record is written: its clock stops, and a second person is asked to review it."""
    clock = clock_of(emergency)
    clock.recorded_at = decision.decided_at
    step_clock(clock, EmergencyStep.RECORD, "recorded_at")
    if decision.child is not None and decision.child_id != emergency.child_id:
        new = entry_of(emergency, decision.recipient_name, by=by)
        records.note_shared(decision.child, new, by=by)
    end_chase(Matter.EMERGENCY_RECORD, emergency.pk, org=emergency.org_id, by=by)
    ask_reviewer(emergency, clock, by)


def ask_reviewer(emergency: Emergency, clock: EmergencyClock, by: Person) -> None:
    """A second person inside. Where none is left it passes to the outside decider; and where there
    is none either, the administrator is asked to name one."""
    reviewer = reviewer_of(emergency.pk)
    if reviewer == Reviewer.INSIDE:
        send(Notice.WAITING, org=emergency.org_id, permission=Permission.EMERGENCY_REVIEW)
        return
    org = Organisation.objects.get(pk=emergency.org_id)
    review = Waits(Matter.EMERGENCY_REVIEW, emergency.pk, org, clock.review_due_at)
    _pass_on(review, reviewer, by)


def passes_on(late: Chase, *, by: Service) -> bool:
    """Asked again when the review is late: whoever was left for it may have gone since. Whether it
    has passed on."""
    reviewer = reviewer_of(late.about)
    if reviewer in (None, Reviewer.INSIDE):
        return False
    _pass_on(Waits(Matter.EMERGENCY_REVIEW, late.about, late.org, late.due_at), reviewer, by)
    return True


def _pass_on(review: Waits, reviewer: Reviewer | None, by: Actor) -> None:
    end_chase(review.matter, review.about, org=review.org.pk, by=by)
    passed = replace(review, matter=Matter.EMERGENCY_REVIEW_CHAIR)
    chase(passed, by=by)
    _give(passed, Audience.CHAIR, by)
    if reviewer == Reviewer.NOBODY:
        _give(replace(review, matter=Matter.OUTSIDE_DECIDER), Audience.ADMINISTRATORS, by)


def _give(waits: Waits, to: Audience, by: Actor) -> None:
    """A task for all of them, of which they are told; whoever is named later finds it, too."""
    task = Task(
        org=waits.org,
        audience=to,
        matter=waits.matter,
        about=waits.about,
        due_at=waits.due_at,
    )
    set_task(task, by=by)
    send(Notice.WAITING, org=waits.org.pk, permission=HOLDS[to])


def entry_of(emergency: Emergency, recipient: str, *, by: Person) -> NewEntry:
    """The line in the child's chronology, which leads to what was shared."""
    title = _("What we shared with %(recipient)s at once: a child in danger")
    return NewEntry(
        kind=EntryKind.SHARED,
        title=(title % {"recipient": recipient})[:250],
        text="",
        happened_on=today(),
        source=emergency.typed_for or named(by),
        ref_kind="emergency",
        ref=emergency.pk,
    )


def leave_line(child: Child, emergency: Emergency, recipient: str, *, by: Person) -> None:
    """The same line, by whoever shared."""
    records.note_emergency(child, entry_of(emergency, recipient, by=by), by=by)
