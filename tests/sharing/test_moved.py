"""An entry about a different child, and what was made of it: decisions in the making lose it."""

from dataclasses import replace

from crossing.partnership.commands import NewMember, invite
from crossing.partnership.rules import Role
from crossing.records import commands as records
from crossing.records import queries
from crossing.records.models import Child, Entry
from crossing.sharing.commands.confirm import propose
from crossing.sharing.commands.moved import move_entry
from crossing.sharing.models import Correction, Deliberation
from crossing.sharing.queries.ledger import shared_about
from crossing.sharing.queries.moved import went_to
from crossing.sharing.queries.receive import is_attached, received_about
from crossing.todo.queries import open_chase
from crossing.todo.rules import Matter
from tests.make import LONG_AGO, setting_up
from tests.records.build import a_child, an_entry, joined
from tests.sharing.build import SCHOOL_DAY, a_request, an_answer, work_on

POLICE = {"power": "COMMON_LAW_POLICE"}


def second_sergeant():
    with setting_up("police") as (place, by):
        new = NewMember("sue@example.org", "Sue Lamb", Role.SERGEANT, starts_on=LONG_AGO)
        invite(place, new, by=by)


def an_item(entry):
    return replace(SCHOOL_DAY, entry_kind="note", entry=entry.pk)


def moved(acting, entry, child, by="lena", and_by="dev"):
    with acting(by) as person:
        wrong = records.WrongChild(Entry.objects.get(pk=entry.pk), child, "Mixed up.")
        move = records.ask_move(wrong, by=person)
    with acting(and_by) as person:
        return move_entry(queries.move_for(person, move.pk), by=person)


def working(acting, asked, child, item, by="lena", **more):
    with acting(by) as person:
        mine, waiting = Child.objects.get(pk=child.pk), Deliberation.objects.get(request=asked.pk)
        return work_on(waiting, person, mine, "share_all", [item, SCHOOL_DAY], **more)


def test_a_decision_in_the_making_loses_it(acting):
    amina, bella = a_child(acting), a_child(acting, "Bella", "Stone")
    entry = an_entry(acting, amina)
    working(acting, a_request(acting), amina, an_item(entry))
    moved(acting, entry, bella)
    with acting("lena"):
        work = Deliberation.objects.get()
        assert [item.title for item in work.items.all()] == [SCHOOL_DAY.title]
        assert "items" not in work.answers["done"]


def test_of_two_records_used_as_one_whichever_it_stands_in(acting):
    amina, twin = a_child(acting), a_child(acting, "Aminah", "Shah")
    bella, entry = a_child(acting, "Bella", "Stone"), an_entry(acting, twin)
    joined(acting, amina, twin)
    with acting("hugh") as hugh:
        records.open_child(queries.child_for(hugh, twin.pk), by=hugh)
    working(acting, a_request(acting), amina, an_item(entry))
    moved(acting, entry, bella)
    with acting("lena"):
        (item,) = Deliberation.objects.get().items.all()
        assert item.title == SCHOOL_DAY.title
    with acting("hugh") as hugh:
        assert len(queries.notices(hugh)) == 1


def test_there_and_back_and_there_again(acting):
    amina, bella = a_child(acting), a_child(acting, "Bella", "Stone")
    entry = an_entry(acting, amina)
    an_answer(acting, a_request(acting), amina, items=[an_item(entry)])
    for child in (bella, amina, bella):
        moved(acting, entry, child)
    with acting("lena"):
        assert Entry.objects.get(pk=entry.pk).child_id == bella.pk
        assert Correction.objects.count() == 1


def parted(acting, join, by="lena", and_by="dev"):
    with acting(by) as person:
        asked = records.ask_part(queries.join_for(person, join.pk), "Two birthdays.", (), by=person)
    with acting(and_by) as person:
        return records.confirm_part(queries.join_request_for(person, asked.pk), by=person)


def test_when_two_records_are_taken_apart_what_is_about_the_other_is_called_back(acting):
    amina, twin = a_child(acting), a_child(acting, "Aminah", "Shah")
    hers, her_twins = an_entry(acting, amina), an_entry(acting, twin)
    join = joined(acting, amina, twin)
    both = [an_item(hers), an_item(her_twins)]
    shared = an_answer(acting, a_request(acting), amina, items=both)
    working(acting, a_request(acting), amina, an_item(her_twins))
    parted(acting, join)
    with acting("lena"):
        made = Correction.objects.get()
        assert (made.disclosure_id, made.position) == (shared.pk, 1)
        (item,) = Deliberation.objects.get(ended_at=None).items.all()
        assert item.title == SCHOOL_DAY.title


