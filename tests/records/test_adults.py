"""Concerns about adults who work here: for the head alone, and never for the adult."""

import datetime

import pytest
from django.db import connection

from crossing.audit.models import AuditEvent
from crossing.core.errors import Denied, Invalid, NotThere
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.partnership.commands import NewContact, NewMember, add_contact, end_membership, invite
from crossing.partnership.models import Account, Membership
from crossing.partnership.rules import ContactKind, Kind, Role
from crossing.records import commands, queries
from crossing.records.models import StaffConcern, StaffConcernReading, StaffConcernStep
from crossing.records.rules.adults import (
    AdultIs,
    Keeper,
    NewStaffConcern,
    NewStaffStep,
    Standing,
    keeper_of,
)
from crossing.todo.models import Chase, Task
from tests import make
from tests.make import LONG_AGO
from tests.records.build import TODAY, a_staff_concern
from tests.todo.build import climb

TABLES = (StaffConcern, StaffConcernReading, StaffConcernStep)


def standing(**changes):
    given = {
        "place": Kind.SCHOOL,
        "adult_is": "other",
        "adult_leads": False,
        "adult_is_officer": False,
        "author_leads": False,
        "another_leader": True,
        "another_chair": True,
    }
    return Standing(**given | changes)


@pytest.mark.parametrize(
    ("changes", "keeper"),
    [
        ({}, Keeper.HEAD),
        ({"adult_is": AdultIs.LEADER}, Keeper.CHAIR),
        ({"adult_leads": True, "another_chair": False}, Keeper.CHAIR),
        ({"author_leads": True}, Keeper.CHAIR),
        ({"author_leads": True, "another_chair": False}, Keeper.HEAD),
        ({"another_leader": False}, Keeper.CHAIR),
        ({"adult_is": AdultIs.OFFICER}, Keeper.HEAD),
        ({"adult_is": AdultIs.OFFICER, "place": Kind.POLICE}, Keeper.CHAIR),
        ({"adult_is_officer": True, "place": Kind.TRANSPORT_POLICE}, Keeper.CHAIR),
        ({"adult_is_officer": True}, Keeper.HEAD),
        ({"adult_is_officer": True, "place": Kind.POLICE, "another_chair": False}, Keeper.HEAD),
    ],
)
def test_whom_a_concern_is_about_decides_who_reads_it(changes, keeper):
    assert keeper_of(standing(**changes)) == keeper


def test_what_is_missing_is_said_at_its_field():
    future = TODAY + datetime.timedelta(days=1)
    assert set(NewStaffConcern("", "", " ", future).problems(TODAY)) == {
        *("adult_is", "adult_as_named", "level", "account", "happened_on"),
    }
    assert set(NewStaffStep("", " ").problems(TODAY)) == {"what", "reason"}
    lado = NewStaffStep("lado", "May meet it.").problems(TODAY)
    assert set(lado) == {"lado_on", "lado_name", "lado_advice"}
    assert set(NewStaffStep("lado", "It may.", future, "Jo", "Wait.").problems(TODAY)) == {
        "lado_on"
    }
    assert NewStaffStep("lado", "It may.", TODAY, "Jo", "Wait.").problems(TODAY) == {}


def account(short):
    return Account.objects.get(email=f"{short}@example.org").pk


def may_see(acting, short, concern):
    """Through our code, and in the database without it."""
    with acting(short) as person:
        seen = StaffConcern.objects.visible_to(person).filter(pk=concern.pk).exists()
        assert seen == StaffConcern.objects.filter(pk=concern.pk).exists()
        return seen


def readers(acting, concern):
    return {short for short in make.CAST if may_see(acting, short, concern)}


def test_it_goes_to_the_head_alone_and_its_author_keeps_a_copy(acting):
    assert readers(acting, a_staff_concern(acting)) == {"hugh", "tom"}


def test_about_the_head_it_goes_to_the_chair_chosen_typed_or_only_called_the_head(acting):
    for about in (
        {"adult": account("hugh"), "adult_as_named": ""},
        {"adult_as_named": "HUGH OSEI"},
        {"adult_is": "leader", "adult_as_named": "The head"},
    ):
        concern = a_staff_concern(acting, **about)
        assert readers(acting, concern) == {"una", "tom"}
        with acting("tom"):
            assert StaffConcern.objects.get(pk=concern.pk).adult_id == account("hugh")


