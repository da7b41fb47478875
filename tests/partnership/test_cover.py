"""Somebody is away: who covers, what it moves, and that it gives nobody a permission."""

import datetime

import pytest
from django.db import connection

from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.database.acting import service
from crossing.partnership import commands, queries
from crossing.partnership.models import Cover, Membership, StandIn
from crossing.partnership.rules import (
    GRANTS,
    WORK,
    Permission,
    Reason,
    Role,
    may_cover,
    work_of,
)
from crossing.todo.commands import set_task
from crossing.todo.models import Task
from crossing.todo.rules import Audience
from tests import make
from tests.partnership.build import a_cover, at, day, membership

DAY = datetime.date(2026, 12, 1)
HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("absent", "covering", "may"),
    [
        (Role.DSL, Role.DEPUTY, True),
        (Role.HEAD, Role.DSL, True),
        (Role.DSL, Role.TEACHER, False),
        (Role.TEACHER, Role.DSL, False),
        (Role.SERGEANT, Role.OFFICER, False),
        (Role.OFFICER, Role.SERGEANT, True),
        (Role.OUTSIDE_DECIDER, Role.DSL, False),
        (Role.DSL, Role.OUTSIDE_DECIDER, False),
        (Role.SOCIAL_WORKER, Role.TEAM_MANAGER, True),
    ],
)
def test_only_a_role_that_can_do_all_the_work_covers(absent, covering, may):
    assert may_cover(absent, covering) is may


def test_cover_is_never_about_sealed_records():
    assert Permission.SEALED_SEE not in WORK
    assert work_of(Role.TEACHER) == frozenset()
    assert work_of(Role.DSL) <= GRANTS[Role.DEPUTY]


def problems(**more):
    with pytest.raises(Invalid) as refused:
        a_cover(make.acting, **more)
    return set(refused.value.problems)


def test_a_deputy_starts_cover_and_partners_see_whom_to_ring(acting):
    cover = a_cover(acting, phone="020 7946 0111", note="Two answers are open.")
    with acting("omar") as omar:
        assert not Cover.objects.exists()
        found = StandIn.objects.get()
        assert (found.name, found.phone) == ("Dev Patel", "020 7946 0111")
        line = queries.who_to_ring(make.org("northfield"), now())
        assert line.phone == "020 7946 0111"
        with pytest.raises(NotThere):
            queries.cover_for(omar, cover.pk)


def test_the_note_is_for_the_two_and_for_those_who_lead(acting):
    cover = a_cover(acting, note="Two answers are open.")
    for who in ("lena", "dev", "hugh"):
        with acting(who) as person:
            found = queries.cover_for(person, cover.pk)
            assert commands.read_handover(found, by=person) == "Two answers are open."
    with acting("nora") as nora:
        found = queries.cover_for(nora, cover.pk)
        assert commands.read_handover(found, by=nora) == ""
        assert not hasattr(found, "handover")


def test_cover_without_a_note_has_none(acting):
    cover = a_cover(acting)
    with acting("dev") as dev:
        assert commands.read_handover(cover, by=dev) == ""


@pytest.mark.parametrize(("who", "error"), [("tom", Denied), ("nora", Denied), ("una", Denied)])
def test_others_start_none(acting, who, error):
    with pytest.raises(error):
        a_cover(acting, by=who)


