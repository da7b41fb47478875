"""Share now: a child in danger. It is never stopped, and what is due afterwards is chased."""

import datetime
from uuid import uuid4

import pytest
from django.db import Error, transaction

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.records.models import Child, Entry
from crossing.sharing.commands.decide import decide, take_back
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.commands.emergency import ShareNow, review_emergency, share_now
from crossing.sharing.models import (
    Arrival,
    Decision,
    Deliberation,
    DisclosedItem,
    Disclosure,
    Emergency,
    EmergencyClock,
    EmergencyReview,
)
from crossing.sharing.queries import emergency as queries
from crossing.sharing.queries.home import unread
from crossing.sharing.queries.mine import desk_for
from crossing.sharing.queries.receive import disclosure_for
from crossing.sharing.rules.emergency import Review
from crossing.sharing.tasks import end_unread
from crossing.todo.models import Chase, Task
from crossing.todo.rules import Matter
from tests import make
from tests.make import org
from tests.records.build import a_child, sealed
from tests.sharing.build import events, opened, told
from tests.sharing.deciding import KIT, rolls
from tests.sharing.urgent import (
    FINE,
    RECORD,
    THREAT,
    TOLD,
    an_emergency,
    answers,
    proposed_and_confirmed,
    record_of,
    recorded,
    reviewed,
)
from tests.todo.build import climb


@pytest.fixture
def amina(acting):
    return a_child(acting)


def chased(acting, by="lena"):
    with acting(by) as person:
        open_here = Chase.objects.filter(org=person.place, ended_at=None)
        return set(open_here.values_list("matter", flat=True))


def clock(acting, shared, by="lena"):
    with acting(by):
        return EmergencyClock.objects.get(emergency=shared.pk)


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


# The full record


def test_the_record_is_a_decision_on_what_was_sent_and_nothing_is_sent_twice(acting, amina):
    shared = an_emergency(acting, amina)
    decision = recorded(acting, shared, amina, difference="He was in a grey car.")
    assert decision.disclosure_id == shared.pk
    assert [item["text"] for item in decision.items] == [THREAT, TOLD]
    assert decision.answer["difference"] == "He was in a grey car."
    assert decision.law["ends_on"]
    with acting("omar"):
        assert Disclosure.objects.count() == Arrival.objects.count() == 1
    with acting("lena"):
        assert Entry.objects.filter(child=amina, kind="shared").count() == 1
    assert clock(acting, shared).status == "recorded"
    assert Matter.EMERGENCY_RECORD not in chased(acting)
    assert Matter.EMERGENCY_REVIEW in chased(acting)


def test_the_record_says_which_child_it_was_and_the_line_goes_there(acting, amina):
    shared = an_emergency(acting)
    decision = recorded(acting, shared, amina)
    with acting("lena"):
        assert Entry.objects.get(child=amina).ref == shared.pk
        assert decision.child == Child.objects.get(pk=amina.pk)


def test_a_child_whom_nobody_here_knows_is_recorded_too(acting):
    shared = an_emergency(acting)
    assert recorded(acting, shared, is_our_child="no").child is None


def test_whoever_else_was_named_is_said_and_the_text_stays_as_it_was_sent(acting):
    amina = rolls(acting)
    text = "Kit Brown is with her."
    shared = an_emergency(acting, amina, told=text)
    with acting("lena") as lena:
        with pytest.raises(Invalid) as refused:
            decide(record_of(shared, amina)(lena), by=lena)
        assert list(refused.value.problems) == ["others-0-treatment"]
        (kit,) = desk_for(lena, shared.deliberation_id).named
        others = {kit.key: {"treatment": "cover", "why": ""}}
        decision = decide(record_of(shared, amina, others=others)(lena), by=lena)
    assert kit.text == KIT
    assert decision.items[1]["text"] == text
    assert decision.answer["others"][0]["treatment"] == "cover"


def test_choosing_another_child_leaves_what_was_sent(acting, amina):
    other = a_child(acting, given="Noor", family="Haddad")
    shared = an_emergency(acting, amina)
    recorded(acting, shared, other)
    with acting("lena"):
        assert Entry.objects.filter(ref=shared.pk).count() == 2


def test_a_record_with_something_missing_is_not_written(acting, amina):
    shared = an_emergency(acting, amina)
    with pytest.raises(Invalid):
        recorded(acting, shared, amina, reason_kept="")
    assert clock(acting, shared).status == "shared"


def test_the_record_is_written_once(acting, amina):
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    with pytest.raises(WrongState):
        recorded(acting, shared, amina, by="dev")


def test_a_teacher_writes_no_record(acting, amina):
    shared = an_emergency(acting, amina)
    with pytest.raises((Denied, NotThere, Deliberation.DoesNotExist)):
        recorded(acting, shared, amina, by="tom")


def test_the_police_propose_the_record_and_another_confirms(acting):
    child = a_child(acting, by="omar")
    shared = an_emergency(acting, child, by="omar", to="northfield")
    decision = proposed_and_confirmed(acting, shared, child)
    assert decision.proposed_by_name.startswith("Omar Aziz")
    assert clock(acting, shared, by="sam").status == "recorded"
    with acting("sam") as sam:
        assert queries.writer_of(shared) != sam.id
    reviewed(acting, shared, by="sam")
    assert clock(acting, shared, by="sam").status == "closed"


# The review


@pytest.fixture
def written(acting, amina):
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    return shared


