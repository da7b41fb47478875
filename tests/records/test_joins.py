"""Two records of one child: joined by two people, found by either name, and taken apart again."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records import commands, queries
from crossing.records.models import Child, ChildJoin, ChildName, Entry, JoinRequest
from crossing.records.rules import (
    NewAddress,
    NewIdentifier,
    NewName,
    NewRelative,
    after_parting,
    stricter,
)
from crossing.todo.models import Task
from tests.records.build import TODAY, a_child, a_concern, an_entry, events, flagged, joined, sealed


@pytest.fixture
def amina(acting):
    return a_child(acting)


@pytest.fixture
def aminah(acting):
    return a_child(acting, "Aminah", "Shah")


def again(child):
    return Child.objects.get(pk=child.pk)


def asked(acting, kept, other, by="lena", reason="The same pupil number."):
    with acting(by) as person:
        return commands.ask_join(commands.NewJoin(again(kept), again(other), reason), by=person)


def part_asked(acting, join, *keys, by="lena"):
    with acting(by) as person:
        fresh = queries.join_for(person, join.pk)
        return commands.ask_part(fresh, "Two dates of birth.", keys, by=person)


def parted(acting, request, by="dev"):
    with acting(by) as person:
        return commands.confirm_part(queries.join_request_for(person, request.pk), by=person)


def titles(acting, child, by="lena"):
    with acting(by) as person:
        return {one.title for one in queries.chronology(person, again(child)).items}


def test_one_chronology_shows_both_and_each_entry_keeps_its_record(acting, amina, aminah):
    first = an_entry(acting, amina, title="One")
    second = an_entry(acting, aminah, title="Two")
    joined(acting, amina, aminah)
    assert titles(acting, amina) == titles(acting, aminah) == {"One", "Two"}
    with acting("lena"):
        assert Entry.objects.get(pk=first.pk).child_id == amina.pk
        assert Entry.objects.get(pk=second.pk).child_id == aminah.pk


def test_either_name_finds_the_record_in_use_once(acting, amina, aminah):
    joined(acting, amina, aminah)
    with acting("lena") as lena:
        for text in ("Aminah Shah", "Amina Karim"):
            assert [one.child for one in queries.search_children(lena, text)] == [amina]
        assert queries.child_for(lena, aminah.pk) == amina
        assert queries.on_roll(lena, aminah.pk) == amina
    with acting("tom") as tom:
        assert [one.child for one in queries.roll_matches(tom, "Aminah Shah")] == [amina]


def test_the_record_holds_what_both_held(acting, amina, aminah):
    with acting("lena") as lena:
        commands.add_address(aminah, NewAddress("4 Mill Lane"), by=lena)
        commands.add_relative(amina, NewRelative("Zara", "mother"), by=lena)
    joined(acting, amina, aminah)
    with acting("lena") as lena:
        record = queries.record_of(lena, queries.child_for(lena, amina.pk))
        assert [one.lines for one in record.addresses] == ["4 Mill Lane"]
        assert [one.name for one in record.relatives] == ["Zara"]
        assert [one.other for one in record.joined] == [aminah]
        part = queries.part_for(record.child, "address", record.addresses[0].pk)
        commands.remove_part(part, record.child, by=lena)


def test_the_stricter_flags_hold_for_both(acting, amina, aminah):
    sealed(acting, aminah)
    flagged(acting, amina, no_parent=True)
    request = asked(acting, amina, aminah)
    with acting("dev") as dev, pytest.raises(NotThere):
        queries.join_request_for(dev, request.pk)
    with acting("hugh") as hugh:
        commands.confirm_join(queries.join_request_for(hugh, request.pk), by=hugh)
    with acting("hugh"):
        flags = {(one.sealed, one.no_parent_disclosure) for one in Child.objects.all()}
        assert flags == {(True, True)}
    with acting("tom"):
        assert not Child.objects.exists()


def test_a_flag_set_later_holds_for_both(acting, amina, aminah):
    joined(acting, amina, aminah)
    with acting("lena") as lena:
        commands.seal(queries.child_for(lena, amina.pk), True, by=lena)
        assert all(one.sealed for one in Child.objects.all())


def test_a_likely_same_concern_of_either_record_is_found(acting, amina, aminah):
    a_concern(acting, aminah)
    joined(acting, amina, aminah)
    with acting("tom") as tom:
        near = datetime.date(2026, 11, 20)
        assert queries.likely_same(tom, again(amina), "neglect", near)


def test_nobody_confirms_what_they_asked(acting, amina, aminah):
    request = asked(acting, amina, aminah)
    with acting("lena") as lena, pytest.raises(Denied):
        commands.confirm_join(request, by=lena)


def test_an_officer_asks_and_a_sergeant_confirms(acting):
    one, two = a_child(acting, by="omar"), a_child(acting, "Aminah", by="omar")
    request = asked(acting, one, two, by="omar")
    with acting("omar") as omar, pytest.raises(Denied):
        commands.confirm_join(request, by=omar)
    with acting("sam") as sam:
        commands.confirm_join(queries.join_request_for(sam, request.pk), by=sam)


@pytest.mark.parametrize("who", ["tom", "nora", "rita", "omar"])
def test_others_find_no_request(acting, amina, aminah, who):
    request = asked(acting, amina, aminah)
    with acting(who) as person, pytest.raises(NotThere):
        queries.join_request_for(person, request.pk)


def test_what_cannot_be_asked(acting, amina, aminah):
    with acting("tom") as tom, pytest.raises(Denied):
        commands.ask_join(commands.NewJoin(amina, aminah, "Why"), by=tom)
    with pytest.raises(Invalid):
        asked(acting, amina, aminah, reason=" ")
    with pytest.raises(Invalid):
        asked(acting, amina, amina)
    theirs = a_child(acting, by="rita")
    with acting("lena") as lena, pytest.raises(NotThere):
        commands.ask_join(commands.NewJoin(amina, theirs, "Why"), by=lena)
    asked(acting, amina, aminah)
    with pytest.raises(WrongState):
        asked(acting, amina, aminah, by="dev")


def test_a_record_leads_to_one_other_and_no_further(acting, amina, aminah):
    third = a_child(acting, "Mina", "Karim")
    joined(acting, amina, aminah)
    with pytest.raises(Invalid):
        asked(acting, third, amina)
    with pytest.raises(Invalid):
        asked(acting, aminah, third)
    joined(acting, amina, third)
    with acting("lena") as lena:
        assert queries.child_for(lena, third.pk) == amina
        assert len(queries.joins_of(queries.child_for(lena, aminah.pk))) == 2


def test_turned_down_both_stay(acting, amina, aminah):
    request = asked(acting, amina, aminah)
    with acting("dev") as dev:
        commands.refuse_join(request, "Two children.", by=dev)
        assert queries.child_for(dev, aminah.pk) == aminah
        assert Task.objects.get().done_at is not None


# Apart again


def test_taken_apart_each_is_as_it_was_with_what_was_assigned(acting, amina, aminah):
    an_entry(acting, amina, title="One")
    an_entry(acting, aminah, title="Two")
    flagged(acting, aminah, court=True)
    join = joined(acting, amina, aminah)
    stays = an_entry(acting, amina, title="Later, stays")
    goes = an_entry(acting, amina, title="Later, goes")
    concern = a_concern(acting, amina)
    with acting("lena") as lena:
        name = commands.add_name(again(amina), NewName("nickname", "Mimi"), by=lena)
        kinds = {one.kind for one in queries.since(queries.join_for(lena, join.pk))}
        assert kinds == {"entry", "concern", "name"}
        told = {queries.told_of(one)[0] for one in queries.since(join)}
        assert {"Mimi", "Later, goes"} < told
    keys = (f"entry:{goes.pk}", f"concern:{concern.pk}", f"name:{name.pk}")
    parted(acting, part_asked(acting, join, *keys))
    assert titles(acting, amina) == {"One", stays.title}
    assert {"Two", goes.title} < titles(acting, aminah)
    with acting("lena") as lena:
        assert ChildName.objects.get(pk=name.pk).child_id == aminah.pk
        assert (again(amina).court_restriction, again(aminah).court_restriction) == (False, True)
        assert queries.child_for(lena, aminah.pk) == aminah
        assert ChildJoin.objects.get().parted_at is not None
    assert {"records.children.joined", "records.children.parted"} <= events(acting)


def test_every_kind_of_part_can_be_assigned(acting, amina, aminah):
    join = joined(acting, amina, aminah)
    with acting("lena") as lena:
        child = again(amina)
        commands.add_address(child, NewAddress("4 Mill Lane"), by=lena)
        number = NewIdentifier("police", "RV/1", "The officer", TODAY)
        commands.add_identifier(child, number, by=lena)
        commands.add_relative(child, NewRelative("Zara", "mother"), by=lena)
        told = {queries.told_of(one)[0] for one in queries.since(join)}
    assert told == {"4 Mill Lane", "RV/1", "Zara"}


def test_what_was_recorded_after_asking_is_assigned_first(acting, amina, aminah):
    join = joined(acting, amina, aminah)
    request = part_asked(acting, join)
    an_entry(acting, amina)
    with pytest.raises(WrongState):
        parted(acting, request)


def test_only_what_was_recorded_since_is_assigned(acting, amina, aminah):
    before = an_entry(acting, amina)
    join = joined(acting, amina, aminah)
    with pytest.raises(NotThere):
        part_asked(acting, join, f"entry:{before.pk}")


def test_apart_takes_two_as_well(acting, amina, aminah):
    join = joined(acting, amina, aminah)
    request = part_asked(acting, join)
    with pytest.raises(WrongState):
        part_asked(acting, join, by="dev")
    with pytest.raises(Denied):
        parted(acting, request, by="lena")
    with acting("dev") as dev, pytest.raises(NotThere):
        commands.confirm_join(request, by=dev)
    with acting("rita") as rita, pytest.raises(NotThere):
        queries.join_for(rita, join.pk)
    parted(acting, request)


def test_joined_again_after_being_parted(acting, amina, aminah):
    parted(acting, part_asked(acting, joined(acting, amina, aminah)))
    joined(acting, aminah, amina)
    with acting("lena") as lena:
        assert queries.child_for(lena, amina.pk) == aminah


# Flags


OPEN = {"sealed": False, "no_parent_disclosure": False, "court_restriction": False}
SHUT = OPEN | {"sealed": True}


def test_the_stricter_of_two():
    assert stricter(OPEN, SHUT) == stricter(SHUT, OPEN) == SHUT


@pytest.mark.parametrize(
    ("own", "theirs", "current", "after"),
    [
        (OPEN, SHUT, SHUT, OPEN),  # it was the other's
        (SHUT, OPEN, SHUT, SHUT),
        (SHUT, OPEN, OPEN, OPEN),  # opened since, on purpose
        (OPEN, OPEN, SHUT, SHUT),  # sealed since
    ],
)
def test_flags_after_parting(own, theirs, current, after):
    assert after_parting(own, theirs, current) == after


# The database


def test_the_database_joins_nothing_that_two_people_did_not_agree(acting, amina, aminah):
    request = asked(acting, amina, aminah)
    with acting("lena") as lena, pytest.raises(DatabaseError), transaction.atomic():
        ChildJoin(
            org_id=lena.place,
            request=request,
            kept=amina,
            other=aminah,
            joined_at=request.asked_at,
        ).save(force_insert=True)


def test_the_database_ends_a_request_once(acting, amina, aminah):
    request = asked(acting, amina, aminah)
    with acting("dev") as dev:
        commands.refuse_join(JoinRequest.objects.get(pk=request.pk), "No.", by=dev)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE records_joinrequest SET status = 'refused'")