def test_the_heads_own_goes_to_the_chair(acting):
    concern = a_staff_concern(acting, by="hugh")
    assert readers(acting, concern) == {"una", "hugh"}
    with acting("hugh") as hugh:
        assert not queries.keeps(hugh, StaffConcern.objects.get(pk=concern.pk))
        step = NewStaffStep("nothing", "Nothing in it.")
        with pytest.raises(Denied):
            commands.decide_staff_concern(concern, step, by=hugh)


def test_about_the_chair_it_goes_to_the_head_and_the_chair_is_never_told(acting):
    concern = a_staff_concern(acting, adult=account("una"), adult_as_named="", level="harm")
    assert readers(acting, concern) == {"hugh", "tom"}
    with acting("una"):
        assert Chase.objects.count() == 0
    with service("clock", concern.org_id):
        assert Chase.objects.get(about=concern.pk).matter == "staff_concern_head"


def test_somebody_who_is_made_head_later_does_not_read_what_is_about_them(acting):
    concern = a_staff_concern(acting, by="lena", adult=account("tom"), adult_as_named="")
    with acting("nora") as nora:
        org = make.org("northfield")
        invite(org, NewMember("tom@example.org", "Tom Reed", Role.HEAD, "", LONG_AGO), by=nora)
    assert readers(acting, concern) == {"hugh", "lena"}


def test_a_police_officer_goes_outside_the_team_where_somebody_is(acting):
    concern = a_staff_concern(acting, by="omar", adult=account("ines"), adult_as_named="")
    assert readers(acting, concern) == {"sam", "omar"}
    with make.setting_up("police") as (place, by):
        new = NewMember("pat@example.org", "Pat Lee", Role.OUTSIDE_DECIDER, starts_on=LONG_AGO)
        invite(place, new, by=by)
    concern = a_staff_concern(acting, by="omar", adult=account("ines"), adult_as_named="")
    assert may_see(acting, "pat", concern)
    assert not may_see(acting, "sam", concern)


def test_two_of_one_name_must_be_told_apart_and_strangers_cannot_be_chosen(acting):
    with acting("nora") as nora:
        org = make.org("northfield")
        new = NewMember("tom2@example.org", "Tom Reed", Role.TEACHER, starts_on=LONG_AGO)
        invite(org, new, by=nora)
    for about in ({"adult_as_named": "Tom Reed"}, {"adult": account("rita")}):
        with pytest.raises(Invalid) as refused:
            a_staff_concern(acting, by="lena", **about)
        assert set(refused.value.problems) == {"adult"}


def told(org):
    with service("mailer", org):
        return set(Message.objects.exclude(account_id=None).values_list("account_id", "kind"))


def test_its_readers_are_told_one_by_one(acting):
    concern = a_staff_concern(acting)
    assert (account("hugh"), "waiting") in told(concern.org_id)
    a_staff_concern(acting, level="harm", adult=account("hugh"))
    assert (account("una"), "urgent") in told(concern.org_id)


def test_its_author_sees_that_it_was_read_and_nothing_more(acting):
    concern = a_staff_concern(acting)
    with acting("hugh") as hugh:
        for _twice in range(2):
            commands.read_staff_concern(StaffConcern.objects.get(pk=concern.pk), by=hugh)
        commands.decide_staff_concern(concern, NewStaffStep("support", "Talked."), by=hugh)
        assert [one.decided for one in queries.staff_concerns(hugh).items] == ["support"]
        assert queries.staff_concerns_to_decide(hugh, 5) == []
    with acting("tom") as tom:
        commands.read_staff_concern(StaffConcern.objects.get(pk=concern.pk), by=tom)
        story = queries.staff_story(concern)
        assert (len(story.readings), story.steps) == (1, [])
        assert [one.read_at is None for one in queries.my_staff_concerns(tom)] == [False]
        with pytest.raises(Denied):
            commands.decide_staff_concern(concern, NewStaffStep("nothing", "No."), by=tom)
        with pytest.raises(Denied):
            queries.staff_concerns(tom)