def test_a_second_persons_review_closes_it(acting, written):
    review = reviewed(acting, written, by="dev")
    assert review.by_name == "Dev Patel, Deputy safeguarding lead"
    assert clock(acting, written).status == "closed"
    assert chased(acting) == {Matter.EMERGENCY_UNREAD}


def test_without_the_record_it_is_not_reviewed_and_not_closed(acting, amina):
    shared = an_emergency(acting, amina)
    with pytest.raises(WrongState):
        reviewed(acting, shared)
    assert clock(acting, shared).closed_at is None


def test_neither_who_shared_nor_who_wrote_the_record_reviews_it(acting, amina, written):
    with pytest.raises(Denied):
        reviewed(acting, written, by="lena")
    own = an_emergency(acting, amina, by="dev")
    recorded(acting, own, amina)
    with pytest.raises(Denied):
        reviewed(acting, own, by="dev")


def test_a_teacher_and_an_auditor_review_nothing(acting, written):
    for short in ("tom", "ada"):
        with acting(short) as person, pytest.raises(Denied):
            review_emergency(written, FINE, by=person)


def test_it_is_reviewed_once(acting, written):
    reviewed(acting, written)
    with pytest.raises(WrongState):
        reviewed(acting, written, by="dev")


@pytest.mark.parametrize(
    ("field", "review"),
    [
        ("necessary", Review("", "yes", "", "Nothing.", "told")),
        ("proportionate", Review("yes", "?", "x", "Nothing.", "told")),
        ("family_told", Review("yes", "yes", "", "Nothing.", "")),
        ("because", Review("yes", "partly", " ", "Nothing.", "told")),
        ("differently", Review("yes", "yes", "", "", "told")),
    ],
)
def test_a_review_answers_every_question(acting, written, field, review):
    with pytest.raises(Invalid) as refused:
        reviewed(acting, written, review=review)
    assert list(refused.value.problems) == [field]


# The database's own lock


def refused_by_the_database(write):
    with pytest.raises(Error), transaction.atomic():
        write()


def test_the_database_closes_nothing_without_record_and_review(acting, amina, written):
    early = an_emergency(acting, amina)
    with acting("lena"):
        moment = EmergencyClock.objects.get(emergency=written.pk).shared_at
        recorded_only = EmergencyClock.objects.filter(emergency=written.pk)
        fresh = EmergencyClock.objects.filter(emergency=early.pk)
        done = {"status": "closed", "recorded_at": moment, "closed_at": moment}
        refused_by_the_database(lambda: fresh.update(status="recorded", recorded_at=moment))
        refused_by_the_database(lambda: fresh.update(status="closed", closed_at=moment))
        refused_by_the_database(lambda: recorded_only.update(status="closed", closed_at=moment))
        refused_by_the_database(lambda: recorded_only.update(**done))


def test_the_database_takes_no_review_from_who_shared_or_wrote(acting, written):
    def write(person):
        EmergencyReview(
            org_id=person.place,
            emergency_id=written.pk,
            by_id=person.id,
            at=datetime.datetime.now(datetime.UTC),
            differently="x",
        ).save(force_insert=True)

    for short in ("lena", "tom", "rita"):
        with acting(short) as person:
            refused_by_the_database(lambda person=person: write(person))


def test_a_teacher_writes_nothing_but_an_emergency_past_the_code(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("tom"):
        for changes in ({"route": "unasked"}, {"sender_id": org("police").pk}):
            again = Disclosure.objects.get()
            again.pk = uuid4()
            for name, value in changes.items():
                setattr(again, name, value)
            refused_by_the_database(lambda again=again: again.save(force_insert=True))
        mine = Disclosure.objects.filter(pk=shared.pk)
        assert mine.update(closed_by_name="Tom Reed") == 0


def test_what_was_shared_is_written_once(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("tom"):
        refused_by_the_database(lambda: Emergency.objects.filter(pk=shared.pk).update(phone="1"))


def test_the_register_holds_it_before_there_is_a_decision(acting, amina):
    shared = an_emergency(acting, amina)
    with acting("lena") as lena:
        assert [one.pk for one in queries.unrecorded(lena)] == [shared.pk]
        assert [one.pk for one in queries.unrecorded_about(lena, amina.pk)] == [shared.pk]
    recorded(acting, shared, amina)
    with acting("lena") as lena:
        assert not queries.unrecorded(lena).exists()
        assert Decision.objects.count() == 1


def test_the_record_needs_what_the_page_could_not_ask(acting, amina):
    """Every answer of the record is needed: none was worked out by the page."""
    shared = an_emergency(acting, amina)
    for name in ("connected", "harms", "child_view", "family_told", "reason_kept"):
        with pytest.raises(Invalid), transaction.atomic():
            recorded(acting, shared, amina, **{name: None if name == "connected" else ""})
    assert set(RECORD) >= {"connected", "reason_kept"}


@pytest.mark.usefixtures("live_database")
def test_where_everybody_is_connected_the_outside_decider_writes_the_record():
    child = a_child(make.acting)
    shared = an_emergency(make.acting, child)
    for short in ("lena", "dev", "hugh"):
        with make.acting(short) as person:
            declare_connection(Deliberation.objects.get(pk=shared.deliberation_id), by=person)
    with make.acting("lena") as lena:
        assert not queries.emergencies(lena).exists()
    recorded(make.acting, shared, child, by="una")
    assert clock(make.acting, shared).status == "recorded"
    with make.acting("una"):
        assert not Emergency.objects.exists()
