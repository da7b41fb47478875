"""A child’s record: made, changed, hidden, found."""

import datetime

import pytest

from crossing.audit.models import AuditEvent
from crossing.audit.rules import Event
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records import commands, queries
from crossing.records.models import Child, Relative, SearchGram
from crossing.records.rules import (
    NewAddress,
    NewChild,
    NewDetails,
    NewIdentifier,
    NewName,
    NewRelative,
)
from tests.records.build import (
    TODAY,
    a_child,
    events,
    flagged,
    sealed,
)

UPN = NewIdentifier("upn", "B801200005001", "SIMS", TODAY)


def test_a_child_is_recorded_and_found(acting, child):
    assert Event.CHILD_ADDED in events(acting)
    with acting("dev") as dev:
        assert [match.child for match in queries.search_children(dev, "kareem amina")] == [child]


@pytest.mark.parametrize("who", ["tom", "nora", "una", "eve"])
def test_others_record_no_child(acting, who):
    with acting(who) as person, pytest.raises(Denied):
        commands.record_child(NewChild("Amina", "Karim"), by=person)


def test_a_child_without_a_name_is_refused(acting):
    with acting("lena") as lena, pytest.raises(Invalid) as refused:
        commands.record_child(NewChild("", ""), by=lena)
    assert set(refused.value.problems) == {"given", "family"}


def test_a_change_is_found_by_the_new_name(acting, child):
    with acting("lena") as lena:
        changed = commands.change_child(child, NewChild("Amina", "Price"), 1, by=lena)
        assert changed.version == 2
        assert queries.search_children(lena, "Price")[0].child == child
    assert Event.CHILD_CHANGED in events(acting)


def test_a_lost_update_is_refused(acting, child):
    with acting("lena") as lena:
        commands.change_child(child, NewChild("Amina", "Price"), 1, by=lena)
    with acting("dev") as dev, pytest.raises(WrongState):
        commands.change_child(child, NewChild("Mina", "Karim"), 1, by=dev)
    with acting("lena"):
        assert Child.objects.get().family == "Price"


def test_looking_and_exporting_leave_a_trace(acting, child):
    with acting("lena") as lena:
        commands.open_child(child, by=lena)
        assert queries.recent(lena) == [child]
        commands.export_chronology(child, by=lena)
    assert {Event.CHILD_OPENED, Event.CHRONOLOGY_EXPORTED} <= events(acting)


@pytest.mark.parametrize("command", [commands.open_child, commands.export_chronology])
def test_a_teacher_opens_no_record(acting, child, command):
    with acting("tom") as tom:
        with pytest.raises(Denied):
            command(child, by=tom)
        with pytest.raises(NotThere):
            queries.child_for(tom, child.pk)


def test_another_school_finds_nothing(acting, child):
    with acting("rita") as rita:
        assert queries.search_children(rita, "Amina Karim") == []
        assert not Child.objects.exists()
        with pytest.raises(NotThere):
            queries.child_for(rita, child.pk)


def test_a_sealed_child_is_found_by_two_people_only(acting, child):
    sealed(acting, child)
    for who, found in (("lena", [child]), ("hugh", [child]), ("dev", []), ("tom", [])):
        with acting(who) as person:
            assert [m.child for m in queries.search_children(person, "Amina Karim")] == found
            assert list(Child.objects.all()) == found
            assert SearchGram.objects.exists() is bool(found)
    assert Event.CHILD_FLAGGED in events(acting)


def test_a_deputy_seals_nothing(acting, child):
    with acting("dev") as dev, pytest.raises(Denied):
        commands.seal(child, True, by=dev)


@pytest.mark.parametrize("who", ["tom", "una"])
def test_flags_are_for_those_who_lead(acting, child, who):
    with acting(who) as person, pytest.raises(Denied):
        commands.flag(child, True, True, by=person)


def test_a_name_that_a_court_hides_is_no_way_to_find_a_child(acting, child):
    with acting("lena") as lena:
        commands.add_name(child, NewName("previous", "Zuleika", "Haddad"), by=lena)
        assert queries.search_children(lena, "Zuleika Haddad")
    flagged(acting, child, court=True)
    with acting("lena") as lena:
        assert not queries.search_children(lena, "Zuleika Haddad")
    cased = flagged(acting, a_child(acting, by="omar"), by="sam", court=True)
    with acting("omar") as omar:
        assert queries.record_of(omar, cased).hidden == {"names"}


