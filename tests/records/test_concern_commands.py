"""A concern: recorded, read, chased, decided, added to."""

import datetime

import pytest

from crossing.audit.rules import Event
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership.people import Service
from crossing.records import commands, queries
from crossing.records.models import Child, Concern
from crossing.todo.commands import climb
from crossing.todo.models import Chase
from crossing.todo.queries import first_tasks, open_chase
from crossing.todo.rules import Matter
from tests.make import org
from tests.records.build import (
    a_child,
    a_concern,
    a_decision,
    events,
    new_concern,
)


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


def test_more_about_an_urgent_one_does_not_put_off_its_clock(acting, child):
    concern = a_concern(acting, child, safe_now="no")
    first = chased(concern)
    with acting("tom") as tom:
        commands.add_to_concern(
            concern, "He is outside now.", "It happened now", urgent=True, by=tom
        )
    assert chased(concern) == first
    assert kinds_sent(acting) == ["urgent", "urgent"]


def test_an_author_is_still_worried_twice(acting, concern):
    for _time in range(2):
        with acting("tom") as tom:
            commands.still_worried(concern, "It happened again.", by=tom)
    with acting("lena") as lena:
        assert queries.concerns_to_read(lena) == [concern]


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
