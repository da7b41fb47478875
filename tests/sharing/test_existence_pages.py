"""The pages of asking only whether a child is known."""

import re

import pytest

from crossing.sharing.models import InformationRequest
from crossing.sharing.rules.existence import LIMITS
from tests.make import org
from tests.records.build import a_child
from tests.sharing.deciding import Walk, work_on
from tests.sharing.knowing import ABOUT, known, say

ADDRESS = "/sharing/ask/known"


def ring_on(page):
    """The first line of the directory that the page offers, chosen already."""
    return re.search(r'name="ring"[^>]*value="([0-9a-f-]{36})" checked', page)[1]


@pytest.fixture
def school(acting):
    with acting("omar"):
        return {**ABOUT, "holder": str(org("northfield").pk)}


def test_one_page_asks_and_sends(signed_in, school, acting):
    omar = signed_in("omar")
    assert "at most 5" in omar.get(ADDRESS).text
    sent = omar.post(ADDRESS, school, follow=True)
    assert "Only whether they know this child" in sent.text
    assert "If it is not given" not in sent.text
    with acting("omar"):
        asked = InformationRequest.objects.get()
    assert (asked.existence_only, asked.status, asked.needs_authority) == (True, "open", False)


def test_at_the_limit_the_page_says_so_and_keeps_every_word(signed_in, school, acting):
    for _ in range(LIMITS.person_day):
        known(acting)
    answer = signed_in("omar").post(ADDRESS, school)
    assert answer.status_code == 422
    assert "That is the most in a day. Ring them, or ask a full question." in answer.text
    assert "She came to us hungry." in answer.text


def test_what_is_missing_is_said_beside_its_field(signed_in, school):
    answer = signed_in("omar").post(ADDRESS, {**school, "purpose": "", "why": ""})
    assert answer.status_code == 422
    assert "Say why you need it." in answer.text or "Enter why you need to know" in answer.text


def test_it_starts_from_a_child_of_ones_own(signed_in, acting):
    child = a_child(acting, by="omar")
    assert 'value="Karim"' in signed_in("omar").get(f"{ADDRESS}?child={child.pk}").text
    assert signed_in("otto").get(f"{ADDRESS}?child={child.pk}").status_code == 404


def test_those_who_do_not_work_on_cases_cannot_ask(signed_in, school):
    for short in ("tom", "nora", "gus", "ines"):
        assert signed_in(short).post(ADDRESS, school).status_code == 403


def test_the_holder_decides_on_three_pages(signed_in, acting):
    a_child(acting)
    walk = Walk(signed_in("lena"), work_on(acting, known(acting)).pk)
    known(acting)
    first = walk.our_child("request")
    assert walk.at(walk.post("request", connected="no", our_child=first)) == "weigh"
    assert "if we say that we know the child?" in walk.get("weigh").text
    assert walk.at(walk.post("weigh", harms=["none"])) == "decide"
    last = walk.get("decide").text
    assert "Share all that was asked" not in last
    said = {"outcome": "exists", "ring": ring_on(last), "reason_kept": "It keeps her safe."}
    assert walk.post("decide", **said).status_code == 302
    assert "Said: we know the child" in walk.client.get("/sharing/shared").text


def test_nothing_skips_what_was_not_asked(signed_in, acting):
    walk = Walk(signed_in("lena"), work_on(acting, known(acting)).pk)
    assert walk.at(walk.post("request", connected="no", our_child="no")) == "decide"
    page = walk.get("decide").text
    assert "Say that we know the child" not in page
    assert "it must not say whether we know the child" in page


def test_asking_again_shows_to_the_decider(signed_in, acting):
    known(acting)
    known(acting)
    last = work_on(acting, known(acting))
    page = signed_in("lena").get(f"/sharing/deciding/{last.pk}/request").text
    assert "times in the last 6 months" in page


def test_the_answer_leads_to_a_full_question(signed_in, acting):
    asked = known(acting)
    say(acting, asked, a_child(acting))
    omar = signed_in("omar")
    page = omar.get(f"/sharing/request/{asked.pk}").text
    assert "They know the child, and say who to ring" in page
    assert "Safeguarding lead" in page
    assert "Ask for less" not in page
    again = omar.post(f"/sharing/request/{asked.pk}/again", follow=True)
    assert "She was seen far from home that morning." in again.text
    assert "Only whether they know this child" not in again.text


def test_in_the_police_one_proposes_to_say_it_and_another_confirms(signed_in, acting):
    a_child(acting, by="omar")
    asked = known(acting, by="lena", to="police")
    walk = Walk(signed_in("omar"), work_on(acting, asked, by="omar").pk)
    walk.post("request", connected="no", our_child=walk.our_child("request"))
    walk.post("weigh", harms=["none"])
    line = ring_on(walk.get("decide").text)
    said = {"outcome": "exists", "ring": line, "reason_kept": "So she can ring."}
    power = {"picked-power": "CA2004_S10"}
    assert walk.post("decide", **said).status_code == 422  # the police choose what allows it
    assert walk.post("decide", **said, **power).status_code == 302
    sam = Walk(signed_in("sam"), walk.pk)
    assert "That we know the child, and who to ring" in sam.get("confirm").text
    assert sam.post("confirm", connected="no", agreed="yes").status_code == 302
    page = signed_in("lena").get(f"/sharing/request/{asked.pk}").text
    assert "They know the child, and say who to ring" in page


def test_home_of_the_sergeant_says_so_without_a_name(signed_in, acting):
    for _ in range(3):
        known(acting)
    sam = signed_in("sam").get("/").text
    assert "One child, asked about 3 times in 30 days" in sam
    assert "asked about 3 times" not in signed_in("omar").get("/").text
