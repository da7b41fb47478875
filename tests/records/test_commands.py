"""Commands: the happy path, each refusal, the row in the log."""

import datetime
from uuid import uuid4

import pytest

from crossing.audit.models import AuditEvent
from crossing.audit.rules import Event
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership.people import Service
from crossing.records import commands, queries
from crossing.records.models import Child, Concern, Relative, SearchGram
from crossing.records.rules import (
    NewAddress,
    NewChild,
    NewDetails,
    NewIdentifier,
    NewName,
    NewRelative,
)
from crossing.todo.commands import climb
from crossing.todo.models import Chase
from crossing.todo.queries import first_tasks, open_chase
from crossing.todo.rules import Matter
from tests.make import org
from tests.records.build import (
    TODAY,
    a_child,
    a_concern,
    a_decision,
    an_entry,
    events,
    flagged,
    new_concern,
    sealed,
)

UPN = NewIdentifier("upn", "B801200005001", "SIMS", TODAY)


# Children


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


# Flags


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


# Parts


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


# Searching


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


# Concerns


def test_a_concern_is_recorded_and_its_readers_told(acting, child):
    concern = a_concern(acting, child)
    assert Event.CONCERN_RECORDED in events(acting)
    assert kinds_sent(acting) == ["waiting"]
    with acting("tom"):
        assert Concern.objects.get().author_name == "Tom Reed, Member of staff"
    assert chased(concern) is None


def test_an_urgent_concern_is_told_at_once_and_looked_at_again(acting, child):
    concern = a_concern(acting, child, safe_now="no")
    assert kinds_sent(acting) == ["urgent"]
    assert chased(concern) is not None


def chased(concern):
    """The clock that runs until somebody reads it."""
    with service("clock", concern.org_id):
        return open_chase(concern.org_id, Matter.CONCERN_URGENT, concern.pk)


def pass_minutes(concern, minutes):
    """So long ago it was written, and the keeper of clocks comes by."""
    chase = chased(concern)
    with service("clock", concern.org_id):
        Chase.objects.filter(pk=chase.pk).update(
            next_at=chase.next_at - datetime.timedelta(minutes=minutes)
        )
        climb(chase.pk, by=Service("clock", concern.org_id))


def kinds_sent(acting):
    with acting("lena") as lena:
        place = lena.acting_at
    with service("mailer", place):
        sent = Message.objects.filter(permission="concern.decide").order_by("created_at")
        return list(sent.values_list("kind", flat=True))


def test_unread_after_ten_minutes_it_is_told_again(acting, child):
    concern = a_concern(acting, child, safe_now="no")
    pass_minutes(concern, 9)
    assert kinds_sent(acting) == ["urgent"]
    pass_minutes(concern, 1)
    assert kinds_sent(acting) == ["urgent", "urgent"]


def test_unread_after_that_somebody_is_given_the_task_of_finding_them(acting, child):
    concern = a_concern(acting, child, safe_now="no")
    pass_minutes(concern, 10)
    pass_minutes(concern, 15)
    with acting("hugh") as hugh:
        task = first_tasks(hugh, 1)[0]
        assert (task.named, task.is_call, task.about) == ("Hugh Osei", True, concern.pk)


def test_once_read_it_is_not_told_again_and_its_task_is_done(acting, child):
    concern = a_concern(acting, child, safe_now="no")
    pass_minutes(concern, 10)
    pass_minutes(concern, 15)
    with acting("lena") as lena:
        commands.read_concern(concern, by=lena)
    assert chased(concern) is None
    with acting("hugh") as hugh:
        assert first_tasks(hugh, 1) == []


def test_its_own_author_reading_it_stops_nothing(acting, child):
    concern = a_concern(acting, child, by="dev", safe_now="no")
    with acting("dev") as dev:
        commands.read_concern(concern, by=dev)
    assert chased(concern) is not None


