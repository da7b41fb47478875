"""What went to the wrong place: clocks that nobody there can end any more, and who is told here."""

import pytest

from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.records.commands import seal
from crossing.records.models import Child
from crossing.sharing.commands import receive
from crossing.sharing.queries import correct as corrections
from crossing.sharing.queries.ledger import Filters, ledger_rows
from crossing.sharing.queries.receive import disclosure_for
from crossing.sharing.rules.receiving import Problem
from crossing.todo.models import Chase, Task
from crossing.todo.rules import Audience, Matter
from tests.records.build import a_child
from tests.sharing import build, mending
from tests.sharing.urgent import an_emergency
from tests.todo.build import climb


@pytest.fixture
def child(acting):
    return a_child(acting)


@pytest.fixture
def shared(acting, child):
    return build.an_answer(acting, build.a_request(acting), child)


def said_there(acting, shared):
    """Somebody at the recipient says that it is not theirs; the sender's job hears of it."""
    with acting("omar") as omar:
        mine = disclosure_for(omar, shared.pk)
        receive.report_problem(mine, Problem.WRONG_PERSON, "Not ours.", by=omar)
    return mending.began(acting, shared)


def said_here(acting, shared):
    return mending.a_breach(acting, shared)


def running(acting):
    with acting("lena") as lena:
        rows = Chase.objects.filter(org=lena.place, ended_at=None)
        return set(rows.values_list("matter", flat=True))


EITHER = pytest.mark.parametrize("says", [said_here, said_there])


@EITHER
def test_an_emergency_that_went_wrong_is_no_longer_chased_there_but_here(acting, child, says):
    sent = an_emergency(acting, child, by="lena")
    with acting("lena"):
        shared = type(sent).objects.get(pk=sent.pk).disclosure
    assert Matter.EMERGENCY_UNREAD in running(acting)
    breach = says(acting, shared)
    assert Matter.EMERGENCY_UNREAD not in running(acting)
    assert Matter.EMERGENCY_ASTRAY in running(acting)
    with acting("lena"):
        chase = Chase.objects.get(matter=Matter.EMERGENCY_ASTRAY)
    climb(chase)
    with service("mailer", chase.org_id):
        assert Message.objects.filter(kind="urgent", permission="content.see").exists()
    mending.written(acting, breach, "at-risk", "yes")
    assert Matter.EMERGENCY_ASTRAY not in running(acting)


@EITHER
@pytest.mark.parametrize("hidden", [False, True])
def test_a_correction_of_it_waits_for_nobody_any_more(acting, child, shared, says, hidden):
    mending.a_correction(acting, shared)
    if hidden:
        with acting("lena") as lena:
            seal(Child.objects.get(pk=child.pk), True, by=lena)
    with acting("lena") as lena:
        assert len(corrections.not_acknowledged(lena, 6)) == 1
    says(acting, shared)
    assert running(acting) == {Matter.BREACH}
    with acting("lena") as lena:
        assert corrections.not_acknowledged(lena, 6) == []
        assert [row[-4:-2] for row in ledger_rows(lena, Filters())] == [(1, "")]


def test_the_officer_is_told_where_there_is_one(acting, shared):
    mending.a_breach(acting, shared)
    assert ("urgent", "audit.see") in build.told(shared.sender_id)
    with acting("hugh") as hugh:
        assert not Task.objects.visible_to(hugh).filter(matter=Matter.BREACH_OFFICER).exists()


def test_where_nobody_is_the_officer_those_who_lead_are_asked_to_tell_theirs(acting, signed_in):
    asked = build.a_request(acting, by="lena", to="police")
    child = a_child(acting, by="omar")
    shared = build.confirmed(acting, asked, child, picked={"power": "COMMON_LAW_POLICE"})
    breach = mending.a_breach(acting, shared, by="omar")
    with acting("sam") as sam:
        task = Task.objects.visible_to(sam).get(matter=Matter.BREACH_OFFICER)
        assert (task.audience, task.about) == (Audience.HEADS, breach.pk)
        assert task.ring_name == "your data protection officer"
        chase = Chase.objects.get(matter=Matter.BREACH)
    page = signed_in("sam").get(f"/todo/{task.pk}").text
    assert "Ring your data protection officer" in page
    assert ("urgent", "audit.see") not in build.told(shared.sender_id)
    with service("clock", chase.org_id):
        Chase.objects.filter(pk=chase.pk).update(next_at=chase.started_at)
    climb(chase)
    assert build.told(shared.sender_id)[-1] == ("overdue", "cover.start")
