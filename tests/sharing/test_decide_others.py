"""Who may decide, who is out, and the ways that nobody asked for in writing."""

import pytest

from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.records.models import Child
from crossing.sharing.commands.decide import decide, take_back
from crossing.sharing.commands.deliberate import save_step
from crossing.sharing.commands.start import Start, start_unasked
from crossing.sharing.commands.work import Work
from crossing.sharing.models import Decision, Deliberation, Disclosure
from crossing.sharing.queries.mine import deliberation_for
from crossing.sharing.queries.waiting import waiting_for
from crossing.sharing.rules import Purpose, Route
from tests.make import org
from tests.sharing.deciding import (
    MEALS,
    PART,
    Walk,
    asked,
    errors,
    rolls,
    to_decide,
    work_on,
)


@pytest.fixture
def work(acting):
    rolls(acting)
    return work_on(acting, asked(acting))


@pytest.mark.parametrize("who", ["tom", "rita", "omar", "mina", "nora", "una", "eve", "ada"])
def test_nobody_else_opens_it_on_any_page(work, signed_in, who):
    client = signed_in(who)
    for page in ("", "/request", "/items", "/decide", "/danger", "/speaking", "/confirm"):
        assert client.get(f"/sharing/deciding/{work.pk}{page}").status_code in (302, 403, 404)
        assert client.post(f"/sharing/deciding/{work.pk}{page}").status_code in (302, 403, 404, 405)


@pytest.mark.parametrize("who", ["dev", "hugh"])
def test_a_deputy_and_the_head_may_decide(work, signed_in, who):
    walk = Walk(signed_in(who), work.pk)
    to_decide(walk)
    response = walk.post("decide", **PART)
    assert response.status_code == 302, errors(response)


def test_somebody_connected_is_out_and_the_others_carry_on(work, signed_in, acting):
    lena = Walk(signed_in("lena"), work.pk)
    assert lena.post("request", connected="yes").status_code == 302
    assert lena.get("request").status_code == 404
    with acting("lena") as person:
        assert waiting_for(person) == []
        with pytest.raises(NotThere):
            deliberation_for(person, work.pk)
    assert Walk(signed_in("dev"), work.pk).get("request").status_code == 200


def test_when_all_are_connected_it_passes_to_the_outside_decider(work, signed_in, acting):
    for who in ("lena", "dev", "hugh"):
        with acting("una") as una:
            assert waiting_for(una) == []
        Walk(signed_in(who), work.pk).post("request", connected="yes")
    with acting("una") as una:
        assert [line.deliberation.pk for line in waiting_for(una)] == [work.pk]
    walk = Walk(signed_in("una"), work.pk)
    to_decide(walk)
    response = walk.post("decide", **PART)
    assert response.status_code == 302, errors(response)


def test_of_two_at_once_the_second_is_told(work, acting):
    with acting("lena") as lena:
        save_step(work, Work("request", {"connected": False}, version=work.version), by=lena)
    with acting("dev") as dev, pytest.raises(WrongState):
        save_step(work, Work("request", {"connected": False}, version=work.version), by=dev)


def test_a_decision_is_final(work, signed_in, acting):
    walk = Walk(signed_in("lena"), work.pk)
    to_decide(walk)
    walk.post("decide", **PART)
    with acting("dev") as dev, pytest.raises(WrongState):
        decide(Deliberation.objects.get(pk=work.pk), by=dev)


def test_an_incomplete_answer_is_refused_by_the_command_too(work, acting):
    with acting("lena") as lena, pytest.raises(Invalid) as refused:
        decide(work, by=lena)
    assert "reason_kept" in refused.value.problems


def test_what_waits_is_ordered_by_clock(acting):
    rolls(acting)
    routine = work_on(acting, asked(acting))
    urgent = work_on(acting, asked(acting, purpose=Purpose.SECTION_47))
    with acting("lena") as lena:
        assert [line.deliberation.pk for line in waiting_for(lena)] == [urgent.pk, routine.pk]


def test_a_section_47_enquiry_is_six_pages(acting, signed_in):
    rolls(acting)
    work = work_on(acting, asked(acting, purpose=Purpose.SECTION_47))
    walk = Walk(signed_in("lena"), work.pk)
    assert "Step 1 of 6" in walk.get("request").content.decode()
    child = walk.our_child("request")
    assert walk.at(walk.post("request", connected="no", our_child=child)) == "items"
    assert walk.at(walk.choose([MEALS])) == "others"
    assert walk.at(walk.post("others")) == "weigh"
    assert walk.at(walk.post("weigh", harms=["none"])) == "family"


# --- without being asked, by phone, afterwards ---


def start(acting, **changes):
    with acting("lena") as lena:
        given = {
            "route": Route.UNASKED,
            "purpose": Purpose.SAFEGUARD_CHILD_AT_RISK,
            "recipient": org("services"),
        }
        amina = Child.objects.get(given="Amina")
        return start_unasked(amina, Start(**given | changes), by=lena)


