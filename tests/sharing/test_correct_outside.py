"""A correction of what somebody outside Crossing has: told by us, chased here, written down."""

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.sharing.commands.correct import acknowledge_correction, tell_outside
from crossing.sharing.models import CorrectionReceipt
from crossing.sharing.queries import correct as queries
from crossing.todo.models import Chase, Task
from crossing.todo.rules import Matter
from tests.records.build import a_child
from tests.sharing import build, mending
from tests.todo.build import climb


@pytest.fixture
def shared(acting):
    return mending.outside(acting, a_child(acting))


@pytest.fixture
def made(acting, shared):
    return mending.a_correction(acting, shared)


def running(acting):
    with acting("lena"):
        return list(Chase.objects.filter(ended_at=None))


def test_it_is_chased_here_until_it_is_written_down_who_was_told(acting, made):
    with acting("lena") as lena:
        assert [one.pk for one in queries.not_acknowledged(lena, 6)] == [made.pk]
        assert queries.correction_for(lena, made.pk).is_to_tell
    assert [one.matter for one in running(acting)] == [Matter.CORRECTION_TO_TELL]
    mending.told(acting, made)
    assert running(acting) == []
    with acting("lena") as lena:
        assert queries.not_acknowledged(lena, 6) == []
        (receipt,) = queries.correction_for(lena, made.pk).receipts
        assert (receipt.by_name, receipt.did) == (
            "Lena Hart, Designated safeguarding lead",
            "Rang her at 14:10.",
        )


def test_not_told_those_who_lead_are_asked_to_see_to_it(acting, made):
    (chase,) = running(acting)
    for _rung in range(2):
        with service("clock", chase.org_id):
            Chase.objects.filter(pk=chase.pk).update(next_at=chase.started_at)
        climb(chase)
    assert ("overdue", "content.see") in build.told(made.sender_id)
    with acting("hugh") as hugh:
        task = Task.objects.visible_to(hugh).get(about=made.pk)
        assert (task.named, task.done_at) == ("Hugh Osei", None)
    mending.told(acting, made)
    with acting("hugh") as hugh:
        assert Task.objects.visible_to(hugh).get(pk=task.pk).done_at


def test_it_is_written_down_once_and_completely(acting, made):
    for words in ({"relied": ""}, {"did": " "}):
        with pytest.raises(Invalid):
            mending.told(acting, made, **words)
    mending.told(acting, made)
    with pytest.raises(WrongState):
        mending.told(acting, made, by="hugh")


def test_what_went_to_the_wrong_place_is_told_to_nobody(acting, shared, made):
    mending.a_breach(acting, shared)
    assert {one.matter for one in running(acting)} == {Matter.BREACH}
    with pytest.raises(NotThere):
        mending.told(acting, made)


@pytest.mark.parametrize(("who", "refusal"), [("rita", NotThere), ("tom", Denied), ("una", Denied)])
def test_those_who_cannot_decide_write_down_nothing(acting, made, who, refusal):
    with acting("lena") as lena:
        mine = queries.correction_for(lena, made.pk).correction
    with acting(who) as person, pytest.raises(refusal):
        tell_outside(mine, "no", "Rang.", by=person)


def test_nobody_writes_that_a_partner_was_told(acting):
    shared = build.an_answer(acting, build.a_request(acting), a_child(acting))
    made = mending.a_correction(acting, shared)
    with pytest.raises(NotThere):
        mending.told(acting, made)
    with acting("lena") as lena:
        mine = queries.correction_for(lena, made.pk).correction
        with pytest.raises(NotThere):
            acknowledge_correction(mine, "no", "", by=lena)
        row = CorrectionReceipt(
            org_id=lena.acting_at,
            correction=mine,
            account_id=lena.id,
            by_name="Lena",
            relied="no",
            at=mine.at,
        )
        with pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)


def test_the_page_says_what_to_do_and_keeps_what_they_say(signed_in, shared, made):
    lena = signed_in("lena")
    assert "Tell them" in lena.get("/").text
    address = reverse("sharing:correction", args=[made.pk])
    assert "Tell Dr Ann Lowe" in lena.get(address).text
    assert lena.post(address, {"relied": "no"}).status_code == 422
    done = lena.post(address, {"relied": "no", "did": "Rang her at 14:10."}, follow=True)
    assert "Rang her at 14:10." in done.text
    assert "Tell Dr Ann Lowe" not in done.text
