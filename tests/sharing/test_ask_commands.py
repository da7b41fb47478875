import datetime

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.partnership.commands import NewMember, invite
from crossing.partnership.rules import Role
from crossing.records.models import Child
from crossing.sharing import tasks
from crossing.sharing.commands.ask import Asking, ask, withdraw
from crossing.sharing.commands.authority import authorise, refuse_authority
from crossing.sharing.commands.questions import answer_question
from crossing.sharing.commands.write_down import WrittenDown, record_request
from crossing.sharing.models import (
    AskedAbout,
    Decision,
    Deliberation,
    InformationRequest,
    Question,
    Reply,
)
from crossing.sharing.queries import ask as queries
from crossing.sharing.queries.overdue import overdue
from crossing.sharing.queries.waiting import waiting_for
from crossing.sharing.rules import Channel, IdentityCheck, Outcome, Purpose
from crossing.site.home import sections
from tests.make import LONG_AGO, org, setting_up
from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db


def again(asked):
    return InformationRequest.objects.get(pk=asked.pk)


def test_a_question_reaches_the_holder_alone(acting):
    asked = build.a_request(acting, by="omar", to="northfield")
    with acting("lena"):
        assert Deliberation.objects.get(request=asked.pk).recipient.name.startswith("Riverside")
        assert again(asked).wanted.startswith("Whether")
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
        assert again(asked)
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
        withdraw(again(asked), by=omar)
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
        assert again(asked).authorised_by_name.startswith("Ines Grant")
        assert Deliberation.objects.filter(request=asked.pk).exists()


def test_asking_about_crime_is_police_work_whatever_was_said(acting):
    changes = build.ENFORCING | {"law_enforcement": False}
    assert build.a_request(acting, **changes).needs_authority


@pytest.mark.parametrize("who", ["omar", "sam"])
def test_only_an_authoriser_authorises(acting, who):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting(who) as person, pytest.raises(Denied):
        authorise(again(asked), by=person)


