"""What the pages never offer is refused by the commands all the same."""

import datetime

import pytest

from crossing.core.errors import Invalid, WrongState
from crossing.partnership import commands
from crossing.partnership.commands import NewMember
from crossing.partnership.models import Assignment, Membership
from crossing.partnership.rules import Role
from tests.make import org

DAY = datetime.date(2026, 11, 23)
EARLIER = datetime.date(2026, 11, 2)


def member(short):
    return Membership.objects.get(account__email=f"{short}@example.org")


def problems(call, *arguments, **named):
    with pytest.raises(Invalid) as refused:
        call(*arguments, **named)
    return set(refused.value.problems)


def test_a_role_of_another_kind_of_organisation_is_refused(acting):
    with acting("nora") as nora:
        new = NewMember("new@example.org", "New", Role.SERGEANT)
        assert problems(commands.invite, org("northfield"), new, by=nora) == {"role"}


def test_a_role_that_ends_before_it_starts_is_refused(acting):
    with acting("nora") as nora:
        new = NewMember("new@example.org", "New", Role.TEACHER, starts_on=DAY, ends_on=EARLIER)
        assert problems(commands.invite, org("northfield"), new, by=nora) == {"ends_on"}


def test_a_membership_does_not_end_long_before_it_starts(acting):
    with acting("nora") as nora:
        early = datetime.date(2026, 1, 1)
        assert problems(commands.end_membership, member("tom"), early, by=nora) == {"last_day"}


def test_a_membership_that_has_ended_stays_ended(acting):
    with acting("nora") as nora, pytest.raises(WrongState):
        commands.end_membership(member("eve"), DAY, by=nora)


def assign(by, short="omar", school="northfield", **more):
    given = {"starts_on": DAY, "by": by} | more
    return problems(commands.assign_officer, member(short), org(school), **given)


def test_only_an_officer_is_assigned_to_a_school_of_the_partnership_for_a_time(acting):
    with acting("sam") as sam:
        assert assign(sam, "ines") == {"officer"}
        assert assign(sam, school="services") == {"school"}
        assert assign(sam, ends_on=EARLIER) == {"ends_on"}


def test_an_assignment_does_not_end_before_it_starts(acting):
    with acting("sam") as sam:
        serving = Assignment.objects.filter(org=sam.acting_at).first()
        early = datetime.date(2026, 1, 1)
        assert problems(commands.end_assignment, serving, early, by=sam) == {"last_day"}