def test_the_safeguarding_lead_and_strangers_find_nothing(acting):
    concern = a_staff_concern(acting)
    for short in ("lena", "dev", "omar", "rita", "nora", "ada", "una"):
        with acting(short) as person, pytest.raises(NotThere):
            queries.staff_concern_for(person, concern.pk)
    with acting("gus") as gus, pytest.raises(Denied):
        commands.record_staff_concern(NewStaffConcern("other", "low", "x", TODAY), by=gus)


def test_reading_ends_its_clock_and_only_those_few_see_that_it_ran(acting):
    concern = a_staff_concern(acting, level="harm")
    for short in ("lena", "tom", "ada"):
        with acting(short):
            assert Chase.objects.filter(about=concern.pk).count() == 0
    with acting("hugh") as hugh:
        assert Chase.objects.get(about=concern.pk).ended_at is None
        commands.read_staff_concern(concern, by=hugh)
        assert Chase.objects.get(about=concern.pk).ended_at is not None


def test_the_auditor_sees_that_it_happened_and_never_what(acting):
    concern = a_staff_concern(acting)
    with acting("ada"):
        rows = AuditEvent.objects.filter(about_id=str(concern.pk))
        assert [(row.event, row.child, row.details) for row in rows] == [
            ("records.staff_concern.recorded", "", {})
        ]


def test_an_auditor_whom_it_is_about_finds_no_row_of_it(acting):
    with acting("ada"):
        before = AuditEvent.objects.count()
    concern = a_staff_concern(acting, adult=account("ada"), adult_as_named="")
    with acting("hugh") as hugh:
        commands.read_staff_concern(concern, by=hugh)
        commands.decide_staff_concern(concern, NewStaffStep("support", "Talked."), by=hugh)
    with acting("ada"), connection.cursor() as cursor:
        assert AuditEvent.objects.count() == before
        cursor.execute("SELECT count(*) FROM todo_task WHERE about = %s", [concern.pk])
        assert cursor.fetchone() == (0,)


def test_where_nobody_leads_or_decides_outside_nobody_else_is_given_the_task(acting):
    concern = a_staff_concern(acting, level="harm")
    with acting("nora") as nora:
        for one in Membership.objects.filter(role__in=("head", "outside_decider")):
            end_membership(one, LONG_AGO, by=nora)
    with service("clock", concern.org_id):
        chased = Chase.objects.get(about=concern.pk)
        Chase.objects.filter(pk=chased.pk).update(rung=1, next_at=chased.started_at)
    climb(chased)
    with service("clock", concern.org_id):
        task = Task.objects.get(about=concern.pk)
    assert (task.audience, task.account_id) == ("chair", None)


def test_the_designated_officer_and_professional_standards_have_lines_of_their_own(acting):
    for place, kind, number in (
        ("services", ContactKind.LADO, "020 7946 0555"),
        ("police", ContactKind.STANDARDS, "020 7946 0666"),
    ):
        with make.setting_up(place) as (org, by):
            add_contact(org, NewContact(kind.value, number, kind=kind), by=by)
    with acting("tom") as tom:
        assert [one.phone for one in queries.lado_contacts(tom)] == ["020 7946 0555"]
        assert [one.phone for one in queries.standards_contacts(tom)] == ["020 7946 0666"]


def test_what_nobody_read_ends_with_ringing_the_designated_officer(acting):
    with make.setting_up("services") as (org, by):
        add_contact(org, NewContact("LADO", "020 7946 0555", kind=ContactKind.LADO), by=by)
    concern = a_staff_concern(acting, level="harm", adult_is="leader")
    with service("clock", concern.org_id):
        chased = Chase.objects.get(about=concern.pk)
        Chase.objects.filter(pk=chased.pk).update(rung=1, next_at=chased.started_at)
    climb(chased)
    with acting("una"):
        task = Task.objects.get(about=concern.pk)
        assert (task.ring_phone, task.named) == ("020 7946 0555", "Una Clarke")
    with acting("hugh"):
        assert Task.objects.filter(about=concern.pk).count() == 0