def test_a_head_starts_it_for_anybody_and_a_sergeant_too(acting):
    assert a_cover(acting, by="hugh").started_by_name == "Hugh Osei"
    assert a_cover(acting, absent="omar", covering="sam", by="sam").pk
    with acting("lena"):
        assert not StandIn.objects.filter(org=make.org("police")).exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"covering": "tom"}, "covering"),
        ({"absent": "dev", "covering": "dev"}, "covering"),
        ({"hours": -1}, "ends_at"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(acting, more, field):
    assert problems(**({"by": "hugh"} | more)) == {field}


def test_one_cover_at_a_time_and_none_by_somebody_away(acting):
    a_cover(acting)
    assert problems() == {"absent"}
    assert problems(absent="hugh", covering="lena", by="hugh") == {"covering"}


def test_a_planned_one_begins_and_ends_by_itself(acting):
    with acting("lena") as lena:
        start = now() + HOUR
        new = commands.NewCover(
            membership("lena"), membership("dev"), Reason.LEAVE, start, start + HOUR
        )
        cover = commands.start_cover(new, by=lena)
        assert queries.covered_today(lena.place) == []
        assert [one.pk for one in queries.covers(lena)] == [cover.pk]
        assert (cover.holds(start), cover.holds(start + HOUR)) == (True, False)


def test_it_ends_when_one_of_the_two_says_so_and_once(acting):
    cover = a_cover(acting)
    with acting("una") as una, pytest.raises(Denied):
        commands.end_cover(queries.cover_for(una, cover.pk), by=una)
    with acting("lena") as lena:
        commands.end_cover(cover, by=lena)
        assert queries.covers(lena) == []
        with pytest.raises(WrongState):
            commands.end_cover(cover, by=lena)
    with acting("omar"):
        assert queries.who_to_ring(make.org("northfield"), now()).why == "their usual number"


def test_messages_go_to_whoever_is_here(acting):
    place = membership_org(acting)
    with service("mailer", place):
        before = queries.holders(place, "concern.decide")
    a_cover(acting)
    with service("mailer", place):
        after = queries.holders(place, "concern.decide")
    assert set(before) - set(after) == {"lena@example.org"}


def membership_org(acting):
    with acting("lena") as lena:
        return lena.place


def test_where_everybody_is_away_they_are_told_all_the_same(acting):
    a_cover(acting, absent="hugh", covering="lena", by="hugh")
    place = membership_org(acting)
    with service("mailer", place):
        assert queries.holders(place, "cover.start") == ["hugh@example.org"]


def test_a_deputy_stands_back_unless_they_cover(acting):
    with acting("dev") as dev:
        assert queries.stands_back(dev)
    cover = a_cover(acting)
    with acting("dev") as dev:
        assert not queries.stands_back(dev)
        commands.end_cover(cover, by=dev)
    a_cover(acting, covering="hugh", by="hugh")
    with acting("dev") as dev:
        assert queries.stands_back(dev)
    with acting("lena") as lena:
        assert not queries.stands_back(lena)


def test_nobody_answers_where_the_lead_is_away_and_the_cover_has_left(acting):
    with acting("nora") as nora:
        here = queries.organisation_of(nora)
        assert not queries.is_uncovered(here)
    a_cover(acting)
    with acting("nora") as nora:
        assert not queries.is_uncovered(here)
        commands.end_membership(membership("dev"), queries_today() - HOUR * 24, by=nora)
        assert queries.is_uncovered(here)
    with acting("gus") as gus:
        assert not queries.is_uncovered(queries.organisation_of(gus))


def queries_today():
    return now().date()


def test_the_last_lead_leaves_only_when_somebody_takes_over(acting):
    with acting("nora") as nora:
        lena, today = membership("lena"), now().date()
        with pytest.raises(Invalid) as refused:
            commands.end_membership(lena, today, by=nora)
        assert set(refused.value.problems) == {"takes_over"}
        with pytest.raises(Invalid):
            commands.end_membership(lena, today, membership("tom"), by=nora)
        commands.end_membership(lena, today - HOUR * 24, membership("dev"), by=nora)
        assert not queries.is_uncovered(queries.organisation_of(nora))
        assert queries.covered_today(nora.place)[0].reason == Reason.LEFT


def test_a_cover_that_was_planned_gives_way_when_they_leave(acting):
    planned = a_cover(acting, hours=48)
    with acting("nora") as nora:
        yesterday = now().date() - HOUR * 24
        commands.end_membership(membership("lena"), yesterday, membership("hugh"), by=nora)
        (held,) = queries.covered_today(nora.place)
    assert held.pk != planned.pk


def test_the_page_has_what_a_deputy_needs_and_starts_cover(acting, signed_in):
    client = signed_in("dev")
    page = client.get(at("start_cover")).text
    assert "Lena Hart" in page
    with acting("dev"):
        moment = now() + HOUR * 24
        typed = {
            "absent": str(membership("lena").pk),
            "covering": str(membership("dev").pk),
            "starts": "now",
            "reason": "appointment",
            "note": "Ring the hospital school.",
            **day("ends_at", moment),
            "ends_at_time": "4:30pm",
        }
    assert client.post(at("start_cover"), typed).status_code == 302
    assert "You are covering for Lena Hart" in client.get("/").text
    with acting("dev") as dev:
        (cover,) = queries.covers(dev)
    shown = client.get(at("cover", cover.pk)).text
    assert "Ring the hospital school." in shown
    assert client.post(at("end_cover", cover.pk), follow=True).status_code == 200
    assert "You are covering" not in client.get("/").text


def test_whoever_will_be_away_is_filled_in_already(signed_in):
    page = signed_in("lena").get(at("start_cover") + "?me").text
    assert 'value="later" checked' in page
    assert "Start cover" in signed_in("hugh").get(at("start_cover")).text
    assert signed_in("tom").get(at("start_cover")).status_code == 403


def a_task_for(acting, short, matter="advice"):
    """Something that waits for one person by name."""
    with acting("hugh") as hugh:
        member = membership(short)
        task = Task(
            org_id=hugh.place,
            audience=Audience.HEADS,
            account_id=member.account_id,
            named=member.name,
            matter=matter,
            about=member.pk,
            due_at=now(),
        )
        return set_task(task, by=hugh)


def test_open_work_is_counted_and_goes_to_whoever_takes_over(acting, signed_in):
    task = a_task_for(acting, "lena")
    closed = a_task_for(acting, "lena", "staff_concern")
    with acting("nora") as nora:
        lena, dev = membership("lena"), membership("dev")
        assert queries.open_work(nora) == {lena.account_id: 2}
        soon = now().date() + HOUR * 24
        commands.end_membership(lena, soon, dev, by=nora)
    with acting("hugh"):
        assert Task.objects.get(pk=task.pk).named == "Dev Patel"
        assert Task.objects.get(pk=closed.pk).account_id is None
    assert "thing open" not in signed_in("nora").get("/").text


def test_open_work_without_a_taker_belongs_to_all_in_the_role(acting, signed_in):
    task = a_task_for(acting, "dev")
    page = signed_in("nora").get(at("end_membership", member_of(acting, "dev").pk)).text
    assert "1 thing is open under their name." in page
    with acting("nora") as nora:
        commands.end_membership(membership("dev"), now().date(), by=nora)
    with acting("hugh"):
        assert Task.objects.get(pk=task.pk).named == ""


def test_an_administrator_sees_what_is_open_under_a_role_that_ends(acting, signed_in):
    with acting("nora") as nora:
        commands.end_membership(membership("dev"), now().date() + HOUR * 48, by=nora)
    a_task_for(acting, "dev")
    assert "1 thing open" in signed_in("nora").get("/").text


def member_of(acting, short):
    with acting("nora"):
        return membership(short)


@pytest.mark.parametrize("who", ["lena", "rita", "pia"])
def test_nobody_else_counts_or_passes_on_open_work(acting, who):
    task = a_task_for(acting, "dev")
    with acting(who) as person, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM open_work(%s)", [task.org_id])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT hand_over_work(%s, %s, NULL, '')", [task.org_id, task.account_id])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT todo_done(%s, 'advice', %s, '')", [task.org_id, task.about])
        cursor.execute("SELECT homes_of(%s)", [task.account_id])
        assert cursor.fetchall() == []
        if who != "lena":
            with pytest.raises(Denied):
                commands.end_membership(
                    Membership(org_id=task.org_id, account_id=task.account_id), DAY, by=person
                )
    with acting("hugh"):
        assert (Task.objects.get(pk=task.pk).done_at is None) == (who != "lena")


