"""Plain SQL as the app: rewriting what a second person's word, or both sides', rests on."""

import pytest
from django.db import DatabaseError, connection, transaction

from crossing.audit.models import NOWHERE
from crossing.core.errors import WrongState
from crossing.database.acting import service
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewMember
from crossing.partnership.models import Account, Membership
from crossing.partnership.people import Service
from crossing.partnership.queries import organisation_of, recovery_for
from crossing.partnership.rules import Role
from crossing.records import commands as records
from crossing.records.models import Child, JoinRequest
from crossing.sharing.commands import disagree
from crossing.sharing.commands.confirm import propose
from crossing.sharing.models import Deliberation
from crossing.sharing.rules import Outcome
from crossing.todo.models import Chase
from crossing.todo.rules import Matter
from tests.make import setting_up
from tests.records.build import a_child, sealed
from tests.sharing import build
from tests.sharing.disagreeing import a_disagreement, again
from tests.sharing.urgent import an_emergency, recorded
from tests.todo.build import a_chase


def refused(acting, short, sql, *values):
    """Whether the database refuses it, or changes no row."""
    try:
        with transaction.atomic(), acting(short) as person, connection.cursor() as cursor:
            me = person.id
            cursor.execute(sql, [me if value == "me" else value for value in values])
            return cursor.rowcount == 0
    except DatabaseError:
        return True


PROPOSER = "UPDATE sharing_deliberation SET proposed_by_id = %s WHERE id = %s"
PROPOSED_AGAIN = "UPDATE sharing_deliberation SET status = %s WHERE id = %s"


def id_of(short):
    return Account.objects.get(email=f"{short}@example.org").pk


@pytest.fixture
def proposal(acting):
    """Sam proposes, who may also confirm."""
    child = a_child(acting, by="omar")
    request = build.a_request(acting, by="lena", to="police")
    with acting("sam") as sam:
        work = Deliberation.objects.get(request=request.pk)
        power = {"picked": {"power": "COMMON_LAW_POLICE"}}
        work = build.work_on(work, sam, child, Outcome.SHARE_ALL, [build.SCHOOL_DAY], **power)
        propose(work, by=sam)
    return work


def test_who_wrote_the_record_of_an_emergency_does_not_make_it_anothers_to_review_it(acting):
    work = recorded(acting, an_emergency(acting)).deliberation_id
    with acting("lena"):
        assert Deliberation.objects.get(pk=work).ended_at
    for taker in (id_of("dev"), id_of("lena")):
        assert refused(acting, "lena", PROPOSER, taker, work)
    sql = "UPDATE sharing_deliberation SET ended_at = NULL WHERE id = %s"
    assert refused(acting, "lena", sql, work)


def test_a_proposal_is_not_made_anothers_to_confirm_it_oneself(acting, proposal):
    sergeant, other = id_of("sam"), id_of("omar")
    assert refused(acting, "sam", PROPOSER, other, proposal.pk)
    assert refused(acting, "sam", PROPOSED_AGAIN, "decided", proposal.pk)
    with acting("sam"):
        Deliberation.objects.filter(pk=proposal.pk).update(status="returned")
    assert refused(acting, "sam", PROPOSER, other, proposal.pk)
    assert refused(acting, "omar", PROPOSED_AGAIN, "proposed", proposal.pk)
    with acting("sam"):
        assert Deliberation.objects.get(pk=proposal.pk).proposed_by_id == sergeant


def test_a_join_brings_back_no_other_flags_than_there_were(acting):
    kept, other = a_child(acting), a_child(acting, "Aminah", "Shah")
    sealed(acting, other)
    with acting("lena") as lena:
        pair = (Child.objects.get(pk=each.pk) for each in (kept, other))
        request = records.ask_join(records.NewJoin(*pair, "The same number."), by=lena)
    open_flags = '{"flags": {"kept": {}, "other": {"sealed": false}}, "held": {}}'
    before = "UPDATE records_joinrequest SET before = %s::jsonb WHERE id = %s"
    assert refused(acting, "lena", before, open_flags, request.pk)
    assert refused(acting, "hugh", before, open_flags, request.pk)
    at_once = (
        "UPDATE records_joinrequest SET before = %s::jsonb, status = 'confirmed',"
        " ended_by_id = %s, ended_by_name = 'x', ended_at = app_now() WHERE id = %s"
    )
    assert refused(acting, "hugh", at_once, open_flags, "me", request.pk)
    with acting("hugh") as hugh:
        records.confirm_join(JoinRequest.objects.get(pk=request.pk), by=hugh)
        flags = JoinRequest.objects.get(pk=request.pk).before["flags"]
    assert (flags["kept"]["sealed"], flags["other"]["sealed"]) == (False, True)


END = "UPDATE todo_chase SET ended_at = app_now(), next_at = NULL WHERE id = %s"
POSTPONE = "UPDATE todo_chase SET next_at = next_at + interval '1 year' WHERE id = %s"