def test_authority_is_given_once(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    build.authorised(acting, asked)
    with acting("ines") as ines, pytest.raises(WrongState):
        authorise(again(asked), by=ines)


def test_refused_authority_says_why_and_sends_nothing(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("ines") as ines:
        with pytest.raises(Invalid):
            refuse_authority(again(asked), " ", by=ines)
        refuse_authority(again(asked), "Name the date.", by=ines)
    with acting("omar") as omar:
        row = queries.request_for(omar, asked.pk)
        assert queries.asked_in_full(row).standing == "not_authorised"
        assert row.authority_refused_reason == "Name the date."
    with acting("lena"):
        assert not InformationRequest.objects.filter(pk=asked.pk).exists()


def test_withdrawing_ends_the_holders_work(acting):
    asked = build.a_request(acting)
    with acting("omar") as omar:
        withdraw(again(asked), by=omar)
        with pytest.raises(WrongState):
            withdraw(again(asked), by=omar)
        place = str(org("northfield").pk)
    for _twice in range(2):
        tasks.close_deliberation.func(request=str(asked.pk), org=place)
    with acting("lena"):
        assert Deliberation.objects.get(request=asked.pk).status == "closed"


def test_the_holder_cannot_withdraw_it(acting):
    asked = build.a_request(acting)
    with acting("lena") as lena, pytest.raises(NotThere):
        withdraw(again(asked), by=lena)


def test_a_narrower_question_takes_its_place(acting):
    asked = build.a_request(acting)
    with acting("omar"):
        wide = again(asked)
    narrow = build.a_request(acting, narrows=wide, wanted="Only Monday morning.")
    with acting("omar"):
        assert again(asked).status == "narrowed"
        assert again(narrow).narrows_id == asked.pk


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
        found = {show: _pks(omar, show) for show in ("", "open", "overdue", "answered")}
    assert found == {
        "": {done.pk, waiting.pk},
        "open": {waiting.pk},
        "overdue": set(),
        "answered": {done.pk},
    }


def _pks(person, show):
    return {row.pk for row in queries.asked_list(person, show)[0].items}


def test_another_team_lists_nothing(acting):
    build.a_request(acting)
    for stranger in ("otto", "rita", "lena"):
        with acting(stranger) as person:
            assert _pks(person, "") == set()


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


def test_a_question_back_is_answered_once_and_starts_the_clock_again(acting):
    asked = build.a_request(acting)
    with acting("lena") as lena:
        question = Question(
            request_id=asked.pk,
            from_org_id=asked.holder_id,
            to_org_id=asked.asker_id,
            text="Which door?",
            by_name=lena.name,
            at=asked.sent_at - datetime.timedelta(days=7),
        )
        question.save(force_insert=True)
    with acting("omar") as omar:
        answer_question(queries.question_for(omar, question.pk), "The side door.", by=omar)
        with pytest.raises(WrongState):
            answer_question(queries.question_for(omar, question.pk), "No.", by=omar)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("lena"):
        work = Deliberation.objects.get(request=asked.pk)
        assert work.due_at == again(asked).due_at > asked.due_at


@pytest.mark.parametrize("who", ["lena", "otto", "rita", "tom"])
def test_nobody_else_answers_it(acting, who):
    asked = build.a_request(acting)
    with acting("lena") as lena:
        question = Question(
            request_id=asked.pk,
            from_org_id=asked.holder_id,
            to_org_id=asked.asker_id,
            text="Which door?",
            by_name=lena.name,
            at=asked.sent_at,
        )
        question.save(force_insert=True)
    with acting(who) as person, pytest.raises(NotThere):
        queries.question_for(person, question.pk)


def test_what_is_overdue_is_told_once(acting):
    asked = build.a_request(acting, purpose=Purpose.SECTION_47, by="mina")
    with acting("lena"):
        Deliberation.objects.filter(request=asked.pk).update(
            due_at=asked.sent_at - datetime.timedelta(minutes=1)
        )
    with acting("omar"):
        rows = overdue()
    assert [place for place, _pk in rows] == [asked.holder_id]
    tasks.tell_overdue.func(timestamp=0)
    with acting("omar"):
        assert overdue() == []


def a_question_back(acting, asked, minutes=0):
    with acting("lena") as lena:
        question = Question(
            request_id=asked.pk,
            from_org_id=asked.holder_id,
            to_org_id=asked.asker_id,
            text="Which door?",
            by_name=lena.name,
            at=asked.sent_at + datetime.timedelta(minutes=minutes),
        )
        question.save(force_insert=True)
    return question


def make_late(acting, asked):
    long_ago = asked.sent_at - datetime.timedelta(days=3)
    with acting("lena"):
        Deliberation.objects.filter(request=asked.pk).update(due_at=long_ago)
        InformationRequest.objects.filter(pk=asked.pk).update(due_at=long_ago)


def test_a_routine_question_is_not_overdue_while_the_asker_has_the_ball(acting):
    asked = build.a_request(acting)
    make_late(acting, asked)
    with acting("omar") as omar:
        assert _pks(omar, "overdue") == {asked.pk}
    a_question_back(acting, asked)
    tasks.tell_overdue.func(timestamp=0)
    assert ("overdue", "content.see") not in build.told(asked.holder_id)
    with acting("omar") as omar:
        assert _pks(omar, "open") == {asked.pk}
        assert _pks(omar, "overdue") == set()
        row = queries.request_for(omar, asked.pk)
        assert queries.asked_in_full(row).standing == "asked_back"
        assert _rows(omar, "What we have asked") == [("A question waits for you", None)]
    with acting("lena") as lena:
        assert _rows(lena, "Waiting for us") == [("Waiting for them", None)]
        line = waiting_for(lena)[0]
    assert (line.asked_back, line.paused, line.overdue) == (True, True, False)


def _rows(person, title):
    """Tag and clock of each row in one section of somebody's home."""
    section = next(each for each in sections(person) if str(each.title) == title)
    return [(row.tag, row.due) for row in section.rows]


def test_a_clock_set_by_law_never_stops(acting):
    asked = build.a_request(acting, by="mina", purpose=Purpose.SECTION_47)
    make_late(acting, asked)
    question = a_question_back(acting, asked)
    with acting("lena") as lena:
        (tag, due) = _rows(lena, "Waiting for us")[0]
        line = waiting_for(lena)[0]
    assert tag == "Waiting for them"
    assert (line.asked_back, line.paused, line.overdue, due) == (
        True,
        False,
        True,
        line.deliberation.due_at,
    )
    with acting("mina") as mina:
        assert _pks(mina, "overdue") == {asked.pk}
        answer_question(queries.question_for(mina, question.pk), "Today.", by=mina)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    tasks.tell_overdue.func(timestamp=0)
    tasks.tell_overdue.func(timestamp=0)
    assert build.told(asked.holder_id).count(("overdue", "content.see")) == 1


def test_nothing_to_share_is_told_on_the_last_day_alone(acting):
    child = a_child(acting)
    asked = build.a_request(acting)
    silent = build.REFUSED | {"reason_told": "", "refusal_reasons": [], "would_change": ""}
    decision = build.an_answer(acting, asked, child, outcome=Outcome.NEITHER, **silent)
    with acting("omar") as omar:
        assert _pks(omar, "open") == {asked.pk}
        assert queries.asked_in_full(queries.request_for(omar, asked.pk)).reply is None
    for _twice in range(2):
        tasks.tell.func(decision=str(decision.pk), org=str(asked.holder_id))
    with acting("omar") as omar:
        seen = queries.asked_in_full(queries.request_for(omar, asked.pk))
        assert (seen.standing, seen.told) == ("answered", "nothing")


def test_of_two_who_act_at_once_the_second_is_told(acting):
    asked = build.a_request(acting)
    with acting("omar") as omar:
        mine, stale = again(asked), again(asked)
        withdraw(mine, by=omar)
        with pytest.raises(WrongState):
            withdraw(stale, by=omar)


def test_what_was_never_sent_can_be_withdrawn(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("omar") as omar:
        withdraw(again(asked), by=omar)
        assert again(asked).status == "withdrawn"


def test_nobody_authorises_their_own_question(acting):
    with setting_up("police") as (place, by):
        new = NewMember("omar@example.org", "Omar Aziz", Role.AUTHORISER, starts_on=LONG_AGO)
        invite(place, new, by=by)
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("omar") as omar, pytest.raises(Denied):
        authorise(again(asked), by=omar)


def test_another_place_authorises_nothing_of_ours(acting):
    asked = build.a_request(acting, **build.ENFORCING)
    with acting("otto") as otto, pytest.raises(NotThere):
        authorise(asked, by=otto)


def test_only_the_first_question_back_moves_the_clock(acting):
    asked = build.a_request(acting)
    for minutes in range(2):
        question = a_question_back(acting, asked, minutes)
        with acting("omar") as omar:
            answer_question(queries.question_for(omar, question.pk), "Yes.", by=omar)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("lena"):
        assert again(asked).due_at == asked.due_at


def test_a_clock_that_has_ended_stays(acting):
    asked = build.a_request(acting)
    question = a_question_back(acting, asked)
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("omar") as omar:
        answer_question(queries.question_for(omar, question.pk), "Yes.", by=omar)
        withdraw(again(asked), by=omar)
    tasks.close_deliberation.func(request=str(asked.pk), org=str(asked.holder_id))
    tasks.resume_clock.func(question=str(question.pk), org=str(asked.holder_id))
    with acting("omar"):
        assert again(asked).due_at == asked.due_at


def test_an_answer_needs_words_and_its_own_side(acting):
    asked = build.a_request(acting)
    question = a_question_back(acting, asked)
    with acting("omar") as omar, pytest.raises(Invalid):
        answer_question(queries.question_for(omar, question.pk), " ", by=omar)
    with acting("lena") as lena, pytest.raises(NotThere):
        answer_question(question, "Yes.", by=lena)


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
