"""The second person's review where nobody inside is left: it passes to the outside decider, and to
nobody while there is somebody inside."""

import datetime

import pytest
from django.db import Error, transaction

from crossing.core.clock import now, today
from crossing.core.errors import Denied, NotThere
from crossing.database.acting import service
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewMember
from crossing.partnership.models import Membership
from crossing.partnership.rules import Role
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.commands.review import review_emergency
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
from crossing.sharing.queries.second import reviewer_of
from crossing.todo.models import Chase
from crossing.todo.rules import Matter
from tests import make
from tests.conftest import client_for
from tests.make import LONG_AGO, org
from tests.records.build import a_child, sealed
from tests.sharing.build import opened, told
from tests.sharing.urgent import (
    FINE,
    THREAT,
    an_emergency,
    proposed_and_confirmed,
    recorded,
    reviewed,
    tasks,
)
from tests.todo.build import climb


@pytest.fixture
def acting(live_database):
    """What is seen in the act itself is gone at a later moment: so each act really commits."""
    return make.acting


@pytest.fixture
def signed_in(live_database):
    return client_for


def left(*shorts, by="nora"):
    """These people do not work there any more, since yesterday."""
    with make.acting(by) as person:
        for short in shorts:
            member = Membership.objects.get(
                org=person.place, account__email=f"{short}@example.org", ends_on=None
            )
            partnership.end_membership(member, today() - datetime.timedelta(days=1), by=person)


def joins(name, role, key="northfield"):
    """Somebody new works there."""
    with make.setting_up(key) as (place, by):
        new = NewMember(f"{name}@example.org", name.title(), role, starts_on=LONG_AGO)
        return partnership.invite(place, new, by=by)


def late(shared):
    """The clock of the review reaches its next rung."""
    with service("clock", shared.org_id):
        chased = Chase.objects.get(about=shared.pk, matter=Matter.EMERGENCY_REVIEW)
        Chase.objects.filter(pk=chased.pk).update(next_at=now())
    climb(chased)
    with service("clock", shared.org_id):
        return Chase.objects.get(pk=chased.pk)


@pytest.fixture
def alone(acting):
    """A school with one lead, who shared and wrote the record."""
    left("dev", "hugh")
    amina = a_child(acting)
    shared = an_emergency(acting, amina, by="lena")
    recorded(acting, shared, amina)
    return shared


def test_the_chair_of_a_school_with_one_lead_closes_it(acting, alone):
    assert ("waiting", "outside.see") in told(alone.org_id)
    assert tasks(acting, "una") == {Matter.EMERGENCY_REVIEW_CHAIR}
    review = reviewed(acting, alone, by="una")
    assert review.by_name == "Una Clarke, Outside decider"
    with acting("lena"):
        assert EmergencyClock.objects.get(emergency=alone.pk).status == "closed"
        running = Chase.objects.filter(about=alone.pk, ended_at=None)
        assert set(running.values_list("matter", flat=True)) == {Matter.EMERGENCY_UNREAD}
    assert tasks(acting, "una") == set()


def test_its_clock_is_the_chairs_and_not_the_leads(acting, alone):
    with acting("lena"):
        clock = EmergencyClock.objects.get(emergency=alone.pk)
        mine = Chase.objects.get(about=alone.pk, matter=Matter.EMERGENCY_REVIEW_CHAIR)
        old = Chase.objects.get(about=alone.pk, matter=Matter.EMERGENCY_REVIEW)
    assert (mine.ended_at, mine.due_at) == (None, clock.review_due_at)
    assert old.ended_at is not None


def test_the_chair_sees_that_emergency_with_its_record_and_nothing_else(acting, alone):
    other = a_child(acting, given="Noor", family="Haddad")
    an_emergency(acting, other, by="tom")
    with acting("una") as una:
        assert [one.pk for one in queries.emergencies(una)] == [alone.pk]
        seen = queries.seen_by(una, queries.emergency_for(una, alone.pk))
        assert (seen.passed, seen.may_review, seen.may_record) == (True, True, False)
        assert seen.items[0].text == THREAT
        assert seen.record.reason_kept
        for table in (Emergency, EmergencyClock, Disclosure, Decision):
            assert table.objects.count() == 1, table
        assert not Deliberation.objects.exists()


def test_the_chair_reads_whether_it_was_opened_there(acting, alone):
    def unread():
        with acting("una") as una:
            return queries.seen_by(una, queries.emergency_for(una, alone.pk)).unread

    assert unread()
    opened(acting, alone)
    assert not unread()


def test_once_it_is_closed_it_is_gone_for_the_chair(acting, alone):
    reviewed(acting, alone, by="una")
    with acting("una") as una, pytest.raises(NotThere):
        queries.emergency_for(una, alone.pk)


def test_with_a_deputy_present_the_chair_is_a_stranger(acting):
    amina = a_child(acting)
    left("hugh")
    shared = an_emergency(acting, amina, by="lena")
    recorded(acting, shared, amina)
    with acting("una") as una:
        with pytest.raises(NotThere):
            queries.emergency_for(una, shared.pk)
        with pytest.raises(NotThere):
            review_emergency(shared, FINE, by=una)
        for table in (Emergency, EmergencyClock, EmergencyReview, Disclosure, DisclosedItem):
            assert not table.objects.exists(), table
        assert not Decision.objects.exists()
        refused(lambda: written(shared, una))
    assert tasks(acting, "una") == set()


def written(shared, person):
    EmergencyReview(
        org_id=person.place,
        emergency_id=shared.pk,
        by_id=person.id,
        at=now(),
        differently="x",
    ).save(force_insert=True)


def refused(write):
    with pytest.raises(Error), transaction.atomic():
        write()


