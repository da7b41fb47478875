"""Correcting what was shared: to everybody who has it, until they say so."""

import datetime
from dataclasses import replace

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records.models import Child, Entry
from crossing.sharing import tasks
from crossing.sharing.commands import receive
from crossing.sharing.commands.contradict import (
    answer_contradiction,
    answer_with_correction,
    contradict,
)
from crossing.sharing.commands.correct import acknowledge_correction, correct, correct_entry
from crossing.sharing.commands.decide import take_back
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.models import (
    ContradictionAnswer,
    Correcting,
    Correction,
    CorrectionReceipt,
    Deliberation,
    DisclosedItem,
)
from crossing.sharing.queries import correct as queries
from crossing.sharing.queries.ledger import Filters, ledger_rows
from crossing.sharing.queries.receive import disclosure_for, items_of
from crossing.todo.models import Chase
from tests.records.build import a_child, an_entry
from tests.sharing import build, mending
from tests.sharing.build import SCHOOL_DAY
from tests.sharing.mending import WRONG

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(acting):
    return a_child(acting)


@pytest.fixture
def shared(acting, child):
    """What Lena shared with Omar's team about Amina: one item, from no entry."""
    return build.an_answer(acting, build.a_request(acting), child)


@pytest.fixture
def entry(acting, child):
    return an_entry(acting, child)


@pytest.fixture
def twice(acting, child, entry):
    """The same entry, shared with Omar's team and with Mina's."""
    item = replace(SCHOOL_DAY, entry_kind="note", entry=entry.pk)
    return [
        build.an_answer(acting, build.a_request(acting, by=by), child, items=[item])
        for by in ("omar", "mina")
    ]


def test_the_copy_stays_as_it_was_and_the_correction_stands_beside_it(acting, shared):
    made = mending.a_correction(acting, shared)
    build.opened(acting, shared)
    with acting("omar") as omar:
        mine = disclosure_for(omar, shared.pk)
        assert "arrived at 09:40" in items_of(mine)[0].text
        found = queries.corrections_of(mine)[0][0]
        assert (found.correction.pk, found.correction.instead) == (made.pk, WRONG.instead)
        assert not found.is_read


def test_everybody_who_has_the_entry_is_told_and_has_a_clock_of_their_own(acting, twice):
    mending.a_correction(acting, twice[0])
    with acting("lena") as lena:
        held = {one.disclosure_id for one in Correction.objects.all()}
        assert held == {one.pk for one in twice}
        assert Chase.objects.filter(matter="correction_unread", ended_at=None).count() == 2
        assert len(queries.not_acknowledged(lena, 6)) == 2
        marks = {row[-1]: row[-4:-1] for row in ledger_rows(lena, Filters())}
        assert set(marks.values()) == {(1, 1, "")}
    for one in twice:
        assert ("arrived", "request.ask") in build.told(one.recipient_id)
    with acting("mina") as mina:
        assert [one.disclosure_id for one in queries.to_read(mina, 6)] == [twice[1].pk]


def test_whoever_had_no_part_in_one_answer_corrects_it_there_too(acting, child, entry):
    item = replace(SCHOOL_DAY, entry_kind="note", entry=entry.pk)
    first = build.an_answer(acting, build.a_request(acting), child, items=[item])
    asked = build.a_request(acting, by="mina")
    with acting("dev") as dev:
        declare_connection(Deliberation.objects.get(request=asked.pk), by=dev)
    second = build.an_answer(acting, asked, child, items=[item])
    mending.a_correction(acting, first, by="dev")
    with acting("lena"):
        held = set(Correction.objects.values_list("disclosure", flat=True))
    assert held == {first.pk, second.pk}


def test_an_urgent_one_is_told_as_urgent(acting, twice):
    mending.a_correction(acting, twice[1], new=replace(WRONG, urgent=True))
    for one in twice:
        assert ("urgent", "request.ask") in build.told(one.recipient_id)


def test_two_people_acknowledge_and_the_first_stops_the_clock(acting, shared):
    made = mending.a_correction(acting, shared)
    mending.acknowledged(acting, made, by="omar", relied="yes", did="Told the patrol.")
    with acting("lena"):
        assert not Chase.objects.filter(matter="correction_unread", ended_at=None).exists()
    mending.acknowledged(acting, made, by="sam")
    with acting("omar"), pytest.raises(WrongState):
        mending.acknowledged(acting, made, by="omar")
    with acting("lena") as lena:
        receipts = queries.correction_for(lena, made.pk).receipts
        assert [(one.by_name, one.did) for one in receipts] == [
            ("Omar Aziz, Officer", "Told the patrol."),
            ("Sam Doyle, Sergeant", ""),
        ]


