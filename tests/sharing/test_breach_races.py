"""What went to the wrong place, while others are in the middle of something: real commits."""

import threading

import pytest
from django.db import connections

from crossing.core.errors import NotThere
from crossing.sharing.commands import breach as commands
from crossing.sharing.commands import receive
from crossing.sharing.queries import breach as queries
from crossing.sharing.queries.receive import disclosure_for, items_of
from crossing.sharing.rules.breach import Step
from crossing.sharing.rules.receiving import Problem
from crossing.todo.models import Chase
from crossing.todo.rules import Matter
from tests.records.build import a_child
from tests.sharing import build, mending


@pytest.mark.slow
def test_whoever_opens_while_the_sender_closes_stands_on_the_list(live_database):
    """Either they were first, and are on the list; or they find nothing."""
    acting = live_database.acting
    shared = build.an_answer(acting, build.a_request(acting), a_child(acting))
    ready, seen = threading.Barrier(2, timeout=20), []

    def opens():
        with acting("omar") as omar:
            mine = disclosure_for(omar, shared.pk)
            receive.accept(mine, by=omar)
            ready.wait()
            receive.open_disclosure(mine, by=omar)
            seen.extend(items_of(mine))
        connections.close_all()

    thread = threading.Thread(target=opens)
    thread.start()
    ready.wait()
    breach = mending.a_breach(acting, shared)
    thread.join(30)
    with acting("lena") as lena:
        looked = [one.what for one in queries.breach_for(lena, breach.pk).openings]
    assert len(seen) == 1
    assert "Opened what was shared with us" in looked
    with acting("sam") as sam, pytest.raises(NotThere):
        disclosure_for(sam, shared.pk)


@pytest.mark.slow
def test_two_people_say_at_once_that_it_came_to_the_wrong_place(live_database):
    acting = live_database.acting
    shared = build.an_answer(acting, build.a_request(acting), a_child(acting))
    ready, said = threading.Barrier(2, timeout=20), []

    def says(who):
        try:
            with acting(who) as person:
                mine = disclosure_for(person, shared.pk)
                ready.wait()
                receive.report_problem(mine, Problem.WRONG_PERSON, "", by=person)
            said.append("closed")
        except NotThere:
            said.append("there is nothing left")
        connections.close_all()

    threads = [threading.Thread(target=says, args=[who]) for who in ("omar", "sam")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(said) == ["closed", "there is nothing left"]


@pytest.mark.slow
def test_destroyed_while_the_commissioner_is_decided_nobody_there_is_rung(live_database):
    acting = live_database.acting
    shared = build.an_answer(acting, build.a_request(acting), a_child(acting))
    breach = mending.a_breach(acting, shared)

    def destroys():
        mending.destroyed(acting, breach)
        connections.close_all()

    thread = threading.Thread(target=destroys)
    with acting("lena") as lena:
        standing = queries.breach_for(lena, breach.pk)
        answer = commands.StepAnswer("not_told", "It was two people, and they are sure.")
        commands.write_step(standing, Step.COMMISSIONER, answer, by=lena)
        thread.start()
        thread.join(2)  # it waits for this act to be over
    thread.join(30)
    with acting("lena"):
        running = Chase.objects.filter(about=breach.pk, ended_at=None)
        assert list(running.values_list("matter", flat=True)) == [Matter.BREACH_OPEN]
