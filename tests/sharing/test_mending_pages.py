"""The pages of correcting and of what went to the wrong place."""

import pytest
from django.urls import reverse

from crossing.records.models import Child
from tests.records.build import a_child
from tests.sharing import build, mending

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(acting):
    return a_child(acting)


@pytest.fixture
def shared(acting, child):
    shared = build.an_answer(acting, build.a_request(acting), child)
    build.opened(acting, shared)
    return shared


def at(name, thing, *more):
    return reverse(f"sharing:{name}", args=[thing.pk, *more])


def test_the_sender_closes_it_there_and_is_led_to_what_must_be_decided(signed_in, shared):
    lena, omar = signed_in("lena"), signed_in("omar")
    page = lena.get(at("went_wrong", shared))
    assert "It closes for everybody there at once" in page.text
    done = lena.post(at("went_wrong", shared), {"aware_at_day": ""}, follow=True)
    assert "Is the child at risk now?" in done.text
    assert "On the clock" in done.text
    there = omar.get(at("disclosure", shared), follow=True)
    assert "This came to you by mistake" in there.text
    assert "Amina" not in there.text
    ours = lena.get(at("disclosure", shared))
    assert "How it stands, and what must be done" in ours.text
    assert "Open it with a reason" not in ours.text
    register = lena.get("/sharing/shared")
    assert "Went to the wrong place" in register.text


def test_an_answer_without_its_day_or_reason_comes_back(signed_in, acting, shared):
    breach, lena = mending.a_breach(acting, shared), signed_in("lena")
    page = lena.post(at("breach_step", breach, "commissioner"), {"choice": "told"})
    assert page.status_code == 422
    assert "Enter the day" in page.text
    assert lena.get(at("breach_step", breach, "nothing")).status_code == 404
    answer = {"choice": "changes", "text": "Two people read the recipient."}
    page = lena.post(at("breach_step", breach, "change"), answer, follow=True)
    assert "Two people read the recipient." in page.text
    assert lena.post(at("close_breach", breach)).status_code == 409


def test_the_police_read_a_line_of_law_more(signed_in, acting):
    asked = build.a_request(acting, by="lena", to="police")
    mine = a_child(acting, by="omar")
    shared = build.confirmed(acting, asked, mine, picked={"power": "COMMON_LAW_POLICE"})
    breach = mending.a_breach(acting, shared, by="omar")
    page = signed_in("omar").get(at("breach", breach))
    assert "DPA 2018 section 67" in page.text
    assert "DPA 2018 s67 (Not checked)" in page.text


def test_somebody_outside_is_rung_and_what_they_say_is_written_down(signed_in, acting, child):
    breach = mending.a_breach(acting, mending.outside(acting, child))
    lena = signed_in("lena")
    assert "so we cannot know" in lena.get(at("breach", breach)).text
    address = at("destroyed_outside", breach)
    assert lena.post(address, {"spread": "passed_on"}).status_code == 422
    page = lena.post(address, {"spread": "nowhere"}, follow=True)
    assert "Nobody printed, copied or passed it on" in page.text


def test_while_somebody_has_a_copy_it_is_not_destroyed(signed_in, acting, shared):
    breach, omar, lena = mending.a_breach(acting, shared), signed_in("omar"), signed_in("lena")
    address = reverse("sharing:came_wrongly", args=[breach.wrong_place_id])
    held = omar.post(address, {"spread": "held", "text": "The duty desk has a print."})
    assert held.status_code == 422
    assert "it must be given back or destroyed" in held.text
    assert "Destroyed</strong>" not in lena.get(at("breach", breach)).text
    omar.post(address, {"spread": "passed_on", "text": "The duty desk read it."})
    page = lena.get(at("breach", breach)).text
    assert "Seen by somebody else</strong>" in page
    assert "The duty desk read it." in page
    assert "The duty desk" not in signed_in("ada").get(at("breach", breach)).text


def test_whoever_does_not_decide_sees_who_does(signed_in, acting, shared):
    breach, ada = mending.a_breach(acting, shared), signed_in("ada")
    assert "Advise those who decide" in ada.get("/").text
    page = ada.get(at("breach", breach)).text
    assert "You see what is known, and advise." in page
    assert "Lena Hart</strong>" in page
    assert "Una Clarke" not in page
    assert "020 7946 0000" in page
    lena = signed_in("lena")
    assert "These decide" not in lena.get(at("breach", breach)).text
    assert "Tell the Information Commissioner, or not?" in lena.get("/").text


def test_an_officer_writes_down_the_rest_and_the_sergeant_decides(signed_in, acting):
    asked = build.a_request(acting, by="lena", to="police")
    mine = a_child(acting, by="omar")
    shared = build.confirmed(acting, asked, mine, picked={"power": "COMMON_LAW_POLICE"})
    breach, omar = mending.a_breach(acting, shared, by="omar"), signed_in("omar")
    assert "See that it is decided" in omar.get("/").text
    page = omar.get(at("breach", breach)).text
    assert "Sam " in page[page.index("You write down the rest.") :]
    assert at("breach_step", breach, "change") in page
    assert at("breach_step", breach, "commissioner") not in page


def test_an_item_is_chosen_and_everybody_who_has_it_is_listed(signed_in, shared):
    lena = signed_in("lena")
    assert "This is wrong" in lena.get(at("choose_wrong", shared)).text
    page = lena.get(at("correct", shared, 0))
    assert "Riverside Safer Schools Team, sent" in page.text
    assert lena.post(at("correct", shared, 0), {"wrong": ""}).status_code == 422
    assert lena.get(at("correct", shared, 9)).status_code == 404


def test_an_answer_to_a_contradiction_is_read_by_the_other_side(signed_in, acting, shared):
    said = mending.a_contradiction(acting, shared)
    lena, omar = signed_in("lena"), signed_in("omar")
    page = lena.get(at("contradiction", said))
    assert "Attendance on 16 November" in page.text
    assert lena.post(at("contradiction", said), {"kind": "stands"}).status_code == 422
    lena.post(at("contradiction", said), {"kind": "stands", "told": "Two people saw her."})
    assert "Two people saw her." in omar.get(at("contradiction", said)).text
    assert "It stands" in omar.get(at("disclosure", shared)).text


def test_the_childs_page_of_what_was_shared_shows_it(signed_in, acting, shared, child):
    made = mending.a_correction(acting, shared)
    lena = signed_in("lena")
    assert "Nobody yet." in signed_in("omar").get(at("correction", made)).text
    page = lena.get(reverse("sharing:shared_about", args=[child.pk]))
    assert "Correction not acknowledged" in page.text
    assert "not acknowledged yet" in lena.get(at("disclosure", shared)).text
    with acting("lena"):
        mine = Child.objects.get(pk=child.pk)
    assert "We corrected what we shared" in lena.get(f"/children/{mine.pk}/").text
