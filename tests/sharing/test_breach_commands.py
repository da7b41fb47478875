"""What went to the wrong place: closed at once, destroyed there, decided and written down."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records.models import Child, Entry
from crossing.sharing import tasks
from crossing.sharing.commands import breach as commands
from crossing.sharing.commands import receive
from crossing.sharing.commands.decide import take_back
from crossing.sharing.models import (
    Arrival,
    Breach,
    BreachWords,
    Decision,
    DisclosedItem,
    Disclosure,
    Question,
    Receipt,
    WrongPlace,
)
from crossing.sharing.queries import breach as queries
from crossing.sharing.queries.receive import disclosure_for, items_of, received_list
from crossing.sharing.rules.receiving import Problem
from crossing.todo.models import Chase, Task
from tests.records.build import a_child
from tests.sharing import build, mending
from tests.sharing.urgent import an_emergency

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(acting):
    """What Lena shared with Omar's team about Amina, and Omar has opened."""
    shared = build.an_answer(acting, build.a_request(acting), a_child(acting))
    build.opened(acting, shared)
    return shared


@pytest.fixture
def breach(acting, shared):
    return mending.a_breach(acting, shared)


def test_it_closes_for_everybody_there_at_once(acting, shared, breach):
    for who in ("omar", "sam"):
        with acting(who) as person:
            assert not Disclosure.objects.exists()
            assert not DisclosedItem.objects.exists()
            assert not Receipt.objects.exists()
            assert received_list(person)[0].items == []
            with pytest.raises(NotThere):
                disclosure_for(person, shared.pk)
    assert ("urgent", "request.ask") in build.told(shared.recipient_id)


def test_the_hour_of_unsealing_ends_too(acting, shared):
    with acting("lena") as lena:
        take_back(disclosure_for(lena, shared.pk), "It was out of date.", by=lena)
    with acting("omar") as omar:
        mine = disclosure_for(omar, shared.pk)
        receive.unseal(mine, "A court asked.", by=omar)
        assert len(items_of(mine)) == 1
    mending.a_breach(acting, shared)
    with acting("omar") as omar:
        assert items_of(mine) == []
        for act in (receive.accept, receive.open_disclosure, receive.acknowledge):
            with pytest.raises(NotThere):
                act(mine, by=omar)
        with pytest.raises(NotThere):
            receive.unseal(mine, "Once more.", by=omar)


def test_what_was_answered_about_it_is_hidden_there_too(acting, shared):
    with acting("omar") as omar:
        receive.ask_back(disclosure_for(omar, shared.pk), "Which gate?", by=omar)
    made = mending.a_correction(acting, shared)
    mending.a_breach(acting, shared)
    with acting("omar") as omar:
        assert not Question.objects.exists()
        with pytest.raises(NotThere):
            mending.queries.correction_for(omar, made.pk)


def test_72_hours_begin_when_somebody_became_aware(acting, shared):
    with acting("lena"):
        aware = shared.sent_at + (now() - shared.sent_at) / 2
    begun = mending.a_breach(acting, shared, aware_at=aware)
    assert begun.due_at - aware == datetime.timedelta(hours=72)
    with acting("ada") as ada:
        assert [one.pk for one in queries.on_the_clock(ada, 6)] == [begun.pk]
    assert {("urgent", "audit.see"), ("urgent", "sharing.decide")} <= set(
        build.told(shared.sender_id)
    )


@pytest.mark.parametrize("days", [-30, 1])
def test_nobody_was_aware_before_it_was_sent_or_in_the_future(acting, shared, days):
    moment = shared.sent_at + datetime.timedelta(days)
    with pytest.raises(Invalid):
        mending.a_breach(acting, shared, aware_at=moment)


def test_the_recipient_says_so_and_the_clock_begins_at_the_sender(acting, shared):
    with acting("omar") as omar:
        receive.report_problem(
            disclosure_for(omar, shared.pk), Problem.WRONG_PERSON, "Not ours.", by=omar
        )
        with pytest.raises(NotThere):
            disclosure_for(omar, shared.pk)
        assert len(queries.to_destroy(omar, 6)) == 1
    begun = mending.began(acting, shared)
    tasks.breach_began(str(begun.wrong_place_id), str(begun.org_id))
    with acting("lena") as lena:
        assert Breach.objects.count() == 1
        assert begun.aware_at == begun.wrong_place.at
        assert Chase.objects.filter(matter="breach", ended_at=None).count() == 1
        assert disclosure_for(lena, shared.pk).closed_at
        assert Task.objects.get(matter="breach_copy").ring_phone == "020 7946 0000"
    assert ("urgent", "sharing.decide") in build.told(shared.sender_id)