@pytest.mark.parametrize("matter", list(Matter))
def test_a_clock_is_ended_by_nobody_whose_matter_it_is_not(acting, matter):
    chase = a_chase(acting, matter=matter)
    for short in ("tom", "nora", "ada", "rita"):
        assert refused(acting, short, END, chase.pk), short
    for short in ("tom", "lena", "hugh", "una"):
        assert refused(acting, short, POSTPONE, chase.pk), short


@pytest.mark.parametrize(
    ("matter", "short"),
    [
        (Matter.BREACH, "lena"),
        (Matter.BREACH_COPY_OUTSIDE, "lena"),
        (Matter.CORRECTION_TO_TELL, "lena"),
        (Matter.EMERGENCY_ASTRAY, "lena"),
        (Matter.CONCERN_URGENT, "dev"),
        (Matter.STAFF_CONCERN, "hugh"),
        (Matter.STAFF_CONCERN_CHAIR, "una"),
    ],
)
def test_those_whose_matter_it_is_end_a_clock_once(acting, matter, short):
    chase = a_chase(acting, matter=matter)
    assert not refused(acting, short, END, chase.pk)
    with service("clock", chase.org_id):
        assert Chase.objects.get(pk=chase.pk).ended_at
    sql = "UPDATE todo_chase SET ended_at = NULL, next_at = app_now() WHERE id = %s"
    assert refused(acting, short, sql, chase.pk)


def test_every_clock_of_a_place_of_work_has_somebody_there_who_ends_it(acting):
    named = {Matter.ADVICE}  # ended by whoever was asked
    tasks_alone = {Matter.OUTSIDE_DECIDER, Matter.BREACH_OFFICER}
    elsewhere = {Matter.DISAGREEMENT_HEARD, *tasks_alone}  # the board’s
    # Of a thing that one must see: ended by those who write its record, review or answer it.
    seen = {Matter.EMERGENCY_RECORD, Matter.EMERGENCY_REVIEW, Matter.EMERGENCY_REVIEW_CHAIR}
    seen |= {Matter.REQUEST_OVERDUE}
    for matter in set(Matter) - named - elsewhere - seen:
        ended = []
        for short in ("lena", "hugh", "una"):
            chase = a_chase(acting, matter=matter)
            ended.append(not refused(acting, short, END, chase.pk))
        assert any(ended), matter


AGREED = "UPDATE sharing_disagreement SET ending = 'agreed', ended_at = app_now() WHERE id = %s"


def test_one_side_alone_does_not_agree(acting):
    case = a_disagreement(acting)
    for short in ("omar", "lena"):
        assert refused(acting, short, AGREED, case.pk)
        fresh = again(case, short, acting)
        if fresh.ended_at is None:
            with acting(short) as person:
                disagree.agree(fresh, "We look again on Friday.", by=person)
    assert again(case, "omar", acting).ending == "agreed"


@pytest.fixture
def strangers(acting):
    """Two of another school, who have invited Tom there since his account was disabled."""
    with service("setup", NOWHERE):
        partnership.disable_account(
            Account.objects.get(email="tom@example.org"), by=Service("setup", NOWHERE)
        )
    with setting_up("southgate") as (place, by):
        for short, role in (("zoe", Role.ADMINISTRATOR), ("max", Role.HEAD)):
            partnership.invite(place, NewMember(f"{short}@example.org", short, role), by=by)
    with acting("zoe") as zoe:
        new = NewMember("tom@example.org", "Tom Reed", Role.TEACHER)
        return partnership.invite(organisation_of(zoe), new, by=zoe)


def test_a_place_that_invites_somebody_disabled_does_not_let_them_in(acting, strangers):
    with acting("zoe") as zoe:
        fresh = Membership.objects.select_related("account").get(pk=strangers.pk)
        with pytest.raises(WrongState, match="invited here after"):
            partnership.ask_to_let_in(fresh, "I know him.", by=zoe)
    ask = (
        "INSERT INTO partnership_recovery (id, org_id, member_id, what, known_by, asked_by_id,"
        " asked_by_name, asked_at, decided_by_name) VALUES (gen_random_uuid(), %s, %s, 'enable',"
        " '', %s, 'x', app_now(), '')"
    )
    assert not refused(acting, "zoe", ask, strangers.org_id, strangers.pk, "me")
    said = (
        "UPDATE partnership_recovery SET confirmed = true, decided_at = app_now()"
        " WHERE member_id = %s"
    )
    assert not refused(acting, "max", said, strangers.pk)
    for short in ("max", "zoe", "nora"):
        sql = "UPDATE partnership_account SET is_active = true WHERE id = %s"
        assert refused(acting, short, sql, strangers.account_id)
        sql = "UPDATE partnership_account SET is_active = true, disabled_at = NULL WHERE id = %s"
        assert refused(acting, short, sql, strangers.account_id)


def test_two_of_where_they_worked_still_let_them_in(acting, strangers):
    with acting("nora") as nora:
        ours = Membership.objects.select_related("account", "org").get(
            org=nora.place, account=strangers.account_id
        )
        recovery = partnership.ask_to_let_in(ours, "I know his voice.", by=nora)
    with acting("hugh") as hugh:
        partnership.confirm_letting_in(recovery_for(hugh, recovery.pk), by=hugh)
    assert Account.objects.get(pk=strangers.account_id).is_active
