"""Whoever asked somebody else for something is never told to ring about it."""

import pytest
from django.db.utils import DatabaseError

from crossing.core.clock import now
from crossing.database.acting import service
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewMember
from crossing.partnership.rules import Role
from crossing.todo.commands import set_task, try_task
from crossing.todo.models import Task
from crossing.todo.queries import todo
from crossing.todo.rules import Audience, Matter, Reached
from tests.make import LONG_AGO, setting_up
from tests.todo.build import a_chase, climb

WEEK = -7 * 24 * 60


def hers(acting, short):
    with acting(short) as person:
        return set(todo(person).values_list("matter", flat=True))


def rung(acting, by, matter):
    """The task of ringing that comes of what this person asked for a week ago."""
    with acting(by) as person:
        asker = person.id
    chase = a_chase(acting, by=by, matter=matter, minutes=WEEK, asked_by=asker)
    for _rung in range(2):
        climb(chase)
    with service("clock", chase.org_id):
        return Task.objects.exclude(ring_name="").get(about=chase.about)


def test_the_clock_names_somebody_else_than_whoever_asked(acting):
    task = rung(acting, "hugh", Matter.MOVE_TO_CONFIRM)  # the only one who leads here
    assert task.named in {"Lena Hart", "Dev Patel"}
    assert hers(acting, "hugh") == set()
    with acting("dev") as dev:
        try_task(Task.objects.get(pk=task.pk), Reached.NO_ANSWER, "", by=dev)
        assert Task.objects.get(pk=task.pk).named != "Hugh Osei"


def test_where_nobody_else_decides_the_administrator_rings(acting):
    with setting_up("southgate") as (place, by):
        new = NewMember("alf@example.org", "Alf", Role.ADMINISTRATOR, starts_on=LONG_AGO)
        partnership.invite(place, new, by=by)
    task = rung(acting, "rita", Matter.MOVE_TO_CONFIRM)
    assert (task.named, task.audience) == ("Alf", Audience.ADMINISTRATORS)
    task = rung(acting, "rita", Matter.SECOND_PERSON)
    assert (task.named, task.audience) == ("Alf", Audience.ADMINISTRATORS)


def test_a_task_without_a_clock_was_asked_by_nobody(acting):
    with acting("lena") as lena:
        new = Task(org_id=lena.place, audience=Audience.LEADS, about=lena.id, due_at=now())
        new.matter = Matter.REQUEST_OVERDUE
        task = set_task(new, by=lena)
        try_task(task, Reached.NO_ANSWER, "", by=lena)
        assert Task.objects.get(pk=task.pk).named != ""


def test_nobody_starts_a_clock_in_another_name(acting):
    with acting("dev") as dev:
        other = dev.id
    with pytest.raises(DatabaseError):
        a_chase(acting, by="lena", matter=Matter.SECOND_PERSON, asked_by=other)
