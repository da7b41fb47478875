"""Starting and ending what must be chased, climbing its ladder, and doing a task."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.models import Membership, Organisation
from crossing.partnership.people import Actor, Person, Service, require
from crossing.partnership.queries import calendar_for, who_to_ring
from crossing.partnership.rules import Permission
from crossing.todo.models import Chase, Task, TaskTry
from crossing.todo.queries import somebody_of
from crossing.todo.rules import (
    ENDS,
    HOLDS,
    LADDERS,
    Audience,
    Matter,
    Reached,
    Rung,
    moment_of,
    rung_at,
)


@dataclass(frozen=True)
class Waits:
    """What waits at an organisation, and until when. `ring` is the organisation that is rung in
    the end: one's own, unless it waits for a partner."""

    matter: Matter
    about: UUID
    org: Organisation
    due_at: datetime.datetime
    ring: Organisation | None = None


@transaction.atomic
def chase(waits: Waits, *, by: Actor) -> Chase:
    """Start the clock of something that must be done: late, its ladder is climbed. Started twice
    for the same thing, it is one clock, with the newer time."""
    end_chase(waits.matter, waits.about, org=waits.org.pk, by=by)
    first = LADDERS[waits.matter].rungs[0]
    chased = Chase(
        org=waits.org,
        matter=waits.matter,
        about=waits.about,
        ring_org=waits.ring or waits.org,
        started_at=now(),
        due_at=waits.due_at,
        next_at=moment_of(first, waits.due_at, calendar_for(waits.org)),
    )
    chased.save(force_insert=True)
    record(Event.CHASE_STARTED, by=by, about=chased, matter=waits.matter.value)
    return chased


@transaction.atomic
def end_chase(matter: Matter, about: UUID, *, org: UUID, by: Actor) -> None:
    """It is done: its clock stops, and tasks that came of it are done too. Twice does no harm."""
    running = Chase.objects.select_for_update().filter(org=org, matter=matter, about=about)
    for chased in running.filter(ended_at=None):
        chased.ended_at, chased.next_at = now(), None
        chased.save(update_fields=["ended_at", "next_at"])
        record(Event.CHASE_ENDED, by=by, about=chased, matter=matter.value)
    Task.objects.filter(org=org, matter=matter, about=about, done_at=None).update(
        done_at=now(), done_by_name=by.name
    )


@transaction.atomic
def climb(chase_id: UUID, *, by: Service) -> None:
    """Take the rung that is due: tell its people; on a ringing rung, make the task of ringing.

    A clock never shares and never decides. Twice does no harm: the next rung is not yet due.
    """
    require(by, Permission.CLOCKS_KEEP, at=by.acting_at)
    late = Chase.objects.select_for_update(of=("self",)).select_related("org", "ring_org")
    chased = late.filter(pk=chase_id, ended_at=None, next_at__lte=now()).first()
    if chased is None:
        return
    ladder = LADDERS[Matter(chased.matter)]
    rung = rung_at(ladder, chased.rung)
    if rung is not None:
        _take(chased, rung)
    chased.rung += 1
    after = rung_at(ladder, chased.rung)
    calendar = calendar_for(chased.org)
    chased.next_at = moment_of(after, chased.due_at, calendar) if after else None
    chased.save(update_fields=["rung", "next_at"])
    record(Event.CHASE_CLIMBED, by=by, about=chased, matter=chased.matter, rung=chased.rung)


def _take(chased: Chase, rung: Rung) -> None:
    if not rung.ring:
        send(Kind.OVERDUE, org=chased.org_id, permission=HOLDS[rung.tell])
        return
    closed = LADDERS[Matter(chased.matter)].closed
    named, audience = _who(chased.org_id, rung.tell, closed)
    line = who_to_ring(chased.ring_org, now())
    moment = now()
    Task(
        org_id=chased.org_id,
        audience=audience,
        account_id=named.account_id if named else None,
        named=named.name if named else "",
        matter=chased.matter,
        about=chased.about,
        ring_name=line.who,
        ring_phone=line.phone,
        made_at=moment,
        due_at=moment,
    ).save(force_insert=True)
    send(Kind.URGENT, org=chased.org_id, permission=HOLDS[audience])


def _who(org: UUID, wanted: Audience, closed: bool) -> tuple[Membership | None, Audience]:
    """A named person of the audience; where there is none, of the next one up: never nobody. What
    is closed waits for somebody of its own audience."""
    others = (Audience.HEADS, Audience.LEADS, Audience.ADMINISTRATORS)
    for audience in (wanted,) if closed else (wanted, *others):
        if named := somebody_of(org, audience):
            return named, audience
    return None, wanted if closed else Audience.ADMINISTRATORS


@transaction.atomic
def set_task(task: Task, *, by: Actor) -> Task:
    """Give somebody something to do by a time: to one by name, or to all of an audience."""
    task.made_at = now()
    task.save(force_insert=True)
    record(Event.TASK_SET, by=by, about=task, matter=task.matter)
    return task


@transaction.atomic
def try_task(task: Task, reached: Reached, result: str, *, by: Person) -> None:
    """Write down what came of ringing. Reaching somebody ends the task; else it stays open."""
    require(by, HOLDS[Audience(task.audience)], at=task.org_id)
    fresh = Task.objects.select_for_update().get(pk=task.pk)
    if fresh.done_at is not None:
        raise WrongState
    moment = now()
    TaskTry(
        org_id=fresh.org_id,
        task=fresh,
        account_id=by.id,
        by_name=by.name,
        at=moment,
        reached=reached,
        result=result,
    ).save(force_insert=True)
    if reached in ENDS:
        fresh.done_at, fresh.done_by_name = moment, by.name
        fresh.save(update_fields=["done_at", "done_by_name"])
    record(Event.TASK_TRIED, by=by, about=fresh, reached=str(reached))
