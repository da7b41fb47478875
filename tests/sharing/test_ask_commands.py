"""Asking, authorising, withdrawing, narrowing: who may, and who sees what."""

import datetime

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.partnership.commands import NewMember, invite
from crossing.partnership.rules import Role
from crossing.records.models import Child
from crossing.sharing import tasks
from crossing.sharing.commands.ask import Asking, ask, withdraw
from crossing.sharing.commands.authority import authorise, refuse_authority
from crossing.sharing.commands.write_down import WrittenDown, record_request
from crossing.sharing.models import (
    AskedAbout,
    Decision,
    Deliberation,
    InformationRequest,
    Reply,
)
from crossing.sharing.queries import ask as queries
from crossing.sharing.rules import Channel, IdentityCheck, Outcome, Purpose
from tests.make import LONG_AGO, org, setting_up
from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db


def test_a_question_reaches_the_holder_alone(acting):
    asked = build.a_request(acting, by="omar", to="northfield")
    with acting("lena"):
        assert Deliberation.objects.get(request=asked.pk).recipient.name.startswith("Riverside")
        assert build.again(asked).wanted.startswith("Whether")
    for stranger in ("rita", "otto", "nora", "gus", "ada", "eve"):
        with acting(stranger):
            assert not InformationRequest.objects.filter(pk=asked.pk).exists()
            assert not Deliberation.objects.exists()


def test_a_teacher_sees_no_question(acting):
    asked = build.a_request(acting)
    with acting("tom"):
        assert not InformationRequest.objects.filter(pk=asked.pk).exists()


def test_the_asker_never_sees_the_holders_work(acting):
    asked = build.a_request(acting)
    with acting("omar"):
        assert not Deliberation.objects.filter(request=asked.pk).exists()


def test_the_holder_never_sees_which_record_it_was_about(acting):
    child = a_child(acting, by="rita")
    asked = build.a_request(acting, by="rita", to="northfield", child=child)
    with acting("rita"):
        assert AskedAbout.objects.get(request=asked.pk).child_id == child.pk
    with acting("lena"):
        assert build.again(asked)
        assert not AskedAbout.objects.exists()


def test_another_organisations_child_is_refused(acting):
    child = a_child(acting, by="lena")
    with acting("rita") as rita, pytest.raises(Child.DoesNotExist):
        Asking(build.new_ask(), org("northfield"), Child.objects.get(pk=child.pk))
    with acting("rita") as rita, pytest.raises(NotThere):
        ask(Asking(build.new_ask(), org("northfield"), child), by=rita)


def test_it_is_due_in_five_working_days(acting):
    asked = build.a_request(acting)
    days = (asked.due_at.date() - asked.sent_at.date()).days
    assert days in (7, 8, 9)
    assert asked.due_at.hour == 17


def test_section_47_is_due_the_next_working_day(acting):
    asked = build.a_request(acting, by="mina", purpose=Purpose.SECTION_47)
    assert datetime.timedelta(0) < asked.due_at - asked.sent_at < datetime.timedelta(days=5)


def test_those_who_decide_are_told(acting):
    asked = build.a_request(acting)
    assert build.told(asked.holder_id) == [("waiting", "sharing.decide")]


def test_where_one_proposes_the_proposers_are_told(acting):
    asked = build.a_request(acting, by="lena", to="police")
    assert build.told(asked.holder_id) == [("waiting", "sharing.propose")]


