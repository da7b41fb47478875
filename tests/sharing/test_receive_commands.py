import datetime

import pytest
from django.db import ProgrammingError, transaction

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records.models import Child, Entry
from crossing.sharing.commands import receive
from crossing.sharing.commands.decide import take_back
from crossing.sharing.commands.questions import answer_question
from crossing.sharing.models import DisclosedItem, Disclosure, Receipt, Unsealing
from crossing.sharing.queries import receive as queries
from crossing.sharing.queries.ask import question_for
from crossing.sharing.rules import Purpose
from crossing.sharing.rules.receiving import Problem
from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(acting):
    """What Lena shared with Omar's team about Amina."""
    asked = build.a_request(acting)
    return build.an_answer(acting, asked, a_child(acting))


def of(person, shared):
    return queries.disclosure_for(person, shared.pk)


def test_it_opens_after_accepting_and_the_sender_is_told_once_for_each_person(acting, shared):
    with acting("omar") as omar, pytest.raises(WrongState):
        receive.open_disclosure(of(omar, shared), by=omar)
    build.opened(acting, shared)
    with acting("omar") as omar:
        receive.open_disclosure(of(omar, shared), by=omar)
        assert len(queries.items_of(shared)) == 1
    build.opened(acting, shared, by="sam")
    told = [one for one in build.told(shared.sender_id) if one[0] == "opened"]
    assert told == [("opened", "sharing.decide")] * 2
    assert len(build.events(shared.recipient_id, "sharing.disclosure.opened")) == 3


def test_acknowledging_takes_opening_by_the_same_person(acting, shared):
    build.opened(acting, shared)
    with acting("sam") as sam, pytest.raises(WrongState):
        receive.acknowledge(of(sam, shared), by=sam)
    with acting("omar") as omar:
        receive.acknowledge(of(omar, shared), by=omar)
        receive.acknowledge(of(omar, shared), by=omar)
        assert Receipt.objects.filter(kind="acknowledged").count() == 1


@pytest.mark.parametrize("who", ["rita", "otto", "tom", "nora", "gus", "ada", "eve", "mina"])
def test_strangers_find_nothing(acting, shared, who):
    with acting(who) as person:
        assert not Disclosure.objects.exists()
        assert not DisclosedItem.objects.exists()
        assert not Receipt.objects.exists()
        with pytest.raises(NotThere):
            of(person, shared)


def test_a_recipient_writes_receipts_of_its_own_alone(acting, shared):
    with acting("lena") as lena, pytest.raises(ProgrammingError), transaction.atomic():
        Receipt(
            disclosure=shared,
            org_id=shared.recipient_id,
            account_id=lena.id,
            by_name="Lena",
            kind="opened",
            at=shared.sent_at,
        ).save(force_insert=True)


def test_the_sender_does_none_of_the_recipients_acts(acting, shared):
    with acting("lena") as lena:
        mine = of(lena, shared)
        for act in (receive.accept, receive.open_disclosure, receive.acknowledge):
            with pytest.raises(NotThere):
                act(mine, by=lena)


def test_one_question_back(acting, shared):
    with acting("omar") as omar:
        question = receive.ask_back(of(omar, shared), "Which gate?", by=omar)
        with pytest.raises(WrongState):
            receive.ask_back(of(omar, shared), "And when?", by=omar)
    with acting("lena") as lena:
        answer_question(question_for(lena, question.pk), "The front gate.", by=lena)
    with acting("omar") as omar:
        assert queries.received(omar, shared).questions[0].answer == "The front gate."


@pytest.mark.parametrize("problem", [Problem.CANNOT_OPEN, Problem.NOT_NEEDED])
def test_most_problems_close_nothing_and_tell_the_sender(acting, shared, problem):
    with acting("omar") as omar:
        receive.report_problem(of(omar, shared), problem, "It names Ali.", by=omar)
        assert not of(omar, shared).closed_at
    assert ("waiting", "sharing.decide") in build.told(shared.sender_id)


def test_what_happened_next_is_read_by_the_sender(acting, shared):
    with acting("omar") as omar:
        with pytest.raises(Invalid):
            receive.follow_up(of(omar, shared), " ", by=omar)
        with pytest.raises(WrongState):
            receive.follow_up(of(omar, shared), "Two officers went.", by=omar)
    build.opened(acting, shared)
    with acting("omar") as omar:
        receive.follow_up(of(omar, shared), "Two officers went.", by=omar)
    with acting("lena") as lena:
        acts = [one.kind for one in queries.received(lena, of(lena, shared)).receipts]
    assert sorted(acts) == ["accepted", "followed", "opened"]


