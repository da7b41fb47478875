"""Plain SQL as the app: one person alone does what takes two. Each act commits, as in real life."""

from uuid import uuid4

import pytest

from crossing.audit.models import NOWHERE
from crossing.core.errors import Denied, WrongState
from crossing.database.acting import service
from crossing.partnership import commands as partnership
from crossing.partnership.models import Account, Membership
from crossing.partnership.people import Service
from crossing.sharing.commands.confirm import propose
from crossing.sharing.commands.review import review_emergency, step_back
from crossing.sharing.models import Deliberation, Emergency
from crossing.sharing.rules import Outcome
from tests import make
from tests.hostile.test_rewriting import END, refused
from tests.records.build import a_child, an_entry, joined, sealed
from tests.sharing import build, families
from tests.sharing.test_moved import moved, parted
from tests.sharing.urgent import FINE, an_emergency, recorded
from tests.todo.build import clock_of


@pytest.fixture
def acting(live_database):
    return make.acting


def member(short):
    return Membership.objects.get(account__email=f"{short}@example.org")


def disabled(short):
    account = Account.objects.get(email=f"{short}@example.org")
    with service("setup", NOWHERE):
        partnership.disable_account(account, by=Service("setup", NOWHERE))


ASKED_AND_CONFIRMED = (
    "INSERT INTO partnership_recovery (id, org_id, member_id, what, known_by, asked_by_id,"
    " asked_by_name, asked_at, decided_at, decided_by_name, confirmed)"
    " VALUES (%s, %s, %s, 'enable', 'x', %s, 'Nora', app_now(), app_now(), 'Hugh Osei', true)"
)


def test_nobody_asks_and_confirms_to_let_somebody_in(acting):
    disabled("tom")
    with acting("nora") as nora:
        tom = member("tom")
    assert refused(acting, "nora", ASKED_AND_CONFIRMED, uuid4(), nora.place, tom.pk, "me")


def test_a_place_that_somebody_left_does_not_take_them_back_by_its_row(acting):
    with acting("nora"):
        eve = member("eve")
    sql = "UPDATE partnership_membership SET ends_on = NULL WHERE id = %s"
    assert refused(acting, "nora", sql, eve.pk)


MOVE = "UPDATE records_entry SET child_id = %s WHERE id = %s"


def test_what_two_agreed_is_done_once(acting):
    amina, bella = a_child(acting), a_child(acting, "Bella", "Stone")
    entry = an_entry(acting, amina)
    moved(acting, entry, bella)
    moved(acting, entry, amina, by="dev", and_by="lena")
    assert refused(acting, "dev", MOVE, bella.pk, entry.pk)


def test_records_are_joined_and_taken_apart_once(acting):
    amina, twin = a_child(acting), a_child(acting, "Aminah", "Shah")
    join = joined(acting, amina, twin)
    parted(acting, join)
    later = an_entry(acting, amina)
    assert refused(acting, "dev", MOVE, twin.pk, later.pk)
    again = (
        "INSERT INTO records_childjoin (id, org_id, request_id, kept_id, other_id, joined_at)"
        " VALUES (%s, %s, %s, %s, %s, app_now())"
    )
    values = (uuid4(), join.org_id, join.request_id, amina.pk, twin.pk)
    assert refused(acting, "dev", again, *values)
    joined_again = joined(acting, amina, twin)
    apart = "UPDATE records_childjoin SET parted_at = app_now() WHERE id = %s"
    assert refused(acting, "dev", apart, joined_again.pk)


def test_whoever_proposes_does_not_decide_in_the_end(acting):
    child = a_child(acting, by="omar")
    request = build.a_request(acting, by="mina", to="police")
    with acting("omar") as omar:
        work = Deliberation.objects.get(request=request.pk)
        power = {"picked": {"power": "COMMON_LAW_POLICE"}}
        work = build.work_on(work, omar, child, Outcome.SHARE_ALL, [build.SCHOOL_DAY], **power)
        propose(work, by=omar)
    to = "UPDATE sharing_deliberation SET status = %s WHERE id = %s"
    assert not refused(acting, "omar", to, "returned", work.pk)
    assert refused(acting, "omar", to, "new", work.pk)
    assert refused(acting, "omar", to, "decided", work.pk)


def test_a_page_for_a_family_is_not_checked_by_nobody(acting):
    page = families.started(acting, a_child(acting))
    families.written(acting, page)
    families.sent(acting, page)
    sql = (
        "UPDATE sharing_familypage SET status = 'released', checked_at = app_now(),"
        " checked_by_name = 'Dev Patel' WHERE id = %s"
    )
    assert refused(acting, "lena", sql, page.pk)


@pytest.fixture
def written(acting):
    """An emergency whose review is due."""
    amina = a_child(acting)
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    return shared


REVIEW = (
    "INSERT INTO sharing_emergencyreview (id, org_id, emergency_id, by_id, by_name, at, necessary,"
    " proportionate, because, differently, family_told)"
    " VALUES (%s, %s, %s, %s, 'x', app_now(), 'yes', 'yes', '', '', 'told')"
)


def test_whoever_stepped_back_does_not_review(acting, written):
    with acting("dev") as dev:
        seen = Emergency.objects.get(pk=written.pk)
        step_back(seen, by=dev)
    with acting("dev") as dev, pytest.raises(Denied):
        review_emergency(seen, FINE, by=dev)
    assert refused(acting, "dev", REVIEW, uuid4(), written.org_id, written.pk, "me")
    with acting("dev") as dev, pytest.raises(WrongState):
        step_back(seen, by=dev)
    assert not refused(acting, "hugh", REVIEW, uuid4(), written.org_id, written.pk, "me")


def test_whoever_shared_or_wrote_it_has_nothing_to_step_back_from(acting, written):
    with acting("lena") as lena, pytest.raises(WrongState):
        step_back(Emergency.objects.get(pk=written.pk), by=lena)


def test_an_outside_decider_ends_no_clock_of_what_was_not_passed_to_them(acting, written):
    chase = clock_of(written.org_id, written.pk, "emergency_review")
    assert refused(acting, "una", END, chase.pk)


def test_a_deputy_ends_no_clock_of_an_emergency_they_do_not_see(acting):
    amina = a_child(acting)
    shared = an_emergency(acting, amina, by="lena")
    recorded(acting, shared, amina)
    sealed(acting, amina)
    chase = clock_of(shared.org_id, shared.pk, "emergency_review")
    assert refused(acting, "dev", END, chase.pk)