def test_the_keeper_of_clocks_never_sees_the_concern(acting, concern):
    with service("clock", concern.org_id):
        assert not Concern.objects.exists()
        assert not Child.objects.exists()


@pytest.mark.parametrize("who", ["nora", "gus", "ada", "eve"])
def test_others_record_no_concern(acting, who):
    with acting(who) as person, pytest.raises(Denied):
        commands.record_concern(new_concern(), by=person)


def test_a_concern_names_no_other_schools_child(acting, child):
    with acting("rita") as rita, pytest.raises(NotThere):
        commands.record_concern(new_concern(), child, by=rita)


def test_an_incomplete_concern_is_refused(acting):
    with acting("tom") as tom, pytest.raises(Invalid):
        commands.record_concern(new_concern(account="", words=""), by=tom)


def test_reading_is_seen_by_the_author_once_for_each_reader(acting, concern):
    for who in ("lena", "lena", "dev", "tom"):
        with acting(who) as person:
            commands.read_concern(concern, by=person)
    with acting("tom") as tom:
        readings = queries.story(concern).readings
        assert [one.by_name.split(",")[0] for one in readings] == ["Lena Hart", "Dev Patel"]
        assert queries.my_concerns(tom).items[0].read_at == readings[0].at
    assert Event.CONCERN_READ in events(acting)


def test_ones_own_reading_does_not_count(acting, child):
    concern = a_concern(acting, child, by="lena")
    with acting("lena") as lena:
        commands.read_concern(concern, by=lena)
        assert queries.story(concern).readings == []


def test_a_decision_takes_it_off_the_list_and_worry_puts_it_back(acting, concern):
    a_decision(acting, concern)
    assert Event.CONCERN_DECIDED in events(acting)
    with acting("lena") as lena:
        assert queries.concerns(lena).items == []
        assert queries.concerns_to_read(lena) == []
        assert queries.concerns(lena, waiting=False).items == [concern]
    with acting("tom") as tom:
        assert queries.story(concern).decisions == []
        commands.still_worried(concern, "It happened again.", by=tom)
    with acting("lena") as lena:
        assert queries.concerns(lena).items[0].worried
        assert queries.concerns_to_read(lena) == [concern]
    assert Event.CONCERN_STILL_WORRIED in events(acting)


def test_what_waits_starts_with_the_urgent(acting, child):
    urgent = a_concern(acting, child, safe_now="not_sure")
    calm = a_concern(acting, child)
    with acting("dev") as dev:
        assert queries.concerns_to_read(dev) == [urgent, calm]
    with acting("tom") as tom:
        assert queries.concerns_to_read(tom) == []


@pytest.mark.parametrize("who", ["tom", "una"])
def test_others_decide_about_no_concern(acting, concern, who):
    with pytest.raises(Denied):
        a_decision(acting, concern, by=who)


def test_a_decision_takes_both_reasons(acting, concern):
    with pytest.raises(Invalid):
        a_decision(acting, concern, refer_reason="")


def test_an_addition_takes_a_text_and_a_reason(acting, concern):
    with acting("tom") as tom:
        with pytest.raises(Invalid) as refused:
            commands.add_to_concern(concern, " ", "", by=tom)
        assert set(refused.value.problems) == {"text", "reason"}
        commands.add_to_concern(concern, "More", "I remembered", urgent=True, by=tom)
    assert kinds_sent(acting) == ["waiting", "urgent"]
    assert Event.CONCERN_ADDED_TO in events(acting)


def test_somebody_else_adds_nothing_and_is_not_the_author(acting, child):
    concern = a_concern(acting, child, by="lena")
    with acting("tom") as tom:
        with pytest.raises(Denied):
            commands.add_to_concern(concern, "More", "why", by=tom)
        with pytest.raises(Denied):
            commands.still_worried(concern, "More", by=tom)


def test_a_worry_says_what_it_is(acting, concern):
    with acting("tom") as tom, pytest.raises(Invalid):
        commands.still_worried(concern, "", by=tom)