def test_authorisers_are_told_first(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    assert build.told(asked.asker_id) == [("waiting", "request.authorise")]
    assert build.told(asked.holder_id) == []


def test_asking_authorising_and_withdrawing_are_in_the_log(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    build.authorised(acting, asked)
    with acting("omar") as omar:
        withdraw(build.again(asked), by=omar)
    names = ["sharing.request.asked", "sharing.authority.given", "sharing.request.withdrawn"]
    assert sorted(build.events(asked.asker_id, *names)) == sorted(names)


def test_too_wide_is_refused_at_the_field(acting):
    with acting("omar") as omar, pytest.raises(Invalid) as refused:
        ask(Asking(build.new_ask(wanted="Everybody who is her friend"), org("northfield")), by=omar)
    assert "too wide" in str(refused.value.problems["wanted"])


@pytest.mark.parametrize("who", ["tom", "nora", "ada", "ines", "una"])
def test_who_may_not_ask(acting, who):
    with acting(who) as person, pytest.raises(Denied):
        ask(Asking(build.new_ask(), org("southgate")), by=person)


def test_nobody_asks_oneself_or_a_board(acting):
    for place in ("police", "board"):
        with acting("omar") as omar, pytest.raises(NotThere):
            ask(Asking(build.new_ask(), org(place)), by=omar)


def test_police_work_waits_for_authority_unseen(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    assert (asked.status, asked.sent_at, asked.due_at) == ("awaiting_authority", None, None)
    with acting("lena"):
        assert not InformationRequest.objects.filter(pk=asked.pk).exists()
        assert not Deliberation.objects.exists()
    build.authorised(acting, asked)
    with acting("lena"):
        assert build.again(asked).authorised_by_name.startswith("Ines Grant")
        assert Deliberation.objects.filter(request=asked.pk).exists()


def test_asking_about_crime_is_police_work_whatever_was_said(acting):
    changes = build.ENFORCING | {"law_enforcement": False}
    assert build.a_request(acting, **changes).needs_authority


@pytest.mark.parametrize("who", ["omar", "sam"])
def test_only_an_authoriser_authorises(acting, who):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting(who) as person, pytest.raises(Denied):
        authorise(build.again(asked), by=person)


def test_authority_is_given_once(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    build.authorised(acting, asked)
    with acting("ines") as ines, pytest.raises(WrongState):
        authorise(build.again(asked), by=ines)


def test_refused_authority_says_why_and_sends_nothing(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("ines") as ines:
        with pytest.raises(Invalid):
            refuse_authority(build.again(asked), " ", by=ines)
        refuse_authority(build.again(asked), "Name the date.", by=ines)
    with acting("omar") as omar:
        row = queries.request_for(omar, asked.pk)
        assert queries.asked_in_full(row).standing == "not_authorised"
        assert row.authority_refused_reason == "Name the date."
    with acting("lena"):
        assert not InformationRequest.objects.filter(pk=asked.pk).exists()


def test_withdrawing_ends_the_holders_work(acting):
    asked = build.a_request(acting)
    with acting("omar") as omar:
        withdraw(build.again(asked), by=omar)
        with pytest.raises(WrongState):
            withdraw(build.again(asked), by=omar)
        place = str(org("northfield").pk)
    for _twice in range(2):
        tasks.close_deliberation.func(request=str(asked.pk), org=place)
    with acting("lena"):
        assert Deliberation.objects.get(request=asked.pk).status == "closed"


def test_the_holder_cannot_withdraw_it(acting):
    asked = build.a_request(acting)
    with acting("lena") as lena, pytest.raises(NotThere):
        withdraw(build.again(asked), by=lena)


def test_a_narrower_question_takes_its_place(acting):
    asked = build.a_request(acting)
    with acting("omar"):
        wide = build.again(asked)
    narrow = build.a_request(acting, narrows=wide, wanted="Only Monday morning.")
    with acting("omar"):
        assert build.again(asked).status == "narrowed"
        assert build.again(narrow).narrows_id == asked.pk


def test_the_reply_is_seen_and_the_reason_kept_is_not(acting):
    child = a_child(acting)
    asked = build.a_request(acting)
    build.an_answer(acting, asked, child, outcome=Outcome.REFUSE, items=[], **build.REFUSED)
    with acting("omar") as omar:
        seen = queries.asked_in_full(queries.request_for(omar, asked.pk))
        assert (seen.standing, seen.told) == ("answered", "refused")
        assert seen.reply.would_change == "Ask for two dates."
        assert not Decision.objects.exists()
    with acting("otto"):
        assert not Reply.objects.exists()


def test_lists_show_open_overdue_and_answered(acting):
    child = a_child(acting)
    waiting = build.a_request(acting)
    done = build.a_request(acting, given_names="Yusuf")
    build.an_answer(acting, done, child)
    with acting("omar") as omar:
        found = {show: build.listed(omar, show) for show in ("", "open", "overdue", "answered")}
    assert found == {
        "": {done.pk, waiting.pk},
        "open": {waiting.pk},
        "overdue": set(),
        "answered": {done.pk},
    }


def test_another_team_lists_nothing(acting):
    build.a_request(acting)
    for stranger in ("otto", "rita", "lena"):
        with acting(stranger) as person:
            assert build.listed(person, "") == set()


def test_a_call_is_written_down_and_decided_like_any_other(acting):
    told = build.new_ask(
        channel=Channel.PHONE,
        asked_by="Jo Bell",
        position="Duty officer",
        identity_check=IdentityCheck.CALLED_BACK,
    )
    with acting("lena") as lena:
        down = WrittenDown(told, organisation="Hillford Council", number="020 7946 0123")
        work = record_request(down, by=lena)
        asked = InformationRequest.objects.get(pk=work.request_id)
        assert asked.outside_asker == "Jo Bell, Duty officer, Hillford Council"
        assert asked.identity_check.endswith(": 020 7946 0123")
    with acting("rita"):
        assert not InformationRequest.objects.exists()


def test_a_call_needs_who_asked_and_how_they_were_checked(acting):
    with acting("lena") as lena, pytest.raises(Invalid) as refused:
        record_request(WrittenDown(build.new_ask(channel=Channel.PHONE)), by=lena)
    assert {"asked_by", "position", "identity_check"} <= set(refused.value.problems)


def test_of_two_who_act_at_once_the_second_is_told(acting):
    asked = build.a_request(acting)
    with acting("omar") as omar:
        mine, stale = build.again(asked), build.again(asked)
        withdraw(mine, by=omar)
        with pytest.raises(WrongState):
            withdraw(stale, by=omar)


def test_what_was_never_sent_can_be_withdrawn(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("omar") as omar:
        withdraw(build.again(asked), by=omar)
        assert build.again(asked).status == "withdrawn"


def test_nobody_authorises_their_own_question(acting):
    with setting_up("police") as (place, by):
        new = NewMember("omar@example.org", "Omar Aziz", Role.AUTHORISER, starts_on=LONG_AGO)
        invite(place, new, by=by)
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("omar") as omar, pytest.raises(Denied):
        authorise(build.again(asked), by=omar)


def test_another_place_authorises_nothing_of_ours(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("otto") as otto, pytest.raises(NotThere):
        authorise(asked, by=otto)


def test_a_partner_who_rings_is_the_recipient(acting):
    told = build.new_ask(
        channel=Channel.PHONE,
        asked_by="Omar Aziz",
        position="Officer",
        identity_check=IdentityCheck.KNOWN,
    )
    with acting("lena") as lena:
        work = record_request(WrittenDown(told, asker=org("police")), by=lena)
        assert work.recipient_id == org("police").pk
        here = WrittenDown(build.new_ask(channel=Channel.HERE))
        with pytest.raises(Invalid) as refused:
            record_request(here, by=lena)
    assert "channel" in refused.value.problems
