"""A disagreement at the partnership: its day is chased at those there who hear it."""

from django.urls import reverse

from crossing.core.clock import now
from crossing.database.acting import service
from crossing.partnership.people import Service
from crossing.sharing.queries import disagree as queries
from crossing.todo.commands import climb
from crossing.todo.links import link_of
from crossing.todo.models import Chase
from crossing.todo.queries import first_tasks
from tests.sharing.disagreeing import a_disagreement, up_to


def test_the_partnerships_day_is_chased_at_those_who_hear_it(acting):
    case = up_to(acting, a_disagreement(acting), 3)
    with service("clock", case.board_id):
        chased = Chase.objects.get(org=case.board_id, about=case.pk, ended_at=None)
        for _ in range(2):
            Chase.objects.filter(pk=chased.pk).update(next_at=now())
            climb(chased.pk, by=Service("clock", case.board_id))
    with acting("gus") as gus:
        (task,) = first_tasks(gus, 5)
        assert (task.named, task.is_call) == (gus.name, True)
        assert link_of(task) == reverse("sharing:disagreement", args=[case.pk])
        assert queries.disagreement_for(gus, case.pk)
    with acting("pia") as pia:
        assert first_tasks(pia, 5) == []


def test_at_the_last_stage_the_two_sides_are_chased_no_more(acting):
    case = up_to(acting, a_disagreement(acting), 2)
    for short in ("omar", "lena"):
        assert running(acting, case, short)
    up_to(acting, case, 2)  # one more
    for short in ("omar", "lena"):
        assert not running(acting, case, short)


def running(acting, case, short):
    with acting(short) as person:
        return Chase.objects.filter(org=person.place, about=case.pk, ended_at=None).exists()