def test_who_it_is_about_is_said_once_by_those_who_decide(acting, child):
    concern = a_concern(acting)
    other = a_child(acting, "Rob", "Price", by="rita")
    with acting("tom") as tom, pytest.raises(Denied):
        commands.say_who(concern, child, by=tom)
    with acting("lena") as lena:
        with pytest.raises(NotThere):
            commands.say_who(concern, other, by=lena)
        commands.say_who(concern, child, by=lena)
        assert queries.concern_for(lena, concern.pk).child == child
        with pytest.raises(WrongState):
            commands.say_who(concern, child, by=lena)
    assert Event.CONCERN_NAMED in events(acting)


def test_likely_the_same_is_near_in_kind_and_time(acting, child, concern):
    with acting("tom") as tom:

        def same(kind, day):
            return queries.likely_same(tom, child, kind, datetime.date(2026, 11, day))

        assert same("neglect", 23) == same("neglect", 17) == [concern]
        assert same("neglect", 24) == same("home", 20) == []


def test_whom_to_ring_about_an_adult_is_the_local_authority(acting):
    with acting("tom") as tom:
        kinds = {contact.org.kind for contact in queries.lado_contacts(tom)}
        assert kinds == {"childrens_services"}
        assert {contact.org_id for contact in queries.on_duty(tom)} == {org("northfield").pk}


# The chronology


def test_a_chronology_is_everything_in_order(acting, child, concern):
    a_decision(acting, concern)
    an_entry(acting, child)
    with acting("tom") as tom:
        commands.add_to_concern(concern, "More", "I remembered", by=tom)
    with acting("lena") as lena:
        kinds = [entry.kind for entry in queries.chronology(lena, child).items]
        assert set(kinds[:2]) == {"addition", "decision"}
        assert kinds[2:] == ["concern", "note"]
        assert len(queries.chronology(lena, child, after="made up").items) == 4
        items = [(item.kind, item.childs_words) for item in queries.shareable(lena, child)]
        assert ("words", True) in items
        assert ("concern", False) in items


def test_words_alone_are_one_item(acting, child):
    a_concern(acting, child, account="")
    with acting("lena") as lena:
        assert [item.text for item in queries.shareable(lena, child)] == [
            "I had no breakfast again."
        ]


def test_an_empty_chronology_is_an_empty_page(acting, child):
    with acting("lena") as lena:
        assert queries.chronology(lena, child).items == []


def test_an_entry_is_for_those_who_keep_records(acting, child):
    with pytest.raises(Denied):
        an_entry(acting, child, by="tom")
    with pytest.raises(Invalid):
        an_entry(acting, child, title="")
    an_entry(acting, child)
    assert Event.ENTRY_ADDED in events(acting)


def test_a_mark_needs_an_entry_of_this_child_and_a_reason(acting, child, concern):
    other = a_child(acting, "Kit", "Brown")
    with acting("lena") as lena:
        with pytest.raises(Invalid):
            commands.mark_significant(child, "concern", concern.pk, " ", by=lena)
        for kind, who, pk in (
            ("concern", other, concern.pk),
            ("note", child, concern.pk),
            ("photo", child, concern.pk),
            ("concern", child, uuid4()),
        ):
            with pytest.raises(NotThere):
                commands.mark_significant(who, kind, pk, "why", by=lena)
        commands.mark_significant(child, "concern", concern.pk, "the first", by=lena)
        commands.unmark_significant(child, concern.pk, by=lena)
    assert {Event.ENTRY_MARKED, Event.ENTRY_UNMARKED} <= events(acting)


# Drafts


def test_a_draft_needs_a_role_and_a_key(acting):
    with acting("gus") as gus, pytest.raises(Denied):
        commands.save_draft("concern-a", "", {}, by=gus)
    with acting("tom") as tom, pytest.raises(Denied):
        commands.save_draft("x" * 81, "", {}, by=tom)