def test_sharing_without_being_asked_makes_the_same_record(acting, signed_in):
    rolls(acting)
    walk = Walk(signed_in("lena"), start(acting).pk)
    assert "Step 1 of 6" in walk.get("request").content.decode()
    assert walk.at(walk.post("request", connected="no")) == "items"
    assert walk.at(walk.choose([MEALS])) == "others"
    assert walk.at(walk.post("others")) == "weigh"
    assert (
        walk.at(walk.post("weigh", harms=["none"], silence_because="She goes hungry.")) == "family"
    )
    assert walk.at(walk.post("family", child_view="agrees", family_told="told")) == "decide"
    response = walk.post("decide", outcome="share_all", reason_kept="It keeps her safe.")
    assert response.status_code == 302, errors(response)
    with acting("mina"):
        assert Disclosure.objects.get().route == "unasked"


def test_on_the_phone_what_was_not_read_out_is_left_out(acting, signed_in):
    rolls(acting)
    told = {"told_to": "Mina Roy, social worker", "identity_check": "called_back"}
    work = start(acting, route=Route.SPEAKING, channel="phone", **told)
    walk = Walk(signed_in("lena"), work.pk)
    walk.post("request", connected="no")
    walk.choose([MEALS])
    assert walk.at(walk.post("others")) == "speaking"
    assert "020 7946 0000" in walk.get("speaking").content.decode()
    assert walk.at(walk.post("speaking")).endswith(str(work.pk))
    with acting("lena"):
        assert work.items.get().reason == "Not read out on the phone"


def test_a_child_in_danger_is_answered_by_phone(work, signed_in, acting):
    walk = Walk(signed_in("lena"), work.pk)
    page = walk.get("danger").content.decode()
    assert "Call 999 first" in page
    assert "020 7946 0000" in page
    assert walk.at(walk.post("danger")) == "request"
    with acting("lena"):
        assert Deliberation.objects.get(pk=work.pk).route == "speaking"
    response = walk.post("request", connected="no")
    assert response.status_code == 422
    assert "Say how you checked who they are" in response.content.decode()


def test_what_was_told_already_is_written_down_from_the_childs_record(acting, signed_in):
    amina = rolls(acting)
    page = f"/sharing/start?child={amina.pk}"
    client = signed_in("lena")
    with acting("lena"):
        services = org("services").pk
    data = {
        "route": "told_already",
        "who": "here",
        "recipient": str(services),
        "told_to": "Mina Roy, social worker",
        "identity_check": "called_back",
        "purpose": "safeguard_child_at_risk",
        "channel": "phone",
        "told_at_day": "23",
        "told_at_month": "11",
        "told_at_year": "2026",
        "told_at_time": "9am",
    }
    assert client.post(page, data).status_code == 422
    response = client.post(page, data | {"what_was_said": "She came without a coat."})
    assert response.status_code == 302, errors(response)
    with acting("lena"):
        item = Deliberation.objects.get().items.get()
    assert (item.text, item.treatment) == ("She came without a coat.", "include")


@pytest.mark.parametrize("who", ["tom", "rita", "omar", "ada"])
def test_nobody_else_starts_from_this_child(acting, signed_in, who):
    amina = rolls(acting)
    assert signed_in(who).get(f"/sharing/start?child={amina.pk}").status_code in (403, 404)


def test_somebody_outside_is_checked_before_they_are_told(acting):
    rolls(acting)
    with pytest.raises(Invalid) as refused:
        start(acting, recipient=None, outside_recipient="Dr Hale, Mill Surgery")
    assert set(refused.value.problems) == {"told_to", "identity_check"}


def test_what_was_shared_can_be_taken_back_once(work, signed_in, acting):
    walk = Walk(signed_in("lena"), work.pk)
    to_decide(walk)
    walk.post("decide", **PART)
    with acting("mina") as mina, pytest.raises(Denied):
        take_back(Disclosure.objects.get(), "Mine", by=mina)
    with acting("lena") as lena:
        shared = Disclosure.objects.get()
        with pytest.raises(Invalid):
            take_back(shared, " ", by=lena)
        take_back(shared, "Sent in error", by=lena)
        with pytest.raises(WrongState):
            take_back(shared, "Again", by=lena)
    with acting("mina"):
        assert not Disclosure.objects.get().items.exists()
        assert not Decision.objects.exists()


# --- the words that go with the answer ---


@pytest.mark.parametrize("field", ["reason_told", "handling_note", "retention"])
def test_what_they_will_read_names_nobody_else(work, signed_in, acting, field):
    walk = Walk(signed_in("lena"), work.pk)
    to_decide(walk)
    response = walk.post(
        "decide", **PART | {field: "We left out what Kit did. Ring 020 7946 0000."}
    )
    assert response.status_code == 422
    assert "This names Kit. Take the name out" in response.content.decode()
    response = walk.post("decide", **PART | {field: "Ring Lena Hart at 020 7946 0000."})
    assert response.status_code == 302, errors(response)


def test_what_would_change_a_refusal_names_nobody_else(work, acting):
    answers = {"outcome": "refuse", "would_change": "If Kit Brown is asked.", "reason_kept": "Kit."}
    with acting("lena") as lena:
        child = Child.objects.get(given="Amina")
        step = Work("decide", {**answers, "is_our_child": "yes"}, child)
        saved = save_step(work, step, by=lena)
    with acting("lena") as lena, pytest.raises(Invalid) as refused:
        decide(saved, by=lena)
    assert "Kit Brown" in refused.value.problems["would_change"]
    assert "reason_kept" not in refused.value.problems
