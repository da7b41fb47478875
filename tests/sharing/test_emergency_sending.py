"""Share now: a child in danger. It is never stopped, and those who must are told."""

import datetime
from uuid import uuid4

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.records.models import Entry
from crossing.sharing.commands.decide import decide, take_back
from crossing.sharing.commands.emergency import ShareNow, share_now
from crossing.sharing.commands.review import review_emergency
from crossing.sharing.models import (
    Deliberation,
    DisclosedItem,
    Disclosure,
    Emergency,
    EmergencyClock,
)
from crossing.sharing.queries import emergency as queries
from crossing.sharing.queries.home import unread
from crossing.sharing.queries.receive import disclosure_for
from crossing.sharing.tasks import end_unread
from crossing.todo.models import Chase, Task
from crossing.todo.queries import open_chase
from crossing.todo.rules import Matter
from tests.make import org
from tests.records.build import a_child, sealed
from tests.sharing import mending
from tests.sharing.build import events, opened, told
from tests.sharing.urgent import (
    FINE,
    THREAT,
    TOLD,
    an_emergency,
    answers,
    chased,
    clock,
    recorded,
)
from tests.todo.build import climb

# Sharing


def test_a_teacher_shares_and_an_officer_has_it_at_once(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("omar") as omar:
        (one,) = queries.arrived(omar, 5)
        assert (one.pk, one.child_name, one.route) == (shared.pk, "Amina Karim", "emergency")
        assert one.child_born_on == amina.born_on
        assert unread(omar, 5) == []
    opened(acting, shared)
    with acting("omar") as omar:
        texts = list(DisclosedItem.objects.values_list("text", flat=True))
        assert texts == [THREAT, TOLD]
        assert queries.arrived(omar, 5) == []


@pytest.mark.parametrize("short", ["lena", "dev", "hugh", "tom", "omar", "sam", "mina", "theo"])
def test_every_member_of_staff_may_share(acting, short):
    to = "northfield" if short in ("omar", "sam") else "police"
    assert an_emergency(acting, by=short, to=to).child_as_named == "Amina Karim"


def test_a_practitioner_may_share(acting):
    assert an_emergency(acting, by="fay").by_name.startswith("Fay Burns")


@pytest.mark.parametrize("short", ["una", "nora", "ada", "ines", "gus", "pia"])
def test_those_who_work_with_no_children_do_not_share(acting, short):
    with pytest.raises(Denied):
        an_emergency(acting, by=short, to="services")


def test_both_sides_are_told_that_it_is_urgent(acting, amina):
    an_emergency(acting, amina)
    assert ("urgent", "request.ask") in told(amina_place(acting, "omar"))
    assert ("urgent", "emergency.review") in told(amina.org_id)


def amina_place(acting, short):
    with acting(short) as person:
        return person.place


def test_the_clocks_are_24_hours_and_two_working_days(acting, amina):
    shared = an_emergency(acting, amina)
    clocks = clock(acting, shared)
    assert clocks.record_due_at - clocks.shared_at == datetime.timedelta(hours=24)
    assert clocks.review_due_at > clocks.record_due_at
    wanted = {Matter.EMERGENCY_RECORD, Matter.EMERGENCY_REVIEW, Matter.EMERGENCY_UNREAD}
    assert chased(acting) == wanted


def test_a_line_stands_in_the_childs_chronology(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("lena"):
        line = Entry.objects.get(child=amina)
    assert (line.ref_kind, line.ref, line.by_name) == (
        "emergency",
        shared.pk,
        "Tom Reed, Member of staff",
    )


def test_somebody_outside_is_told_by_phone_and_nobody_there_is_chased(acting, amina):
    more = {"channel": "phone", "outside": "Sal Quinn, ambulance", "phone": "0300 123 4567"}
    shared = an_emergency(acting, amina, to=None, **more)
    assert shared.disclosure.outside_recipient == "Sal Quinn, ambulance"
    assert Matter.EMERGENCY_UNREAD not in chased(acting)
    with acting("lena"):
        work = Deliberation.objects.get(pk=shared.deliberation_id)
    assert work.answers["identity_check"] == "called_back"


def test_typed_for_somebody_both_are_kept(acting, amina):
    shared = an_emergency(acting, amina, typed=True, typed_for="Jo Lund, caretaker")
    assert (shared.shared_by, shared.by_name) == ("Jo Lund, caretaker", "Tom Reed, Member of staff")
    with acting("omar"):
        assert Disclosure.objects.get().sent_by_name == "Jo Lund, caretaker"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("who", {"named": " "}),
        ("threat", {"threat": ""}),
        ("told", {"told": ""}),
        ("channel", {"channel": "letter"}),
        ("typed_for", {"typed": True}),
        ("whom", {"to": None}),
        ("channel", {"to": None, "outside": "Sal Quinn"}),
        ("phone", {"to": None, "outside": "Sal Quinn", "channel": "phone"}),
    ],
)
def test_what_is_missing_is_said_and_nothing_else_is_asked(acting, field, changes):
    with pytest.raises(Invalid) as refused:
        an_emergency(acting, **changes)
    assert list(refused.value.problems) == [field]


def test_somebody_told_in_person_needs_no_number(acting):
    assert an_emergency(acting, to=None, outside="Sal Quinn", channel="in_person")