def test_before_its_record_nothing_passes_outside(acting):
    left("dev", "hugh")
    shared = an_emergency(acting, a_child(acting), by="lena")
    with acting("lena"):
        assert reviewer_of(shared.pk) is None
    with acting("una"):
        assert not Emergency.objects.exists()


def test_past_the_code_the_chair_reviews_and_adds_nothing_else(acting, alone):
    with acting("una") as una:
        stray = DisclosedItem.objects.first()
        stray.pk, stray.position = None, 9
        refused(lambda: stray.save(force_insert=True))
        again = Arrival(org=org("police"), disclosure_id=alone.pk)
        refused(lambda: again.save(force_insert=True))
        clock = EmergencyClock.objects.filter(emergency=alone.pk)
        refused(lambda: clock.update(status="closed", closed_at=now()))
        assert Disclosure.objects.update(closed_by_name="Una") == 0
        written(alone, una)
    with acting("lena") as lena:
        refused(lambda: written(alone, lena))


def test_whoever_shared_and_wrote_it_still_does_not_review_it(acting, alone):
    with pytest.raises(Denied):
        reviewed(acting, alone, by="lena")
    with acting("rita") as rita, pytest.raises(Denied):
        review_emergency(alone, FINE, by=rita)


def test_when_a_deputy_comes_it_is_theirs_again(acting, alone):
    joins("new", Role.DEPUTY)
    with acting("una"):
        assert not Emergency.objects.exists()
    reviewed(acting, alone, by="new")


def test_a_deputy_who_is_close_to_the_family_leaves_it_to_the_chair(acting):
    left("hugh")
    amina = a_child(acting)
    shared = an_emergency(acting, amina, by="lena")
    with acting("dev") as dev:
        declare_connection(Deliberation.objects.get(pk=shared.deliberation_id), by=dev)
    recorded(acting, shared, amina)
    assert reviewed(acting, shared, by="una").by_name.startswith("Una")


def test_a_deputy_who_may_not_see_the_child_leaves_it_to_the_chair(acting):
    left("hugh")
    amina = a_child(acting)
    sealed(acting, amina)
    shared = an_emergency(acting, by="lena")
    recorded(acting, shared, amina)
    assert reviewed(acting, shared, by="una").by_name.startswith("Una")


def test_a_sergeant_alone_in_a_team_leaves_it_to_the_outside_decider(acting):
    joins("olga", Role.OUTSIDE_DECIDER, "police")
    child = a_child(acting, by="omar")
    shared = an_emergency(acting, child, by="sam", to="northfield")
    proposed_and_confirmed(acting, shared, child)
    assert reviewed(acting, shared, by="olga").by_name.startswith("Olga")


def test_where_there_is_no_outside_decider_the_administrator_names_one(acting):
    left("dev", "hugh", "una")
    amina = a_child(acting)
    shared = an_emergency(acting, amina, by="lena")
    recorded(acting, shared, amina)
    assert ("waiting", "members.manage") in told(shared.org_id)
    assert tasks(acting, "nora") == {Matter.OUTSIDE_DECIDER}
    with acting("lena"):
        assert reviewer_of(shared.pk) == "nobody"
    joins("olga", Role.OUTSIDE_DECIDER)
    assert tasks(acting, "olga") == {Matter.EMERGENCY_REVIEW_CHAIR}
    reviewed(acting, shared, by="olga")
    assert tasks(acting, "nora") == set()


def test_who_leaves_after_the_record_leaves_it_to_the_chair_when_it_is_late(acting):
    left("dev")
    amina = a_child(acting)
    shared = an_emergency(acting, amina, by="lena")
    recorded(acting, shared, amina)
    assert late(shared).rung == 1
    left("hugh")
    assert late(shared).ended_at
    assert tasks(acting, "una") == {Matter.EMERGENCY_REVIEW_CHAIR}
    with acting("lena"):
        passed = Chase.objects.get(about=shared.pk, matter=Matter.EMERGENCY_REVIEW_CHAIR)
        assert passed.ended_at is None
    assert reviewed(acting, shared, by="una").by_name.startswith("Una")


def test_the_word_who_reviews_is_told_to_nobody_elsewhere(acting, alone):
    for short in ("rita", "omar", "tom"):
        with acting(short):
            assert reviewer_of(alone.pk) is None


# Pages


def text(response):
    return response.content.decode()


@pytest.mark.slow
def test_the_chair_finds_it_at_home_reads_it_and_closes_it(acting, signed_in, alone):
    una, address = signed_in("una"), f"/sharing/emergency/{alone.pk}"
    assert address in text(una.get("/"))
    page = text(una.get(address))
    assert "This has passed to you" in page
    assert THREAT in page
    assert "/sharing/decisions/" not in page
    review = una.get(f"{address}/review")
    assert "The law it stands on" in text(review)
    answer = {
        "necessary": "yes",
        "proportionate": "yes",
        "because": "",
        "differently": "Nothing.",
        "family_told": "told",
    }
    assert una.post(f"{address}/review", answer).headers["Location"] == "/"
    with acting("lena"):
        assert EmergencyClock.objects.get(emergency=alone.pk).status == "closed"


def test_those_inside_read_who_reviews_it(signed_in, alone):
    page = text(signed_in("lena").get(f"/sharing/emergency/{alone.pk}"))
    assert "By the outside decider" in page


def test_with_a_deputy_present_the_page_is_not_there_for_the_chair(acting, signed_in):
    amina = a_child(acting)
    shared = an_emergency(acting, amina, by="lena")
    recorded(acting, shared, amina)
    una = signed_in("una")
    assert una.get(f"/sharing/emergency/{shared.pk}").status_code == 404
    assert una.get(f"/sharing/emergency/{shared.pk}/review").status_code == 404
