"""Clocks of a question: overdue, a question back, the last day."""

import datetime

import pytest

from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.sharing import tasks
from crossing.sharing.commands.ask import withdraw
from crossing.sharing.commands.questions import answer_question
from crossing.sharing.models import (
    Deliberation,
    InformationRequest,
)
from crossing.sharing.queries import ask as queries
from crossing.sharing.queries.overdue import overdue
from crossing.sharing.queries.waiting import waiting_for
from crossing.sharing.rules import Outcome, Purpose
from crossing.site.home import sections
from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db


def test_a_question_back_is_answered_once_and_starts_the_clock_again(acting):
    asked = build.a_request(acting)
    question = build.a_question_back(acting, asked, minutes=-7 * 24 * 60)
    with acting("omar") as omar:
        answer_question(queries.question_for(omar, question.pk), "The side door.", by=omar)
        with pytest.raises(WrongState):
            answer_question(queries.question_for(omar, question.pk), "No.", by=omar)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("lena"):
        work = Deliberation.objects.get(request=asked.pk)
        assert work.due_at == build.again(asked).due_at > asked.due_at


@pytest.mark.parametrize("who", ["lena", "otto", "rita", "tom"])
def test_nobody_else_answers_it(acting, who):
    asked = build.a_request(acting)
    question = build.a_question_back(acting, asked)
    with acting(who) as person, pytest.raises(NotThere):
        queries.question_for(person, question.pk)


def test_what_is_overdue_is_told_once(acting):
    asked = build.a_request(acting, purpose=Purpose.SECTION_47, by="mina")
    with acting("lena"):
        Deliberation.objects.filter(request=asked.pk).update(
            due_at=asked.sent_at - datetime.timedelta(minutes=1)
        )
    with acting("omar"):
        rows = overdue()
    assert [place for place, _pk in rows] == [asked.holder_id]
    tasks.tell_overdue.func(timestamp=0)
    with acting("omar"):
        assert overdue() == []


def make_late(acting, asked):
    long_ago = asked.sent_at - datetime.timedelta(days=3)
    with acting("lena"):
        Deliberation.objects.filter(request=asked.pk).update(due_at=long_ago)
        InformationRequest.objects.filter(pk=asked.pk).update(due_at=long_ago)


def test_a_routine_question_is_not_overdue_while_the_asker_has_the_ball(acting):
    asked = build.a_request(acting)
    make_late(acting, asked)
    with acting("omar") as omar:
        assert build.listed(omar, "overdue") == {asked.pk}
    build.a_question_back(acting, asked)
    tasks.tell_overdue.func(timestamp=0)
    assert ("overdue", "content.see") not in build.told(asked.holder_id)
    with acting("omar") as omar:
        assert build.listed(omar, "open") == {asked.pk}
        assert build.listed(omar, "overdue") == set()
        row = queries.request_for(omar, asked.pk)
        assert queries.asked_in_full(row).standing == "asked_back"
        assert _rows(omar, "What we have asked") == [("A question waits for you", None)]
    with acting("lena") as lena:
        assert _rows(lena, "Waiting for us") == [("Waiting for them", None)]
        line = waiting_for(lena)[0]
    assert (line.asked_back, line.paused, line.overdue) == (True, True, False)


def _rows(person, title):
    """Tag and clock of each row in one section of somebody's home."""
    section = next(each for each in sections(person) if str(each.title) == title)
    return [(row.tag, row.due) for row in section.rows]


def test_a_clock_set_by_law_never_stops(acting):
    asked = build.a_request(acting, by="mina", purpose=Purpose.SECTION_47)
    make_late(acting, asked)
    question = build.a_question_back(acting, asked)
    with acting("lena") as lena:
        (tag, due) = _rows(lena, "Waiting for us")[0]
        line = waiting_for(lena)[0]
    assert tag == "Waiting for them"
    assert (line.asked_back, line.paused, line.overdue, due) == (
        True,
        False,
        True,
        line.deliberation.due_at,
    )
    with acting("mina") as mina:
        assert build.listed(mina, "overdue") == {asked.pk}
        answer_question(queries.question_for(mina, question.pk), "Today.", by=mina)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    tasks.tell_overdue.func(timestamp=0)
    tasks.tell_overdue.func(timestamp=0)
    assert build.told(asked.holder_id).count(("overdue", "content.see")) == 1


def test_nothing_to_share_is_told_on_the_last_day_alone(acting):
    child = a_child(acting)
    asked = build.a_request(acting)
    silent = build.REFUSED | {"reason_told": "", "refusal_reasons": [], "would_change": ""}
    decision = build.an_answer(acting, asked, child, outcome=Outcome.NEITHER, **silent)
    with acting("omar") as omar:
        assert build.listed(omar, "open") == {asked.pk}
        assert queries.asked_in_full(queries.request_for(omar, asked.pk)).reply is None
    for _twice in range(2):
        tasks.tell.func(decision=str(decision.pk), org=str(asked.holder_id))
    with acting("omar") as omar:
        seen = queries.asked_in_full(queries.request_for(omar, asked.pk))
        assert (seen.standing, seen.told) == ("answered", "nothing")


def test_only_the_first_question_back_moves_the_clock(acting):
    asked = build.a_request(acting)
    for minutes in range(2):
        question = build.a_question_back(acting, asked, minutes)
        with acting("omar") as omar:
            answer_question(queries.question_for(omar, question.pk), "Yes.", by=omar)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("lena"):
        assert build.again(asked).due_at == asked.due_at


def test_a_clock_that_has_ended_stays(acting):
    asked = build.a_request(acting)
    question = build.a_question_back(acting, asked)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("omar") as omar:
        answer_question(queries.question_for(omar, question.pk), "Yes.", by=omar)
        withdraw(build.again(asked), by=omar)
    tasks.close_deliberation.func(request=str(asked.pk), org=str(asked.holder_id))
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("omar"):
        assert build.again(asked).due_at == asked.due_at


def test_an_answer_needs_words_and_its_own_side(acting):
    asked = build.a_request(acting)
    question = build.a_question_back(acting, asked)
    with acting("omar") as omar, pytest.raises(Invalid):
        answer_question(queries.question_for(omar, question.pk), " ", by=omar)
    with acting("lena") as lena, pytest.raises(NotThere):
        answer_question(question, "Yes.", by=lena)