def test_the_same_page_sent_twice_is_one_emergency(acting, amina):
    key = uuid4()
    first = an_emergency(acting, amina, key=key)
    again = an_emergency(acting, amina, key=key)
    assert first.pk == again.pk == key
    with acting("lena"):
        assert Emergency.objects.count() == Disclosure.objects.count() == 1
    assert events(amina.org_id, "sharing.emergency.shared") == ["sharing.emergency.shared"]


def test_somebody_elses_key_opens_nothing(acting, amina):
    shared = an_emergency(acting, amina)
    with pytest.raises(WrongState):
        an_emergency(acting, by="rita", key=shared.pk)


def test_another_organisations_child_and_recipient_are_not_there(acting, amina):
    with acting("rita") as rita, pytest.raises(NotThere):
        share_now(ShareNow(uuid4(), answers(), amina, org("police")), by=rita)
    with acting("tom") as tom, pytest.raises(NotThere):
        share_now(ShareNow(uuid4(), answers(), None, org("northfield")), by=tom)


# Who sees it


def test_a_child_who_is_sealed_is_shared_about_by_name_and_nothing_is_told(acting, amina):
    sealed(acting, amina)
    shared = an_emergency(acting)
    assert shared.child is None
    recorded(acting, shared, amina)
    seen = {}
    for short in ("tom", "hugh", "dev", "rita"):
        with acting(short) as person:
            seen[short] = queries.emergencies(person).exists()
    assert seen == {"tom": True, "hugh": True, "dev": False, "rita": False}
    with acting("dev"):
        assert not Emergency.objects.exists()


def test_whoever_shared_sees_their_own_and_what_was_sent(acting, amina):
    mine, other = an_emergency(acting, amina), an_emergency(acting, amina, by="lena")
    with acting("tom") as tom:
        assert [one.pk for one in queries.emergencies(tom)] == [mine.pk]
        seen = queries.seen_by(tom, queries.emergency_for(tom, mine.pk))
        assert [item.text for item in seen.items] == [THREAT, TOLD]
        assert (seen.may_record, seen.may_review, seen.sees_record) == (False, False, False)
        assert list(Disclosure.objects.values_list("pk", flat=True)) == [mine.pk]
        assert not Deliberation.objects.exists()
        with pytest.raises(NotThere):
            queries.emergency_for(tom, other.pk)


def test_the_recipient_sees_what_was_shared_and_no_clock(acting, amina):
    an_emergency(acting, amina)
    with acting("omar"):
        assert Disclosure.objects.count() == 1
        assert not Emergency.objects.exists()
        assert not EmergencyClock.objects.exists()


def test_an_auditor_sees_the_clocks_and_nothing_else(acting, amina):
    an_emergency(acting, amina)
    with acting("ada") as ada:
        assert len(queries.open_clocks(ada, 5)) == len(queries.clock_list(ada).items) == 1
        assert not Emergency.objects.exists()
        assert not Disclosure.objects.exists()
    with acting("nora"):
        assert not EmergencyClock.objects.exists()


def test_the_sender_opens_its_copy_and_takes_it_back_before_there_is_a_record(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("lena") as lena:
        take_back(disclosure_for(lena, shared.pk), "It was another child.", by=lena)
    assert Matter.EMERGENCY_UNREAD not in chased(acting)
    with acting("omar") as omar:
        assert queries.arrived(omar, 5) == []
    with acting("tom") as tom, pytest.raises(Denied):
        take_back(Disclosure.objects.get(), "No.", by=tom)


def test_a_stranger_reads_writes_and_reviews_nothing(acting, amina):
    shared = an_emergency(acting, amina)
    work = shared.deliberation
    for short in ("rita", "otto"):
        with acting(short) as person:
            with pytest.raises(NotThere):
                queries.emergency_for(person, shared.pk)
            with pytest.raises(Denied):
                review_emergency(shared, FINE, by=person)
            with pytest.raises(Denied):
                decide(work, by=person)


# Unread


def test_what_nobody_opens_ends_with_the_sender_ringing_the_recipient(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("lena"):
        chase = Chase.objects.get(matter=Matter.EMERGENCY_UNREAD)
    assert chase.due_at - chase.started_at == datetime.timedelta(minutes=10)
    with service("clock", chase.org_id):
        Chase.objects.filter(pk=chase.pk).update(next_at=chase.started_at)
    climb(chase)
    with service("clock", chase.org_id):
        Chase.objects.filter(pk=chase.pk).update(next_at=chase.started_at)
    climb(chase)
    with acting("hugh") as hugh:
        task = Task.objects.visible_to(hugh).get(matter=Matter.EMERGENCY_UNREAD)
    assert task.about == shared.pk
    assert "Riverside Safer Schools Team" in task.ring_name


def test_opened_there_nobody_is_rung(acting, amina):
    shared = an_emergency(acting, amina)
    opened(acting, shared)
    end_unread(str(shared.pk), str(amina.org_id))
    end_unread(str(shared.pk), str(amina.org_id))
    assert Matter.EMERGENCY_UNREAD not in chased(acting)


def test_what_contradicts_it_is_chased_before_its_record_is_written(acting):
    shared = an_emergency(acting, a_child(acting))
    opened(acting, shared)
    said = mending.a_contradiction(acting, shared)
    with acting("lena") as lena:
        assert open_chase(lena.place, Matter.CORRECTION_ASKED, said.pk)