def test_of_three_records_the_entries_of_the_third_are_called_back_too(acting):
    amina, twin = a_child(acting), a_child(acting, "Aminah", "Shah")
    third, asked = a_child(acting, "Minna", "Kareem"), a_request(acting)
    of_third = an_entry(acting, third)
    working(acting, asked, twin, SCHOOL_DAY)  # begun under the twin’s own record
    join = joined(acting, amina, twin)
    joined(acting, amina, third)
    an_answer(acting, asked, twin, items=[an_item(of_third)])
    parted(acting, join)
    with acting("lena"):
        assert Correction.objects.count() == 1


def test_a_proposal_that_holds_it_goes_back(acting):
    amina, bella = (a_child(acting, name, by="omar") for name in ("Amina", "Bella"))
    entry = an_entry(acting, amina, by="omar")
    asked = a_request(acting, by="mina", to="police")
    work = working(acting, asked, amina, an_item(entry), by="omar", picked=POLICE)
    with acting("omar") as omar:
        propose(Deliberation.objects.get(pk=work.pk), by=omar)
    with acting("sam") as sam:
        wrong = records.WrongChild(Entry.objects.get(pk=entry.pk), bella, "Mixed up.")
        move = records.ask_move(wrong, by=sam)
    second_sergeant()
    with acting("sue") as sue:
        move_entry(queries.move_for(sue, move.pk), by=sue)
        work = Deliberation.objects.get()
        assert work.status == "returned"
        assert "different child" in work.returned_reason


def test_with_whom_it_was_shared_is_shown_to_the_second_person(acting, signed_in):
    amina, bella = a_child(acting), a_child(acting, "Bella", "Stone")
    entry = an_entry(acting, amina)
    an_answer(acting, a_request(acting), amina, items=[an_item(entry)])
    an_answer(acting, a_request(acting), amina)
    with acting("lena") as lena:
        wrong = records.WrongChild(Entry.objects.get(pk=entry.pk), bella, "Mixed up.")
        move = records.ask_move(wrong, by=lena)
        assert len(went_to(lena, move)) == 1
    client, page = signed_in("dev"), f"/sharing/moves/{move.pk}"
    assert "Riverside Safer Schools Team" in client.get(page).content.decode()
    assert "they are told that it is not" in client.get(page).content.decode()
    assert client.post(page, {"agreed": "yes"})["Location"] == f"/children/{bella.pk}/"


# Two records of one child


def test_whoever_received_it_is_told_that_it_is_about_somebody_else(acting):
    amina, bella = a_child(acting), a_child(acting, "Bella", "Stone")
    entry = an_entry(acting, amina)
    shared = an_answer(acting, a_request(acting), amina, items=[an_item(entry)])
    moved(acting, entry, bella)
    with acting("omar"):
        made = Correction.objects.get(disclosure=shared.pk)
        assert "different child" in made.wrong
        assert "Bella" not in made.wrong + made.undo
    with acting("lena") as lena:
        assert open_chase(lena.place, Matter.CORRECTION_UNREAD, made.pk)


def test_what_was_never_shared_is_corrected_nowhere(acting):
    amina, bella = a_child(acting), a_child(acting, "Bella", "Stone")
    moved(acting, an_entry(acting, amina), bella)
    with acting("lena"):
        assert not Correction.objects.exists()


def test_what_was_shared_about_either_record_is_found(acting):
    amina, twin = a_child(acting), a_child(acting, "Aminah", "Shah")
    an_answer(acting, a_request(acting), twin)
    joined(acting, amina, twin)
    with acting("lena") as lena:
        assert len(shared_about(lena, queries.child_for(lena, twin.pk))) == 1


def test_what_arrived_about_either_record_is_found(acting):
    amina, twin = (a_child(acting, name, by="omar") for name in ("Amina", "Aminah"))
    second_sergeant()
    theirs = a_child(acting)
    an_answer(acting, a_request(acting, child=twin), theirs)
    joined(acting, amina, twin, by="sam", and_by="sue")
    with acting("omar") as omar:
        child = queries.child_for(omar, twin.pk)
        (shared,) = received_about(omar, child)
        assert child == amina
        assert not is_attached(shared, child)
