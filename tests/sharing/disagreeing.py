"""Disagreements, through the real commands; and the keeper of clocks."""

import datetime
from contextlib import contextmanager

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from crossing.sharing import tasks
from crossing.sharing.commands import disagree, receive
from crossing.sharing.commands.disagree import Against
from crossing.sharing.models import Disagreement, Disclosure, InformationRequest
from crossing.sharing.rules import Outcome
from tests import databases
from tests.records.build import a_child
from tests.sharing import build


def refused(acting, by="omar", child=None):
    """A question that Northfield refused."""
    asked = build.a_request(acting, by=by)
    child = child or a_child(acting)
    build.an_answer(acting, asked, child, outcome=Outcome.REFUSE, **build.REFUSED)
    return asked


def a_disagreement(acting, asked=None, by="omar", words="Seen again last night.", child=None):
    """Omar disagrees; Northfield has taken its part."""
    asked = asked or refused(acting, by=by, child=child)
    with acting(by) as person:
        mine = InformationRequest.objects.select_related("holder", "reply").get(pk=asked.pk)
        case = disagree.disagree(Against(request=mine), words, by=person)
    theirs(case)
    return case


def about_what_came_of_it(acting):
    """Northfield sent something; the police said what happened next; Lena disagrees."""
    asked = build.a_request(acting)
    shared = build.an_answer(acting, asked, a_child(acting))
    build.opened(acting, shared)
    with acting("omar") as omar:
        receive.follow_up(Disclosure.objects.get(pk=shared.pk), "Nothing more for now.", by=omar)
    with acting("lena") as lena:
        mine = Disclosure.objects.select_related("recipient").get(pk=shared.pk)
        case = disagree.disagree(Against(disclosure=mine), "She is not safe.", by=lena)
    theirs(case)
    return case


def theirs(case):
    """Run the jobs that wait for other organisations."""
    jobs = ProcrastinateJob.objects.filter(
        task_name="crossing.sharing.tasks.take_disagreement",
        args__disagreement=str(case.pk),
        status="todo",
    )
    for args in jobs.values_list("args", flat=True):
        tasks.take_disagreement.func(**args)


def again(case, by, acting):
    with acting(by):
        rows = Disagreement.objects.select_related("asker", "holder", "board", "request")
        return rows.get(pk=case.pk)


def up_to(acting, case, stage):
    """Moved up by Omar, with the parts of everybody else."""
    for _ in range(stage - 1):
        with acting("omar") as omar:
            disagree.move_up(case, "It cannot wait.", by=omar)
        theirs(case)
    return case


@contextmanager
def later(days):
    """The database's clock, so many days on: for a `live_database`, whose work is committed."""
    name = connection.settings_dict["NAME"]
    ahead = datetime.timedelta(days=days)
    with databases.owner(name) as owner:
        owner.execute("INSERT INTO database_test_clock (now) VALUES (now() + %s)", [ahead])
    yield
    with databases.owner(name) as owner:
        owner.execute("DELETE FROM database_test_clock")
