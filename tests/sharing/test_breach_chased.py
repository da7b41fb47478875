"""What went to the wrong place is chased until it is closed, after the 72 hours too."""

import datetime

import pytest

from crossing.core.days import day_of
from crossing.database.acting import service
from crossing.sharing.commands import breach as commands
from crossing.sharing.queries import breach as queries
from crossing.todo.models import Chase, Task
from crossing.todo.rules import LADDERS, Matter
from tests.records.build import a_child
from tests.sharing import build, mending
from tests.todo.build import climb


@pytest.fixture
def breach(acting):
    shared = build.an_answer(acting, build.a_request(acting), a_child(acting))
    return mending.a_breach(acting, shared)


def running(acting, breach):
    """What is chased about it at its sender."""
    with acting("lena"):
        return list(Chase.objects.filter(about=breach.pk, ended_at=None))


def decided(acting, breach):
    mending.written(acting, breach, "commissioner", "not_told")
    (chase,) = running(acting, breach)
    return chase


def rung_in_the_end(acting, chase):
    """Both rungs of its ladder are taken; the task that comes of it."""
    for _rung in range(2):
        with service("clock", chase.org_id):
            Chase.objects.filter(pk=chase.pk).update(next_at=chase.started_at)
        climb(chase)
    with acting("hugh") as hugh:
        return Task.objects.visible_to(hugh).get(matter=chase.matter, about=chase.about)


def test_after_the_decision_it_is_chased_again_within_two_working_days(acting, breach):
    assert [one.matter for one in running(acting, breach)] == [Matter.BREACH]
    chase = decided(acting, breach)
    days = day_of(chase.due_at) - day_of(chase.started_at)
    assert datetime.timedelta(2) <= days <= datetime.timedelta(6)
    assert chase.matter == Matter.BREACH_COPY


def test_while_the_copy_is_not_destroyed_the_recipient_is_rung_in_the_end(acting, breach):
    task = rung_in_the_end(acting, decided(acting, breach))
    assert "Riverside Safer Schools Team" in task.ring_name
    assert task.about == breach.pk


def ringing(acting, breach, matter):
    """The task that is set at once: to ring whoever has it."""
    with acting("lena") as lena:
        return Task.objects.visible_to(lena).get(matter=matter, about=breach.wrong_place_id)


def test_whoever_rings_them_at_once_asks_for_the_copy_and_nothing_else_ends_that(
    acting, signed_in, breach
):
    task = ringing(acting, breach, Matter.BREACH_COPY)
    page = signed_in("lena").get(f"/todo/{task.pk}").text
    assert "Ask them to sign in, open nothing more, destroy every copy" in page
    assert "Information Commissioner" not in page
    decided(acting, breach)
    assert ringing(acting, breach, Matter.BREACH_COPY).done_at is None
    mending.destroyed(acting, breach)
    assert ringing(acting, breach, Matter.BREACH_COPY).done_at


def test_somebody_outside_is_not_asked_to_sign_in(acting, signed_in):
    breach = mending.a_breach(acting, mending.outside(acting, a_child(acting)))
    task = ringing(acting, breach, Matter.BREACH_COPY_OUTSIDE)
    page = signed_in("lena").get(f"/todo/{task.pk}").text
    assert "Ring Dr Ann Lowe" in page
    assert "destroy every copy, and say who else has seen it" in page


def test_once_it_is_destroyed_those_who_lead_here_are_rung_until_it_is_closed(acting, breach):
    before = decided(acting, breach)
    rung_in_the_end(acting, before)
    mending.destroyed(acting, breach)
    (chase,) = running(acting, breach)
    assert chase.matter == Matter.BREACH_OPEN
    task = rung_in_the_end(acting, chase)
    assert "Riverside" not in task.ring_name
    with acting("hugh") as hugh:
        still = Task.objects.visible_to(hugh).filter(done_at=None, about=breach.pk)
        assert [one.matter for one in still] == [Matter.BREACH_OPEN]


def test_destroyed_before_the_decision_nobody_at_the_recipient_is_rung(acting, breach):
    mending.destroyed(acting, breach)
    assert [one.matter for one in running(acting, breach)] == [Matter.BREACH]
    assert decided(acting, breach).matter == Matter.BREACH_OPEN


def test_closing_ends_it(acting, breach):
    mending.all_written(acting, breach)
    mending.destroyed(acting, breach)
    assert [one.matter for one in running(acting, breach)] == [Matter.BREACH_OPEN]
    mending.closed(acting, breach)
    assert running(acting, breach) == []


def test_a_second_thought_does_not_put_it_off(acting, breach):
    first = decided(acting, breach)
    mending.written(acting, breach, "commissioner", "told", on=day_of(first.started_at))
    assert [one.pk for one in running(acting, breach)] == [first.pk]


def test_where_somebody_outside_has_it_those_who_lead_here_are_rung(acting):
    breach = mending.a_breach(acting, mending.outside(acting, a_child(acting)))
    task = rung_in_the_end(acting, decided(acting, breach))
    assert task.matter == Matter.BREACH_COPY_OUTSIDE
    assert "sign in" not in str(LADDERS[Matter(task.matter)].script)
    assert "Northfield" in task.ring_name
    with acting("lena") as lena:
        wrong = queries.breach_for(lena, breach.pk).wrong
        commands.confirm_destroyed(wrong, "nowhere", "", by=lena)
    assert [one.matter for one in running(acting, breach)] == [Matter.BREACH_OPEN]
