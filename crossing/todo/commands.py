"""Starting and ending what must be chased, climbing its ladder, and doing a task."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.days import Calendar
from crossing.core.errors import Denied, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.models import Organisation
from crossing.partnership.people import Actor, Person, Service, require
from crossing.partnership.queries import SCHOOLS, Line, calendar_for, line_for
from crossing.partnership.rules import Permission
from crossing.todo.models import Chase, Task, TaskTry
from crossing.todo.queries import asker_of, somebody_of, tasks_done, whom
from crossing.todo.rules import (
    AGAIN,
    ENDS,
    HOLDS,
    LADDERS,
    NEXT_PERSON,
    Audience,
    Matter,
    Reached,
    Rung,
    comes_back,
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
    # Who asked somebody else for it, and so is never told to ring.
    asked_by: UUID | None = None


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
        asked_by_id=waits.asked_by,
        started_at=now(),
        due_at=waits.due_at,
        next_at=moment_of(first, waits.due_at, _calendar(waits.org)),
    )
    chased.save(force_insert=True)
    record(Event.CHASE_STARTED, by=by, about=chased, matter=waits.matter.value)
    return chased


def _calendar(org: Organisation) -> Calendar:
    """The days by which a ladder is counted here: school days are a school's alone."""
    found = calendar_for(org)
    return found if org.kind in SCHOOLS else Calendar(bank_holidays=found.bank_holidays)


@transaction.atomic
def end_chase(matter: Matter, about: UUID, *, org: UUID, by: Actor) -> None:
    """It is done: its clock stops, and tasks that came of it are done too. Twice does no harm.

    Denied: row security lets nobody end a clock whose matter is not theirs (0006_strict).
    """
    running = Chase.objects.filter(org=org, matter=matter, about=about, ended_at=None)
    for chased in running.select_for_update():
        chased.ended_at, chased.next_at = now(), None
        chased.save(update_fields=["ended_at", "next_at"])
        record(Event.CHASE_ENDED, by=by, about=chased, matter=matter.value)
    if running.exists():
        raise Denied(_("This clock is not yours to end."))
    tasks_done(org, matter, about, by.name)


# Areas above ask here, before a rung is taken, whether it has passed to somebody else's clock.
PASSES_ON: dict[Matter, Callable[..., bool]] = {}


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
    matter = Matter(chased.matter)
    if matter in PASSES_ON and PASSES_ON[matter](chased, by=by):
        return
    ladder, calendar = LADDERS[matter], _calendar(chased.org)
    rung = rung_at(ladder, chased.rung) or ladder.rungs[-1]
    _take(chased, rung)
    chased.rung += 1
    after = rung_at(ladder, chased.rung)
    if after:
        chased.next_at = moment_of(after, chased.due_at, calendar)
    else:
        times = chased.rung - len(ladder.rungs) + 1
        chased.next_at = comes_back(rung, times, now(), calendar)
    chased.save(update_fields=["rung", "next_at"])
    record(Event.CHASE_CLIMBED, by=by, about=chased, matter=chased.matter, rung=chased.rung)


def _take(chased: Chase, rung: Rung) -> None:
    ladder, moment = LADDERS[Matter(chased.matter)], now()
    if not rung.ring:
        kind = Kind.URGENT if ladder.urgent else Kind.OVERDUE
        _named, told = whom(
            chased.org_id, rung.tell, closed=ladder.closed, besides=chased.asked_by_id
        )
        send(kind, org=chased.org_id, permission=HOLDS[told])
        return
    rows = Task.objects.filter(
        org=chased.org_id, matter=chased.matter, about=chased.about, done_at=None
    )
    given = rows.filter(ring_name="").first() if ladder.person else None
    line = Line(given.named, "") if given else line_for(ladder.line, chased.ring_org, moment)
    asker = chased.asked_by_id
    named, audience = whom(chased.org_id, rung.tell, closed=ladder.closed, besides=asker)
    still = rows.filter(audience=audience).exclude(ring_name="").first()
    if still is not None:
        _bring_back(still, line, moment)
        return
    Task(
        org_id=chased.org_id,
        audience=audience,
        account_id=named.account_id if named else None,
        named=named.name if named else "",
        matter=chased.matter,
        about=chased.about,
        ring_name=line.who[:250],
        ring_phone=line.phone,
        made_at=moment,
        due_at=moment,
    ).save(force_insert=True)
    send(Kind.URGENT, org=chased.org_id, permission=HOLDS[audience])


def _bring_back(task: Task, line: Line, moment: datetime.datetime) -> None:
    """A task of ringing that nobody has ended: it is due again, under the number of this moment,
    and whoever did not take it up hands it to the next."""
    if task.due_at <= moment:
        _hand_on(task)
    task.due_at, task.ring_name, task.ring_phone = moment, line.who[:250], line.phone
    task.save(update_fields=["due_at", "ring_name", "ring_phone"])
    send(Kind.URGENT, org=task.org_id, permission=HOLDS[Audience(task.audience)])


def _hand_on(task: Task) -> None:
    audience, asker = Audience(task.audience), asker_of(task)
    following = somebody_of(task.org_id, audience, after=task.account_id, besides=asker)
    if following is not None:
        task.account_id, task.named = following.account_id, following.name
        task.save(update_fields=["account", "named"])


@transaction.atomic
def set_task(task: Task, *, by: Actor) -> Task:
    """Give somebody something to do by a time: to one by name, or to all of an audience."""
    task.made_at = now()
    task.save(force_insert=True)
    record(Event.TASK_SET, by=by, about=task, matter=task.matter)
    return task


@transaction.atomic
def ask_for_second(about: UUID, *, by: Person) -> None:
    """Nobody else here may confirm something: the administrator is asked to name somebody, and has
    to ring about it after the next working day, until it is confirmed, refused or taken back."""
    org = Organisation.objects.get(pk=by.place)
    due = calendar_for(org).working_day_deadline(now(), 1)
    chase(Waits(Matter.SECOND_PERSON, about, org, due, asked_by=by.id), by=by)
    to = Audience.ADMINISTRATORS
    task = Task(org=org, audience=to, matter=Matter.SECOND_PERSON, about=about, due_at=due)
    set_task(task, by=by)
    send(Kind.WAITING, org=org.pk, permission=HOLDS[to])
    record(Event.SECOND_ASKED, by=by, about=task)


@transaction.atomic
def try_task(task: Task, reached: Reached, result: str, *, by: Person) -> None:
    """Write down what came of ringing. Reaching somebody ends the task; else it stays open, comes
    back in a while, and goes to the next person at once when nobody answered.

    Whoever belongs to those whose task it is may do it, and the person whom it names.
    """
    fresh = Task.objects.select_for_update().filter(pk=task.pk).first()
    mine = fresh is not None and fresh.account_id == by.id
    needed = Permission.COLLEAGUES_SEE if mine else HOLDS[Audience(task.audience)]
    require(by, needed, at=task.org_id)
    if fresh is None:
        raise NotThere
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
    else:
        _try_again(fresh, reached, moment, by=by)
    record(Event.TASK_TRIED, by=by, about=fresh, reached=str(reached))


def _try_again(task: Task, reached: Reached, moment: datetime.datetime, *, by: Person) -> None:
    task.due_at = moment + AGAIN
    task.save(update_fields=["due_at"])
    if reached in NEXT_PERSON and by.may(HOLDS[Audience(task.audience)]):
        task.account_id = task.account_id or by.id
        _hand_on(task)
        if task.account_id != by.id:
            send(Kind.URGENT, org=task.org_id, to=task.account_id)