def test_it_is_said_once(acting, shared, breach):
    with pytest.raises(WrongState):
        mending.a_breach(acting, shared)


def test_the_list_of_those_who_looked_comes_from_their_log(acting, shared, breach):
    for who in ("lena", "ada"):
        with acting(who):
            assert {one.who for one in queries.openings(shared.pk)} == {"Omar Aziz, Officer"}
    for who in ("omar", "rita", "tom", "nora"):
        with acting(who):
            assert queries.openings(shared.pk) == []


def test_the_data_protection_officer_sees_clocks_and_facts_and_no_content(acting, shared, breach):
    mending.written(acting, breach, "at-risk", "not_sure", text="Amina lives near.")
    with acting("ada") as ada:
        standing = queries.breach_for(ada, breach.pk)
        assert (standing.shared, standing.breach.items) == (None, 1)
        assert [(one.answer, one.text) for one in standing.written] == [("I am not sure", "")]
        assert not BreachWords.objects.exists()
        assert not DisclosedItem.objects.exists()


def test_the_recipient_sees_that_it_closed_and_nothing_of_the_breach(acting, shared, breach):
    mending.written(acting, breach, "at-risk", "no")
    with acting("omar") as omar:
        wrong = queries.wrong_place_for(omar, breach.wrong_place_id)
        assert wrong.sender.name == "Northfield School"
        assert not Breach.objects.exists()
        assert not BreachWords.objects.exists()
        with pytest.raises(NotThere):
            queries.breach_for(omar, breach.pk)


@pytest.mark.parametrize("who", ["rita", "otto", "tom", "nora", "gus", "eve", "una", "mina"])
def test_strangers_find_nothing_of_it(acting, shared, breach, who):
    with acting(who) as person:
        assert not WrongPlace.objects.exists()
        assert not Breach.objects.exists()
        for find in (queries.breach_for, queries.wrong_place_for):
            with pytest.raises(NotThere):
                find(person, breach.wrong_place_id)


def test_it_is_destroyed_there_and_a_tombstone_stays(acting, shared, breach):
    mending.destroyed(acting, breach, spread="passed_on", text="The duty desk.")
    for who in ("lena", "omar"):
        with acting(who):
            tombs = list(queries.Tombstone.objects.filter(disclosure=shared.pk))
            assert [(one.position, len(one.digest)) for one in tombs] == [(0, 64)]
    with acting("lena") as lena:
        receive.unseal(disclosure_for(lena, shared.pk), "A complaint.", by=lena)
        item = items_of(shared)[0]
        assert (item.title, item.text, item.source, item.happened_on) == ("", "", "", None)
        assert "09:40" in Decision.objects.get(disclosure=shared.pk).items[0]["text"]
        assert not Task.objects.filter(matter="breach_copy", done_at=None).exists()
    with acting("omar") as omar:
        assert queries.to_destroy(omar, 6) == []
        assert not Arrival.objects.exists()


def test_it_is_destroyed_once_and_by_whoever_has_it(acting, shared, breach):
    with acting("lena") as lena, pytest.raises(NotThere):
        commands.confirm_destroyed(breach.wrong_place, "nowhere", "", by=lena)
    for spread, text in (("passed_on", ""), ("held", "The duty desk has a print.")):
        with pytest.raises(Invalid):
            mending.destroyed(acting, breach, spread=spread, text=text)
    mending.destroyed(acting, breach)
    with pytest.raises(WrongState):
        mending.destroyed(acting, breach, by="sam")


def test_nothing_is_destroyed_that_did_not_go_wrong(acting, shared):
    for who in ("lena", "omar"):
        with acting(who), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("SELECT destroy_copy(%s)", [shared.pk])
    with acting("omar"):
        assert DisclosedItem.objects.get().text


