"""What waits is told on, rung by rung; the last rung is a task to ring a named person."""

import datetime
import re

import pytest

from crossing.core.days import Calendar
from crossing.core.errors import Denied, NotThere, WrongState
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership.models import Contact, Organisation
from crossing.todo import commands, queries, tasks
from crossing.todo.models import Chase, Task
from crossing.todo.rules import (
    LADDERS,
    Audience,
    Matter,
    Reached,
    Rung,
    Unit,
    comes_back,
    moment_of,
)
from tests import make
from tests.partnership.build import a_cover
from tests.sharing.build import a_request
from tests.todo.build import a_chase, a_task, climb

FRIDAY = datetime.datetime(2026, 11, 20, 16, tzinfo=datetime.UTC)
URGENT = Matter.EMERGENCY_UNREAD


def test_every_matter_has_a_ladder_that_ends_by_ringing_somebody():
    assert set(LADDERS) == set(Matter)
    assert all(ladder.rungs[-1].ring for ladder in LADDERS.values())


@pytest.mark.parametrize(
    ("unit", "after", "day"),
    [(Unit.MINUTES, 30, 20), (Unit.WORKING_DAYS, 1, 23), (Unit.SCHOOL_DAYS, 2, 24)],
)
def test_a_rung_is_counted_in_its_own_days(unit, after, day):
    days = frozenset(datetime.date(2026, 11, n) for n in range(16, 31))
    moment = moment_of(Rung(after, unit, Audience.LEADS), FRIDAY, Calendar(term_days=days))
    assert moment.date() == datetime.date(2026, 11, day)


def messages(chase, kind):
    with service("mailer", chase.org_id):
        return list(Message.objects.filter(kind=kind).values_list("permission", flat=True))


def rung_of(chase):
    with service("clock", chase.org_id):
        return Chase.objects.get(pk=chase.pk)


def test_the_first_rung_tells_those_whose_work_it_is(acting):
    chase = a_chase(acting)
    before = len(messages(chase, "overdue"))
    climb(chase)
    assert messages(chase, "overdue")[before:] == ["concern.decide"]
    assert rung_of(chase).rung == 1


def test_a_rung_that_is_not_due_is_not_taken(acting):
    chase = a_chase(acting, minutes=5)
    climb(chase)
    assert rung_of(chase).rung == 0


def test_the_last_rung_is_a_task_to_ring_a_named_person(acting):
    chase = a_chase(acting, matter=URGENT, minutes=-11)
    climb(chase)
    climb(chase)
    climb(chase)
    with acting("hugh") as hugh:
        task = Task.objects.visible_to(hugh).get(matter=URGENT)
    assert (task.named, task.is_call) == ("Hugh Osei", True)
    assert "020 7946" in task.ring_phone
    assert rung_of(chase).rung == 2


def test_what_waits_for_a_partner_rings_the_partner(acting):
    with acting("lena"):
        police = make.org("police")
    chase = a_chase(acting, matter=URGENT, minutes=-11, ring=police)
    climb(chase)
    climb(chase)
    with acting("hugh") as hugh:
        assert "Riverside Safer Schools Team" in Task.objects.visible_to(hugh).get().ring_name


def test_where_nobody_leads_the_task_goes_to_those_who_decide(acting):
    chase = a_chase(acting, by="pia", matter=URGENT, minutes=-11)
    climb(chase)
    climb(chase)
    with acting("pia") as pia:
        assert Task.objects.visible_to(pia).get().audience == Audience.ADMINISTRATORS


def test_a_place_without_anybody_still_has_a_task(acting):
    chase = a_chase(acting, by="fay", matter=URGENT, minutes=-11)
    climb(chase)
    climb(chase)
    with service("clock", chase.org_id):
        assert Task.objects.get(matter=URGENT).named == ""


def test_what_is_done_stops_its_clock_and_its_tasks(acting):
    chase = a_chase(acting, matter=URGENT, minutes=-11)
    climb(chase)
    climb(chase)
    with acting("hugh") as hugh:
        commands.end_chase(URGENT, chase.about, org=chase.org_id, by=hugh)
        assert queries.first_tasks(hugh, 5) == []
        assert queries.open_chase(chase.org_id, URGENT, chase.about) is None


def test_nobody_ends_a_clock_whose_matter_is_not_theirs(acting):
    chase = a_chase(acting, matter=Matter.OUTSIDE_DECIDER)
    with acting("lena") as lena, pytest.raises(Denied):
        commands.end_chase(chase.matter, chase.about, org=chase.org_id, by=lena)


def test_the_same_thing_has_one_clock(acting):
    chase = a_chase(acting, matter=Matter.BREACH)
    with acting("lena") as lena:
        waits = commands.Waits(chase.matter, chase.about, chase.org, chase.due_at)
        commands.chase(waits, by=lena)
        assert Chase.objects.filter(about=chase.about, ended_at=None).count() == 1