def test_it_stands_in_the_record_where_the_answer_was_attached(acting, shared):
    theirs = a_child(acting, by="omar")
    build.opened(acting, shared)
    with acting("omar") as omar:
        receive.attach(disclosure_for(omar, shared.pk), Child.objects.get(pk=theirs.pk), by=omar)
    made = mending.a_correction(acting, shared)
    mending.acknowledged(acting, made)
    with acting("omar"):
        assert Entry.objects.get(child=theirs.pk, ref_kind="correction").ref == made.pk
    with acting("lena"):
        ours = Entry.objects.get(ref_kind="correction")
        assert ours.title == "We corrected what we shared with Riverside Safer Schools Team"


def test_what_has_closed_is_corrected_too_and_stays_closed(acting, shared):
    with acting("lena") as lena:
        take_back(disclosure_for(lena, shared.pk), "It was out of date.", by=lena)
    made = mending.a_correction(acting, shared)
    with acting("omar") as omar:
        assert queries.correction_for(omar, made.pk).correction.wrong == WRONG.wrong
        assert items_of(disclosure_for(omar, shared.pk)) == []


def test_the_same_words_twice_correct_once(acting, shared):
    mending.a_correction(acting, shared)
    with pytest.raises(WrongState):
        mending.a_correction(acting, shared)
    mending.a_correction(acting, shared, new=replace(WRONG, wrong="The day is wrong, too."))


def test_it_must_say_what_is_wrong_and_where(acting, shared):
    with acting("lena") as lena:
        with pytest.raises(Invalid):
            correct([], WRONG, by=lena)
        with pytest.raises(NotThere):
            queries.item_at(lena, disclosure_for(lena, shared.pk), 7)
    with pytest.raises(Invalid):
        mending.a_correction(acting, shared, new=replace(WRONG, instead=""))


def test_an_entry_that_is_about_another_child_is_corrected_everywhere(acting, child, entry, twice):
    new = replace(WRONG, truth="not_rely", instead="")
    with acting("hugh") as hugh:
        mine = Child.objects.get(pk=child.pk)
        made = correct_entry(mine, entry.pk, new, by=hugh)
        assert {one.disclosure_id for one in made} == {one.pk for one in twice}
        assert correct_entry(mine, child.pk, new, by=hugh) == []
        assert Correcting.objects.get().entry == entry.pk


def test_whoever_is_close_to_a_family_is_not_told_of_the_decision_without_them(acting, signed_in):
    amina = a_child(acting)
    part = [replace(SCHOOL_DAY, entry_kind="note", entry=an_entry(acting, amina).pk)]
    first = build.an_answer(acting, build.a_request(acting), amina, items=part)
    asked = build.a_request(acting, by="mina")
    with acting("dev") as dev:
        declare_connection(Deliberation.objects.get(request=asked.pk), by=dev)
    build.an_answer(acting, asked, amina, items=part)
    page = signed_in("dev").get(f"/sharing/disclosure/{first.pk}/correct/0").text
    assert "1 more, in a decision in which you have no part" in page
    assert "Riverside Children" not in page


@pytest.mark.parametrize("who", ["rita", "otto", "tom", "nora", "gus", "ada", "eve", "una"])
def test_strangers_find_no_correction_and_no_contradiction(acting, shared, who):
    made = mending.a_correction(acting, shared)
    build.opened(acting, shared)
    said = mending.a_contradiction(acting, shared)
    with acting(who) as person:
        for table in (Correction, Correcting, CorrectionReceipt, ContradictionAnswer):
            assert not table.objects.exists()
        for find, pk in ((queries.correction_for, made.pk), (queries.doubt_for, said.pk)):
            with pytest.raises(NotThere):
                find(person, pk)


def test_how_it_was_found_stays_with_the_sender(acting, shared):
    mending.a_correction(acting, shared)
    with acting("omar"):
        assert Correction.objects.exists()
        assert not Correcting.objects.exists()


def test_those_who_cannot_decide_correct_nothing(acting, shared):
    with acting("lena") as lena:
        held = queries.sent_items(lena, disclosure_for(lena, shared.pk))
    for who, refusal in (("omar", NotThere), ("tom", Denied), ("una", Denied)):
        with acting(who) as person, pytest.raises(refusal):
            correct(held, WRONG, by=person)


