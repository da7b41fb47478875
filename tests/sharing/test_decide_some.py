"""Send these now, keep the rest open: one request, decided in parts."""

import pytest

from crossing.core.errors import NotThere, WrongState
from crossing.database.acting import service
from crossing.partnership.people import Service
from crossing.sharing.commands.ask import withdraw
from crossing.sharing.commands.clock import resume_clock
from crossing.sharing.commands.confirm import confirm, propose
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.models import Decision, Deliberation, Disclosure, InformationRequest, Reply
from crossing.sharing.queries.ask import asked_in_full, request_for
from crossing.sharing.queries.waiting import waiting_for
from crossing.sharing.rules import Purpose
from tests.sharing import build
from tests.sharing.answers import found
from tests.sharing.deciding import (
    MEALS,
    WORDS,
    Walk,
    asked,
    choices,
    errors,
    key_with,
    rolls,
    work_on,
)
from tests.sharing.test_decide_commands import AGREED, MORE, SHARE, whole

SOME = SHARE | {"outcome": "share_some"}


@pytest.fixture
def enquiry(acting):
    rolls(acting)
    return asked(acting, purpose=Purpose.SECTION_47)


def open_work(request):
    return Deliberation.objects.get(request=request.pk, ended_at=None)


def some_now(acting, request):
    with acting("lena") as lena:
        return decide(open_work(request), whole(SOME), by=lena)


def walk_to_the_end(walk, **last):
    walk.post("others")
    walk.post("weigh", harms=["none"])
    walk.post("family", child_view="agrees", family_told="told")
    response = walk.post("decide", reason_kept="It keeps her safe.", **last)
    assert response.status_code == 302, errors(response)


def test_an_enquiry_is_answered_in_two_decisions(enquiry, acting, signed_in):
    first = work_on(acting, enquiry)
    walk = Walk(signed_in("lena"), first.pk)
    walk.post("request", connected="no", our_child=walk.our_child("request"))
    sent = key_with(choices(walk), MEALS)
    assert walk.at(walk.choose([MEALS])) == "others"
    walk_to_the_end(walk, outcome="share_some")
    asker = signed_in("mina")
    page = asker.get(f"/sharing/request/{enquiry.pk}").content.decode()
    assert page.count("Some shared; the rest is still open") == 1
    assert "Open what they shared" in page
    assert "Some shared; the rest is still open" in asker.get("/sharing/asked").content.decode()
    assert "Some sent, the rest is open" in walk.client.get("/sharing/waiting").content.decode()
    with acting("lena"):
        rest = open_work(enquiry)
    assert (rest.due_at, rest.started_at) == (first.due_at, first.started_at)
    walk = Walk(walk.client, rest.pk)
    assert walk.at(walk.get()) == "request"
    assert "Some of it has been sent" in walk.get("request").content.decode()
    walk.post("request", connected="no", our_child=walk.our_child("request"))
    assert "Sent already" in choices(walk)[sent]
    walk.choose([WORDS])
    walk_to_the_end(walk, outcome="share_part", reason_told="This is all that we hold.")
    with acting("mina") as mina:
        answered = asked_in_full(request_for(mina, enquiry.pk))
        assert (answered.standing, answered.told, len(answered.disclosures)) == (
            "answered",
            "shared_part",
            2,
        )
        assert [one.items.count() for one in answered.disclosures] == [1, 1]


def test_some_now_tells_the_asker_and_is_no_reply(enquiry, acting):
    decision = some_now(acting, enquiry)
    assert decision.disclosure is not None
    assert build.told(enquiry.asker_id)[-1] == ("arrived", "request.ask")
    with acting("mina"):
        assert not Reply.objects.exists()
        assert InformationRequest.objects.get(pk=enquiry.pk).status == "open"
        assert Disclosure.objects.count() == 1


def test_the_rest_keeps_the_child_and_asks_anew_who_is_connected(enquiry, acting):
    some_now(acting, enquiry)
    with acting("dev") as dev:
        rest = open_work(enquiry)
        assert rest.child.given == "Amina"
        assert "connected" not in rest.answers
        assert [line.rest for line in waiting_for(dev)] == [True]
        decide(rest, whole(), by=dev)
        assert Decision.objects.count() == 2
    with acting("mina"):
        assert Reply.objects.get().told == "shared"


def test_the_first_part_is_not_decided_again(enquiry, acting):
    first = work_on(acting, enquiry)
    some_now(acting, enquiry)
    with acting("lena") as lena, pytest.raises(WrongState):
        decide(first, whole(SOME), by=lena)


def test_a_question_back_about_the_rest_pauses_and_resumes_its_clock(acting):
    rolls(acting)
    request = asked(acting)
    some_now(acting, request)
    with acting("lena") as lena:
        decide(open_work(request), whole(MORE), by=lena)
        question = request.questions.get()
    with service("clock", request.holder_id):
        resume_clock(question.pk, by=Service("clock", request.holder_id))
    with acting("lena"):
        assert open_work(request).due_at == request.due_at


def test_taking_the_question_back_ends_the_rest(enquiry, acting):
    some_now(acting, enquiry)
    with acting("mina") as mina:
        withdraw(InformationRequest.objects.get(pk=enquiry.pk), by=mina)
    with acting("lena") as lena:
        assert waiting_for(lena) == []


def test_a_proposal_to_send_some_is_confirmed_and_the_rest_waits(acting):
    rolls(acting, by="omar")
    request = asked(acting, by="lena", of="police")
    with acting("omar") as omar:
        answers = SOME | {"picked": {"power": "COMMON_LAW_POLICE"}}
        propose(open_work(request), whole(answers), by=omar)
    with acting("sam") as sam:
        confirm(open_work(request), AGREED, by=sam)
        rest = open_work(request)
    assert (rest.status, rest.proposed_by) == ("new", None)


def test_whoever_is_out_of_one_part_is_out_of_the_others(enquiry, acting):
    with acting("dev") as dev:
        declare_connection(open_work(enquiry), by=dev)
    some_now(acting, enquiry)
    with acting("dev") as dev:
        assert waiting_for(dev) == []
        with pytest.raises(NotThere):
            decide(open_work(enquiry), whole(), by=dev)


def test_nothing_is_written_to_the_asker_with_the_first_part():
    some = {"outcome": "share_some"}
    assert found(**some) == set()
    assert found(**some, reason_told="More follows.") == {"reason_told"}
    assert found(**some, route="unasked") >= {"outcome"}