def test_a_teacher_sees_who_covers_today(acting, signed_in):
    a_cover(acting, phone="020 7946 0111")
    page = signed_in("tom").get("/").text
    assert "Dev Patel, Deputy safeguarding lead" in page
    assert "020 7946 0111" in page


def test_a_deputy_reads_why_the_page_is_short_until_they_cover(acting, signed_in):
    client = signed_in("dev")
    assert "Somebody else leads today" in client.get("/").text
    a_cover(acting)
    assert "Somebody else leads today" not in client.get("/").text


def test_a_head_is_told_who_covers_and_an_administrator_when_nobody_does(acting, signed_in):
    a_cover(acting)
    assert "Dev Patel covers for Lena Hart" in signed_in("hugh").get("/").text
    with acting("nora") as nora:
        commands.end_membership(membership("dev"), now().date() - HOUR * 24, by=nora)
    assert "Nobody who is here today answers" in signed_in("nora").get("/").text


def test_a_proposal_comes_back_to_the_role_when_its_maker_is_away(acting):
    a_cover(acting, absent="omar", covering="sam", by="sam")
    with acting("sam") as sam:
        omar = membership("omar")
        assert not queries.is_here(sam.place, omar.account_id)
        assert queries.is_here(sam.place, sam.id)


def test_one_of_two_leads_hands_over_and_nobody_needs_to_cover(acting):
    with acting("nora") as nora:
        new = commands.NewMember("new@example.org", "New Lead", Role.DSL)
        commands.invite(queries.organisation_of(nora), new, by=nora)
        yesterday = now().date() - HOUR * 24
        commands.end_membership(membership("lena"), yesterday, membership("dev"), by=nora)
        assert queries.covered_today(nora.place) == []


def test_who_cannot_cover_is_said_at_its_field(acting, signed_in):
    with acting("hugh"):
        typed = {"absent": str(membership("lena").pk), "covering": str(membership("lena").pk)}
    page = signed_in("hugh").post(at("start_cover"), typed)
    assert page.status_code == 422
    assert "Select somebody other than the person who is away" in page.text


def test_whoever_covers_nobody_starts_with_an_empty_page(signed_in):
    page = signed_in("una").get(at("start_cover")).text
    assert "Una Clarke" in page
    assert signed_in("ines").get(at("start_cover")).status_code == 200