def test_due_chases_come_out_as_ids_for_everybody_who_runs_jobs(acting):
    late, early = a_chase(acting), a_chase(acting, minutes=5)
    found = queries.due()
    assert (str(late.org_id), str(late.pk)) in found
    assert str(early.pk) not in str(found)


def test_one_that_fails_holds_up_none_of_the_others(acting, monkeypatch, caplog):
    bad, good = a_chase(acting, minutes=-9), a_chase(acting, minutes=-5)
    climb_one = commands.climb

    def some_fail(chase, *, by):
        if chase == bad.pk:
            raise RuntimeError("It cannot climb.")
        climb_one(chase, by=by)

    monkeypatch.setattr(commands, "climb", some_fail)
    tasks.climb.func(timestamp=0)
    with service("clock", good.org_id):
        assert [Chase.objects.get(pk=one.pk).rung for one in (bad, good)] == [0, 1]
    assert str(bad.pk) in caplog.text


def test_a_line_with_the_longest_names_is_rung(acting):
    with make.setting_up("southgate") as (place, _by):
        Organisation.objects.filter(pk=place.pk).update(name="S" * 200)
        Contact.objects.filter(org=place).update(name="N" * 100)
    chase = a_chase(acting, by="rita", matter=Matter.ADVICE)
    climb(chase)
    with service("clock", chase.org_id):
        assert len(Task.objects.get(matter=Matter.ADVICE).ring_name) == 250


def test_only_the_keeper_of_clocks_climbs(acting):
    chase = a_chase(acting)
    with acting("lena") as lena, pytest.raises(Denied):
        commands.climb(chase.pk, by=lena)


def test_a_try_that_reached_nobody_is_kept_and_the_task_stays(acting):
    task = a_task(acting, a_request(acting))
    with acting("dev") as dev:
        commands.try_task(task, Reached.NO_ANSWER, "", by=dev)
        assert queries.task_for(dev, task.pk).done_at is None
        commands.try_task(task, Reached.SPOKE, "She reads it now.", by=dev)
        found = queries.task_for(dev, task.pk)
        assert {one.reached for one in found.tries.all()} == {"no_answer", "spoke"}
    assert found.done_by_name == "Dev Patel"


def test_a_task_that_is_done_is_not_done_again(acting):
    task = a_task(acting, a_request(acting))
    with acting("dev") as dev:
        commands.try_task(task, Reached.DONE, "", by=dev)
        with pytest.raises(WrongState):
            commands.try_task(task, Reached.DONE, "", by=dev)


@pytest.mark.parametrize("who", ["tom", "rita", "omar", "ada"])
def test_a_task_is_not_there_for_others(acting, who):
    task = a_task(acting, a_request(acting))
    with acting(who) as person:
        with pytest.raises(NotThere):
            queries.task_for(person, task.pk)
        with pytest.raises(Denied):
            commands.try_task(task, Reached.DONE, "", by=person)
        assert queries.first_tasks(person, 5) == []


def test_the_page_says_whom_to_ring_and_keeps_what_came_of_it(signed_in, acting):
    chase = a_chase(acting, matter=URGENT, minutes=-11)
    climb(chase)
    climb(chase)
    hugh = signed_in("hugh")
    page = hugh.get("/todo/")
    assert "Ring Safeguarding lead" in page.text
    with acting("hugh") as person:
        address = f"/todo/{queries.first_tasks(person, 1)[0].pk}"
    page = hugh.get(address)
    assert "nobody there has opened it" in page.text
    assert hugh.post(address, {"result": "Now."}).status_code == 422
    assert (
        hugh.post(address, {"reached": "spoke", "result": "Now."}, follow=True).status_code == 200
    )
    assert "Nothing waits" in hugh.get("/todo/").text
    assert "Done by Hugh Osei" in hugh.get(address).text


def test_what_is_no_telephone_call_leads_to_the_thing_itself(signed_in, acting):
    lena = signed_in("lena")
    task = a_task(acting, a_request(acting), minutes=-1)
    assert "Overdue since" in lena.get("/todo/").text
    page = lena.get(f"/todo/{task.pk}").text
    assert re.search(r'class="govuk-button"[^>]*>Open what this is about', page)
    assert "I spoke to them" not in page
    assert "What was said" not in page
    lena.post(f"/todo/{task.pk}", {"reached": "done"})
    assert "Done by Lena Hart" in lena.get(f"/todo/{task.pk}").text


def ringing(acting, by="lena", matter=URGENT):
    """A task of ringing, and its clock."""
    chase = a_chase(acting, by=by, matter=matter, minutes=-11)
    climb(chase)
    climb(chase)
    return chase


def task_of(chase):
    with service("clock", chase.org_id):
        return Task.objects.get(about=chase.about)