def test_a_line_in_their_record_says_that_it_is_gone(acting, shared):
    theirs = a_child(acting, by="omar")
    with acting("omar") as omar:
        mine = Child.objects.get(pk=theirs.pk)
        receive.attach(disclosure_for(omar, shared.pk), mine, by=omar)
    mending.destroyed(acting, mending.a_breach(acting, shared))
    with acting("omar"):
        titles = Entry.objects.filter(child=theirs.pk).values_list("title", flat=True)
        assert "An answer attached here had come to us by mistake. It is destroyed." in titles


def test_hearing_too_early_that_it_is_destroyed_ends_nothing(acting, shared, breach):
    tasks.copy_destroyed(str(breach.wrong_place_id), str(breach.org_id))
    with acting("lena"):
        assert Task.objects.filter(matter="breach_copy", done_at=None).exists()


def test_somebody_outside_is_written_down_by_the_sender(acting):
    shared = mending.outside(acting, a_child(acting))
    breach = mending.a_breach(acting, shared)
    with acting("tom") as tom, pytest.raises(NotThere):
        queries.breach_for(tom, breach.pk)
    with acting("lena") as lena:
        commands.confirm_destroyed(breach.wrong_place, "nowhere", "", by=lena)
        standing = queries.breach_for(lena, breach.pk)
        assert standing.destruction
        assert standing.wrong.recipient_name == "Dr Ann Lowe"
        assert not Task.objects.filter(matter="breach_copy_outside", done_at=None).exists()


def test_writing_down_the_decision_stops_the_72_hours(acting, breach):
    mending.written(acting, breach, "commissioner", "not_told")
    with acting("lena"):
        assert not Chase.objects.filter(matter="breach", ended_at=None).exists()
        assert Breach.objects.get().status == "settled"


def test_it_closes_only_with_everything_written_down_and_destroyed(acting, breach):
    with pytest.raises(WrongState):
        mending.closed(acting, breach)
    mending.all_written(acting, breach)
    with pytest.raises(WrongState):
        mending.closed(acting, breach)
    mending.destroyed(acting, breach)
    mending.closed(acting, breach)
    with acting("lena") as lena:
        assert queries.on_the_clock(lena, 6) == []
    with pytest.raises(WrongState):
        mending.written(acting, breach, "change", "nothing")


def test_the_database_closes_no_breach_too_early_and_none_again(acting, breach):
    early = "UPDATE sharing_breach SET ended_at = app_now()"
    with acting("lena"), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(early)
    mending.all_written(acting, breach)
    mending.destroyed(acting, breach)
    mending.closed(acting, breach)
    with acting("lena"), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("UPDATE sharing_breach SET ended_at = NULL")


def test_what_is_written_about_it_is_complete(acting, breach):
    with pytest.raises(Invalid):
        mending.written(acting, breach, "commissioner", "told")


def test_who_proposes_reports_it_and_who_has_the_last_word_decides(acting):
    asked = build.a_request(acting, by="lena", to="police")
    child = a_child(acting, by="omar")
    shared = build.confirmed(acting, asked, child, picked={"power": "COMMON_LAW_POLICE"})
    breach = mending.a_breach(acting, shared, by="omar")
    mending.written(acting, breach, "at-risk", "no", by="omar")
    with pytest.raises(Denied):
        mending.written(acting, breach, "commissioner", "not_told", by="omar")
    with pytest.raises(Denied):
        mending.closed(acting, breach, by="omar")
    mending.written(acting, breach, "commissioner", "not_told", by="sam")
    assert ("urgent", "sharing.confirm") in build.told(shared.sender_id)


def test_what_was_shared_at_once_is_corrected_or_closed_before_its_record(acting):
    amina = a_child(acting)
    by_name = an_emergency(acting, None, by="lena")
    mending.a_correction(acting, by_name, position=1)
    first, second = (an_emergency(acting, amina, by="lena") for _each in range(2))
    made = mending.a_correction(acting, first, position=1)
    mending.acknowledged(acting, made)
    breach = mending.a_breach(acting, second)
    mending.written(acting, breach, "at-risk", "no")
    with acting("hugh") as hugh:
        assert queries.breach_for(hugh, breach.pk).breach.items == 2
        assert [one.pk for one in queries.on_the_clock(hugh, 6)] == [breach.pk]


def test_those_who_cannot_decide_report_nothing(acting, shared):
    for who, refusal in (("tom", Denied), ("una", Denied), ("rita", NotThere)):
        with acting(who) as person, pytest.raises(refusal):
            commands.went_wrong(shared, by=person)