def test_only_the_recipient_acknowledges(acting, shared):
    made = mending.a_correction(acting, shared)
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
    with pytest.raises(Invalid):
        mending.acknowledged(acting, made, relied="yes")


def test_a_correction_is_written_once(acting, shared):
    mending.a_correction(acting, shared)
    for statement in (
        "UPDATE sharing_correction SET urgent = true",
        "DELETE FROM sharing_correction",
    ):
        with acting("lena"), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)


# It contradicts what we hold


def test_a_contradiction_starts_a_clock_at_the_sender_and_a_correction_answers_it(acting, shared):
    build.opened(acting, shared)
    said = mending.a_contradiction(acting, shared)
    assert ("waiting", "sharing.decide") in build.told(shared.sender_id)
    with acting("lena") as lena:
        assert [one.pk for one in queries.to_answer(lena, 6)] == [said.pk]
        assert Chase.objects.get(matter="correction_asked").about == said.pk
    mending.a_correction(acting, shared)
    with acting("lena") as lena:
        assert queries.to_answer(lena, 6) == []
        assert Chase.objects.get(matter="correction_asked").ended_at
    with acting("omar") as omar:
        doubt = queries.doubt_for(omar, said.pk)
        assert [label for _one, label in doubt.acts] == ["Corrected"]


def test_looking_into_it_moves_the_clock_and_standing_ends_it(acting, shared):
    build.opened(acting, shared)
    said = mending.a_contradiction(acting, shared)
    mending.answered(acting, said, days=10)
    until = datetime.date.today() + datetime.timedelta(10)
    with acting("lena") as lena:
        assert queries.doubt_for(lena, said.pk).is_open
        assert Chase.objects.get(matter="correction_asked", ended_at=None).due_at.date() == until
    mending.answered(acting, said, kind="stands", told="Two people saw her.")
    with acting("lena"), pytest.raises(WrongState):
        mending.answered(acting, said, kind="stands", told="Still.")
    with acting("lena"):
        assert not Chase.objects.filter(matter="correction_asked", ended_at=None).exists()
    mending.a_contradiction(acting, shared)


def test_whoever_puts_it_off_again_puts_it_before_those_who_lead(acting, shared):
    build.opened(acting, shared)
    said = mending.a_contradiction(acting, shared)
    leads = ("overdue", "cover.start")
    mending.answered(acting, said)
    assert leads not in build.told(shared.sender_id)
    mending.answered(acting, said, days=14)
    assert build.told(shared.sender_id).count(leads) == 1
    with pytest.raises(Invalid):
        mending.answered(acting, said, days=15)


def test_a_job_that_comes_late_starts_no_clock(acting, shared):
    build.opened(acting, shared)
    said = mending.a_contradiction(acting, shared)
    mending.answered(acting, said, kind="stands", told="We saw it.")
    tasks.contradiction_began(str(said.pk), str(said.to_org_id))
    with acting("lena"):
        assert not Chase.objects.filter(matter="correction_asked", ended_at=None).exists()


def test_it_is_said_once_by_somebody_who_has_read_it_and_says_enough(acting, shared):
    with acting("omar") as omar, pytest.raises(WrongState):
        contradict(disclosure_for(omar, shared.pk), 0, "The day.", "Omar", by=omar)
    build.opened(acting, shared)
    with acting("omar") as omar, pytest.raises(Invalid):
        contradict(disclosure_for(omar, shared.pk), 0, "", "", by=omar)
    mending.a_contradiction(acting, shared)
    with pytest.raises(WrongState):
        mending.a_contradiction(acting, shared)
    with acting("lena") as lena, pytest.raises(NotThere):
        contradict(disclosure_for(lena, shared.pk), 0, "The day.", "Lena", by=lena)


def test_only_the_sender_answers(acting, shared):
    build.opened(acting, shared)
    said = mending.a_contradiction(acting, shared)
    with acting("omar") as omar:
        mine = queries.doubt_for(omar, said.pk).said
        with pytest.raises(NotThere):
            answer_contradiction(mine, "stands", "No.", None, by=omar)
        row = ContradictionAnswer(contradiction=mine, kind="stands", by_name="Omar", at=mine.at)
        with pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)
    made = mending.a_correction(acting, shared)
    with acting("omar") as omar, pytest.raises(NotThere):
        answer_with_correction(made, by=omar)
    with acting("lena"), pytest.raises(Invalid):
        mending.answered(acting, said, kind="stands", told="")
    with acting("lena"):
        assert DisclosedItem.objects.count() == 1
