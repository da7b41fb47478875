"""An entry about the wrong child: two people move it, the words go, those who read it are told."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records import commands, queries
from crossing.records.models import Child, Concern, Entry, Move, MovedNotice, Original, Removed
from crossing.records.rules import NewMove
from crossing.todo.models import Task
from tests.records.build import TODAY, a_child, a_concern, a_decision, an_entry, events, sealed

cursor = connection.cursor


@pytest.fixture
def amina(acting):
    return a_child(acting)


@pytest.fixture
def bella(acting):
    return a_child(acting, "Bella", "Stone")


def asked(acting, entry, child, by="lena", reason="The teacher mixed them up."):
    with acting(by) as person:
        fresh = type(entry).objects.get(pk=entry.pk)
        child = child and Child.objects.get(pk=child.pk)
        return commands.ask_move(commands.WrongChild(fresh, child, reason), by=person)


def confirmed(acting, move, by="dev"):
    with acting(by) as person:
        return commands.confirm_move(queries.move_for(person, move.pk), by=person)


def timeline(acting, child, by="lena"):
    with acting(by) as person:
        return queries.chronology(person, child).items


def test_a_concern_moves_when_a_second_person_confirms(acting, amina, bella):
    concern = a_concern(acting, amina)
    a_decision(acting, concern)
    move = asked(acting, concern, bella)
    assert [one.kind for one in timeline(acting, bella)] == []
    confirmed(acting, move)
    right = timeline(acting, bella)
    assert {one.kind for one in right} == {"concern", "decision"}
    moved = next(one for one in right if one.kind == "concern")
    assert moved.words == "I had no breakfast again."
    assert moved.happened_on == datetime.date(2026, 11, 20)
    assert moved.moved_at is not None


def test_the_wrong_record_keeps_a_line_without_words(acting, amina, bella):
    move = asked(acting, an_entry(acting, amina), bella)
    confirmed(acting, move)
    (left,) = timeline(acting, amina)
    assert (left.title, left.text) == ("Entry removed: recorded here by mistake", "")
    assert left.happened_on == datetime.date(2026, 11, 10)
    with acting("lena") as lena:
        assert queries.shareable(lena, amina) == []
        assert [one.title for one in queries.shareable(lena, bella)] == ["A note"]
    assert {"records.move.asked", "records.entry.removed"} <= events(acting)


def test_a_mark_goes_with_the_entry(acting, amina, bella):
    entry = an_entry(acting, amina)
    with acting("lena") as lena:
        commands.mark_significant(amina, "note", entry.pk, "A change.", by=lena)
    confirmed(acting, asked(acting, entry, bella))
    assert timeline(acting, bella)[0].significant == "A change."


def test_nobody_confirms_what_they_asked(acting, amina, bella):
    move = asked(acting, an_entry(acting, amina), bella)
    with pytest.raises(Denied):
        confirmed(acting, move, by="lena")


@pytest.mark.parametrize("who", ["tom", "nora", "rita", "omar"])
def test_others_find_no_move(acting, amina, bella, who):
    move = asked(acting, an_entry(acting, amina), bella)
    with acting(who) as person, pytest.raises(NotThere):
        queries.move_for(person, move.pk)


def test_a_teacher_moves_nothing(acting, amina, bella):
    concern = a_concern(acting, amina)
    with pytest.raises(Denied):
        asked(acting, concern, bella, by="tom")


def test_it_moves_once(acting, amina, bella):
    entry = an_entry(acting, amina)
    move = asked(acting, entry, bella)
    with pytest.raises(WrongState):
        asked(acting, entry, bella, by="dev")
    confirmed(acting, move)
    with pytest.raises(WrongState):
        confirmed(acting, move, by="hugh")


def test_an_entry_is_not_moved_to_where_it_is(acting, amina, bella):
    entry = an_entry(acting, amina)
    first = asked(acting, entry, bella)
    confirmed(acting, first)
    with pytest.raises(Invalid):
        asked(acting, entry, bella)


def test_turned_down_it_stays_with_the_reason(acting, amina, bella):
    entry = an_entry(acting, amina)
    move = asked(acting, entry, bella)
    with acting("dev") as dev:
        with pytest.raises(Invalid):
            commands.refuse_move(move, " ", by=dev)
        commands.refuse_move(move, "It is about Amina.", by=dev)
    assert [one.title for one in timeline(acting, amina)] == ["A note"]
    assert timeline(acting, bella) == []
    with acting("lena"):
        assert Task.objects.get(about=move.pk).done_at is not None


def test_whoever_asked_may_take_it_back(acting, amina, bella):
    move = asked(acting, an_entry(acting, amina), bella)
    with acting("lena") as lena:
        commands.refuse_move(move, "I was wrong.", by=lena)
        assert Move.objects.get().status == "refused"


def test_another_who_decides_is_given_a_task(acting, amina, bella):
    move = asked(acting, an_entry(acting, amina), bella)
    with acting("dev"):
        assert Task.objects.get(done_at=None).about == move.pk


def test_what_nobody_can_place_waits_until_somebody_says(acting, amina, bella):
    entry = an_entry(acting, amina)
    confirmed(acting, asked(acting, entry, None))
    with acting("lena") as lena:
        (waiting,) = queries.unplaced(lena).items
        child = Child.objects.get(pk=bella.pk)
        commands.say_who_entry(waiting, child, by=lena)
        with pytest.raises(WrongState):
            commands.say_who_entry(waiting, child, by=lena)
    assert [one.title for one in timeline(acting, bella)] == ["A note"]


def test_a_child_of_another_school_is_not_there(acting, amina):
    entry = an_entry(acting, amina)
    theirs = a_child(acting, by="rita")
    with acting("lena") as lena:
        with pytest.raises(NotThere):
            commands.ask_move(commands.WrongChild(entry, theirs, "Theirs."), by=lena)
        entry.child = None
        with pytest.raises(NotThere):
            commands.say_who_entry(entry, theirs, by=lena)


# Told, and opened again


def test_those_who_had_read_it_are_told(acting, amina, bella):
    concern = a_concern(acting, amina)
    with acting("hugh") as hugh:
        commands.read_concern(Concern.objects.get(pk=concern.pk), by=hugh)
    confirmed(acting, asked(acting, concern, bella))
    for who in ("tom", "hugh"):  # the author, and a reader
        with acting(who) as person:
            (notice,) = queries.notices(person)
            commands.see_notice(notice, by=person)
            assert queries.notices(person) == []
    with acting("lena") as lena:
        assert queries.notices(lena) == []


def test_a_notice_is_its_readers_alone(acting, amina, bella):
    confirmed(acting, asked(acting, a_concern(acting, amina), bella))
    with acting("tom"):
        notice = MovedNotice.objects.get()
    with acting("hugh") as hugh:
        with pytest.raises(NotThere):
            queries.notice_for(hugh, notice.pk)
        with pytest.raises(Denied):
            commands.see_notice(notice, by=hugh)


def test_the_original_is_opened_with_a_reason_by_the_two_and_by_those_who_see_sealed(
    acting, amina, bella
):
    move = asked(acting, a_concern(acting, amina), bella, by="hugh")
    move = confirmed(acting, move)
    for who in ("hugh", "dev", "lena"):
        with acting(who) as person:
            with pytest.raises(Invalid):
                commands.open_original(move, "", by=person)
            original = commands.open_original(move, "A court asks.", by=person)
            assert original.copy["words"] == "I had no breakfast again."
            assert person.name in {one.by_name for one in queries.openings(move)}
    assert "records.original.opened" in events(acting)


def test_others_open_no_original(acting, amina, bella):
    move = asked(acting, a_concern(acting, amina), bella, by="lena")
    move = confirmed(acting, move, by="hugh")
    with acting("dev") as dev:
        with pytest.raises(Denied):
            commands.open_original(move, "Curious.", by=dev)
        assert not Original.objects.exists()


def test_what_never_moved_has_no_original(acting, amina, bella):
    move = asked(acting, a_concern(acting, amina), bella)
    with acting("lena") as lena, pytest.raises(NotThere):
        commands.open_original(move, "Curious.", by=lena)


# Sealed


def test_from_a_sealed_record_it_moves_only_to_somebody_known(acting, amina):
    entry = an_entry(acting, amina)
    sealed(acting, amina)
    with pytest.raises(Invalid):
        asked(acting, entry, None)


def test_of_a_sealed_child_nothing_leaks(acting, amina, bella):
    entry = an_entry(acting, amina)
    sealed(acting, bella)
    move = asked(acting, entry, bella)
    with acting("dev") as dev:
        assert not Move.objects.exists()
        assert not Task.objects.exists()
        with pytest.raises(NotThere):
            queries.move_for(dev, move.pk)
    confirmed(acting, move, by="hugh")
    with acting("dev"):
        assert not Entry.objects.exists()
        assert Removed.objects.count() == 1
        assert not Original.objects.exists()


def test_a_sealed_move_names_somebody_who_can_see_it(acting, amina, bella):
    sealed(acting, amina)
    asked(acting, an_entry(acting, amina), bella, by="hugh")
    with acting("lena"):
        assert Task.objects.get(done_at=None).named == "Lena Hart"


# What does not move


def test_what_was_decided_about_a_child_stays(acting, amina, bella):
    with acting("lena") as lena:
        entry = Entry(org_id=lena.place, child=amina, kind="shared", title="Shared")
        with pytest.raises(Invalid) as refused:
            commands.ask_move(commands.WrongChild(entry, bella, "Why"), by=lena)
    assert set(refused.value.problems) == {"reason"}
    assert NewMove("note", " ", True).problems(TODAY).keys() == {"reason"}


# The database


@pytest.mark.parametrize(
    "forced",
    [
        "UPDATE records_entry SET child_id = (SELECT to_child_id FROM records_move)",
        "UPDATE records_move SET status = 'confirmed', ended_by_id = asked_by_id",
    ],
)
def test_the_database_moves_nothing_that_two_people_did_not_agree(acting, amina, bella, forced):
    asked(acting, an_entry(acting, amina), bella)
    with acting("lena"), pytest.raises(DatabaseError), transaction.atomic(), cursor() as sql:
        sql.execute(forced)
