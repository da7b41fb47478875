"""Builders of tasks and of what is chased, through the real commands."""

import datetime
from uuid import uuid4

from crossing.core.clock import now
from crossing.database.acting import service
from crossing.partnership.people import Service
from crossing.partnership.queries import organisation_of
from crossing.todo import commands
from crossing.todo.commands import Waits
from crossing.todo.models import Chase, Task
from crossing.todo.rules import Audience, Matter


def a_chase(acting, by="lena", matter=Matter.EMERGENCY_RECORD, minutes=-1, **more):
    """Something that waits at the place of `by`; a minute overdue unless said otherwise."""
    with acting(by) as person:
        due = now() + datetime.timedelta(minutes=minutes)
        waits = Waits(matter, uuid4(), organisation_of(person), due, **more)
        return commands.chase(waits, by=person)


def climb(chase):
    """The keeper of clocks climbs one rung, if it is due."""
    with service("clock", chase.org_id):
        commands.climb(chase.pk, by=Service("clock", chase.org_id))


def a_task(acting, asked, by="lena", audience=Audience.LEADS, minutes=0):
    """A task about a request, for those who decide."""
    with acting(by) as person:
        task = Task(
            org_id=person.place,
            audience=audience,
            matter=Matter.REQUEST_OVERDUE,
            about=asked.pk,
            due_at=now() + datetime.timedelta(minutes=minutes),
        )
        return commands.set_task(task, by=person)


def clock_of(org, about, matter):
    """The clock that runs for this there."""
    with service("clock", org):
        return Chase.objects.get(about=about, matter=matter, ended_at=None)