def test_taken_back_closes_at_once(acting, shared):
    build.opened(acting, shared)
    with acting("lena") as lena:
        take_back(of(lena, shared), "It named the wrong day.", by=lena)
    with acting("omar") as omar:
        closed = of(omar, shared)
        assert closed.closed_reason == "It named the wrong day."
        assert queries.items_of(closed) == []
        with pytest.raises(WrongState):
            receive.open_disclosure(closed, by=omar)
    with acting("lena"):
        assert not DisclosedItem.objects.exists()


def test_the_recipient_cannot_take_it_back(acting, shared):
    with acting("omar") as omar, pytest.raises((Denied, NotThere)):
        take_back(of(omar, shared), "No.", by=omar)


def test_a_closed_copy_opens_for_one_person_and_one_hour_with_a_reason(acting, shared):
    with acting("omar") as omar, pytest.raises(WrongState):
        receive.unseal(of(omar, shared), "Court on Monday.", by=omar)
    with acting("lena") as lena:
        take_back(of(lena, shared), "It named the wrong day.", by=lena)
    with acting("omar") as omar:
        with pytest.raises(Invalid):
            receive.unseal(of(omar, shared), "", by=omar)
        receive.unseal(of(omar, shared), "Court on Monday.", by=omar)
        receive.open_disclosure(of(omar, shared), by=omar)
        assert len(queries.items_of(shared)) == 1
        assert Unsealing.objects.get().until - Unsealing.objects.get().at == datetime.timedelta(
            hours=1
        )
    with acting("sam"):
        assert not DisclosedItem.objects.exists()
    with acting("lena") as lena:
        acts = {one.kind: one.text for one in queries.received(lena, of(lena, shared)).receipts}
        assert acts["unsealed"] == "Court on Monday."
        assert not Unsealing.objects.exists()


def test_attaching_puts_one_line_into_our_own_record(acting, shared):
    theirs = a_child(acting, by="omar")
    build.opened(acting, shared)
    with acting("omar") as omar:
        child = Child.objects.get(pk=theirs.pk)
        receive.attach(of(omar, shared), child, by=omar)
        entry = Entry.objects.get(ref=shared.pk)
        assert (entry.ref_kind, entry.text, entry.source) == ("disclosure", "", "Northfield School")
        with pytest.raises(WrongState):
            receive.attach(of(omar, shared), child, by=omar)
        assert [one.pk for one in queries.received_about(omar, child)] == [shared.pk]


def test_nothing_is_attached_before_it_was_opened(acting, shared):
    theirs = a_child(acting, by="omar")
    with acting("omar") as omar, pytest.raises(WrongState):
        receive.attach(of(omar, shared), Child.objects.get(pk=theirs.pk), by=omar)


def test_police_answer_after_confirming(acting):
    asked = build.a_request(acting, by="lena", to="police", purpose=Purpose.SAFEGUARD_CHILD_AT_RISK)
    child = a_child(acting, by="omar")
    shared = build.confirmed(acting, asked, child, picked={"power": "COMMON_LAW_POLICE"})
    build.opened(acting, shared, by="lena")
    assert ("opened", "sharing.confirm") in build.told(shared.sender_id)


def test_accepting_twice_is_accepting_once(acting, shared):
    with acting("omar") as omar:
        receive.accept(of(omar, shared), by=omar)
        receive.accept(of(omar, shared), by=omar)
        assert Receipt.objects.filter(kind="accepted").count() == 1


def test_it_is_attached_to_no_record_but_our_own(acting, shared):
    foreign = a_child(acting, by="rita")
    build.opened(acting, shared)
    with acting("omar") as omar, pytest.raises(NotThere):
        receive.attach(of(omar, shared), foreign, by=omar)


def test_the_sender_opens_a_closed_copy_with_a_reason_too(acting, shared):
    with acting("lena") as lena:
        take_back(of(lena, shared), "It named the wrong day.", by=lena)
        with pytest.raises(WrongState):
            receive.read_own_copy(of(lena, shared), by=lena)
        receive.unseal(of(lena, shared), "A complaint.", by=lena)
        receive.read_own_copy(of(lena, shared), by=lena)
        assert len(queries.items_of(shared)) == 1
        assert not Receipt.objects.exists()
    with acting("omar"):
        assert not DisclosedItem.objects.exists()