def test_a_nickname_finds_the_child_and_removing_it_does_not(acting, child):
    with acting("lena") as lena:
        name = commands.add_name(child, NewName("nickname", "Bubbles"), by=lena)
        assert queries.search_children(lena, "bubbles karim")[0].why[0] == "Same name: Bubbles"
        commands.remove_part(name, child, by=lena)
        best = queries.search_children(lena, "bubbles karim")
        assert "Bubbles" not in str([match.why for match in best])
    assert Event.CHILD_CHANGED in events(acting)


def test_details_are_written_once_and_changed(acting, child):
    with acting("lena") as lena:
        commands.change_details(child, NewDetails(languages="Urdu"), by=lena)
        commands.change_details(child, NewDetails(languages="Urdu, Pashto"), by=lena)
        assert queries.record_of(lena, child).detail.languages == "Urdu, Pashto"


def test_one_number_belongs_to_one_child_sealed_or_not(acting, child):
    other = a_child(acting, "Kit", "Brown")
    with acting("lena") as lena:
        commands.add_identifier(child, UPN, by=lena)
    sealed(acting, child)
    with acting("dev") as dev, pytest.raises(Invalid):
        commands.add_identifier(other, UPN, by=dev)


@pytest.mark.parametrize(
    ("command", "new"),
    [
        (commands.add_name, NewName("nickname")),
        (commands.add_address, NewAddress("")),
        (commands.add_identifier, NewIdentifier("upn", "X", "SIMS", TODAY)),
        (commands.add_relative, NewRelative("", "")),
    ],
)
def test_an_incomplete_part_is_refused(acting, child, command, new):
    with acting("lena") as lena, pytest.raises(Invalid):
        command(child, new, by=lena)


def test_what_is_hidden_is_not_added_to(acting):
    with acting("omar") as omar:
        child = commands.record_child(NewChild("Kit", "Brown"), by=omar)
    flagged(acting, child, by="sam", no_parent=True)
    with acting("omar") as omar, pytest.raises(Denied):
        commands.add_address(child, NewAddress("1 High Street"), by=omar)


def test_others_of_our_records_are_known(acting, child):
    other = a_child(acting, "Kit", "Brown", preferred_given="Kitty")
    with acting("lena") as lena:
        commands.add_name(other, NewName("nickname", "KB"), by=lena)
        commands.add_name(other, NewName("previous", family="Green"), by=lena)
        mother = NewRelative("Sara Karim", "mother", "020 7946 0001")
        commands.add_relative(child, mother, other, by=lena)
        commands.add_address(child, NewAddress("7 Canal Walk", "RV1 2AB"), by=lena)
        commands.add_address(child, NewAddress("2 Mill Lane"), by=lena)
        known = {(one.kind, one.text) for one in queries.known_others(lena, child)}
        assert Relative.objects.get().other == other
    assert known == {
        ("child", "Kit Brown"),
        ("child", "Kitty Brown"),
        ("child", "Kit Green"),
        ("nickname", "KB"),
        ("relative", "Sara Karim"),
        ("phone", "020 7946 0001"),
        ("address", "7 Canal Walk"),
        ("address", "2 Mill Lane"),
        ("postcode", "RV1 2AB"),
    }


def test_the_log_keeps_no_name_of_a_search(acting, child):
    with acting("lena") as lena:
        commands.search("Amina Karim", by=lena)
    with acting("ada"):
        row = AuditEvent.objects.get(event=Event.CHILD_SEARCHED)
    assert row.details["count"] == 1
    assert len(row.details["query"]) == 64
    assert "mina" not in str(row.details)


@pytest.mark.parametrize("who", ["tom", "nora"])
def test_a_search_is_for_those_who_work_on_cases(acting, who):
    with acting(who) as person, pytest.raises(Denied):
        commands.search("Amina", by=person)


def test_a_search_for_nothing_is_refused(acting):
    with acting("lena") as lena, pytest.raises(Invalid):
        commands.search("  ", by=lena)


def test_a_teacher_finds_who_is_here_now(acting, child):
    gone = a_child(acting, "Amina", "Karimi", on_roll_until=datetime.date(2026, 1, 1))
    with acting("tom") as tom:
        assert [match.child for match in commands.find_on_roll("amina", by=tom)] == [child]
        assert queries.on_roll(tom, gone.pk) is None
    assert Event.CHILD_SEARCHED in events(acting)


def test_a_named_child_is_matched_to_our_own(acting, child):
    with acting("lena") as lena:
        best = queries.candidates(lena, "Amena", "Kareem", child.born_on)[0]
        assert best.child == child
        assert "Same date of birth" in best.why
        assert queries.candidates(lena, "Wolfgang", "Zimmermann", None) == []