def comes_by_again(chase):
    """The keeper of clocks, when the last rung is due again."""
    with service("clock", chase.org_id):
        moment = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        Chase.objects.filter(pk=chase.pk).update(next_at=moment)
    climb(chase)


def test_the_last_rung_comes_back_until_it_is_done(acting):
    chase = ringing(acting)
    told = len(messages(chase, "urgent"))
    comes_by_again(chase)
    assert len(messages(chase, "urgent")) == told + 1
    task = task_of(chase)
    with acting("hugh") as hugh:
        commands.try_task(task, Reached.SPOKE, "She does it.", by=hugh)
    comes_by_again(chase)
    with service("clock", chase.org_id):
        assert Task.objects.filter(about=chase.about, done_at=None).count() == 1


@pytest.mark.parametrize(("times", "hour"), [(1, 16), (6, 16), (7, 9)])
def test_what_is_urgent_comes_back_soon_and_later_each_working_day(times, hour):
    moment = comes_back(Rung(5, Unit.MINUTES, Audience.HEADS), times, FRIDAY, Calendar())
    assert moment.astimezone(datetime.UTC).hour == hour


def test_what_is_counted_in_days_comes_back_each_working_day():
    moment = comes_back(Rung(1, Unit.WORKING_DAYS, Audience.HEADS), 1, FRIDAY, Calendar())
    assert moment.date() == datetime.date(2026, 11, 23)


def test_where_nobody_answered_the_next_person_is_asked(acting):
    task = a_task(acting, a_request(acting))
    with acting("dev") as dev:
        commands.try_task(task, Reached.NO_ANSWER, "", by=dev)
    with acting("lena") as lena:
        named = Task.objects.get(pk=task.pk)
        assert named.named not in ("", "Dev Patel")
        commands.try_task(named, Reached.LEFT_WORD, "With the office.", by=lena)
        again = Task.objects.get(pk=task.pk)
    assert again.named == named.named
    assert again.due_at > task.due_at


def test_where_there_is_one_person_alone_it_stays_theirs(acting):
    chase = ringing(acting)
    task = task_of(chase)
    with acting("hugh") as hugh:
        commands.try_task(task, Reached.NO_ANSWER, "", by=hugh)
    assert task_of(chase).named == "Hugh Osei"


def test_whoever_covers_is_named_before_others(acting):
    a_cover(acting, absent="lena", covering="hugh", by="hugh")
    with acting("hugh") as hugh:
        assert queries.somebody_of(hugh.place, Audience.LEADS).name == "Hugh Osei"


def test_somebody_away_is_named_only_where_nobody_else_is(acting):
    a_cover(acting, absent="hugh", covering="dev", by="hugh")
    with acting("hugh") as hugh:
        assert queries.somebody_of(hugh.place, Audience.HEADS).name == "Hugh Osei"
        assert queries.somebody_of(hugh.place, Audience.LEADS).name == "Dev Patel"


def test_other_numbers_are_at_hand(acting):
    task = task_of(ringing(acting))
    with acting("hugh"):
        phones = {line.phone for line in queries.other_lines(task)}
    assert phones
    assert task.ring_phone not in phones


def test_one_who_is_named_does_it_though_others_of_the_kind_may_not(acting):
    with acting("lena") as lena:
        task = Task(
            org_id=lena.place,
            audience=Audience.HEADS,
            account_id=lena.id,
            named=lena.name,
            matter=Matter.ADVICE,
            about=lena.id,
            ring_name="Hugh Osei",
            due_at=FRIDAY,
        )
        commands.set_task(task, by=lena)
        commands.try_task(task, Reached.NO_ANSWER, "", by=lena)
        assert queries.task_for(lena, task.pk).named == "Lena Hart"
        commands.try_task(task, Reached.DONE, "", by=lena)
    with acting("tom") as tom, pytest.raises(Denied):
        commands.try_task(task, Reached.DONE, "", by=tom)


def test_whoever_left_word_keeps_the_task_when_it_comes_back(acting):
    task = a_chase_and_task(acting)
    with acting("hugh") as hugh:
        commands.try_task(task, Reached.LEFT_WORD, "", by=hugh)
    with service("clock", task.org_id):
        comes_by_again(Chase.objects.get(about=task.about))
        assert Task.objects.get(pk=task.pk).named == "Hugh Osei"


def a_chase_and_task(acting):
    return task_of(ringing(acting))


def test_where_nobody_is_there_at_all_it_still_comes_back(acting):
    chase = ringing(acting, by="fay")
    comes_by_again(chase)
    assert task_of(chase).named == ""


def test_a_task_that_is_gone_is_not_there(acting):
    task = a_task(acting, a_request(acting))
    task.pk = task.about
    with acting("dev") as dev, pytest.raises(NotThere):
        commands.try_task(task, Reached.DONE, "", by=dev)
