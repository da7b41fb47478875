"""The pages of a disagreement: danger first, where it stands, and what one may do."""

import pytest

from crossing.sharing.models import Disagreement
from tests.sharing.disagreeing import a_disagreement, about_what_came_of_it, refused, theirs, up_to
from tests.sharing.knowing import known


@pytest.fixture
def case(acting):
    return a_disagreement(acting)


def at(case, what=""):
    return f"/sharing/disagreement/{case.pk}" + (f"/{what}" if what else "")


def test_danger_stands_first_on_every_page(signed_in, acting, case):
    omar = signed_in("omar")
    pages = [at(case), at(case, "agree"), at(case, "up")]
    for address in [*pages, f"/sharing/request/{refused(acting).pk}/disagree"]:
        text = omar.get(address).text
        assert text.index("Call 999 first.") < text.index("govuk-textarea")
        assert "Anybody may refer a child" in text
        assert "020 7946 0000" in text
        assert "/sharing/now" in text


def test_it_is_opened_from_the_answer(signed_in, acting):
    asked = refused(acting)
    omar = signed_in("omar")
    address = f"/sharing/request/{asked.pk}/disagree"
    assert address in omar.get(f"/sharing/request/{asked.pk}").text
    assert omar.post(address, {"text": ""}).status_code == 422
    page = omar.post(address, {"text": "She is in danger."}, follow=True).text
    assert "Stage 1 of 3" in page
    assert omar.get(address).status_code == 302  # one at a time


def test_until_the_other_side_has_named_somebody_its_own_lines_are_named(signed_in, acting):
    asked = refused(acting)
    omar, until = signed_in("omar"), "They are naming somebody. Until then ring:"
    address = f"/sharing/request/{asked.pk}/disagree"
    page = omar.post(address, {"text": "She is in danger."}, follow=True).text
    assert page.count(until) == 1
    ring = page.partition(until)[2].partition("</ul>")[0]
    assert "Safeguarding lead" in ring
    assert "020 7946 0000" in ring
    with acting("omar"):
        case = Disagreement.objects.get(request=asked.pk)
    theirs(case)
    assert until not in omar.get(at(case)).text
    assert (
        omar.post(at(case, "up"), {"text": "It cannot wait."}, follow=True).text.count(until) == 1
    )
    theirs(case)
    page = omar.post(at(case, "up"), {"text": "It cannot wait."}, follow=True).text
    assert page.count(until) == 2  # the partnership, too
    omar.post(at(case, "take-back"), {"text": "Done."})
    assert until not in omar.get(at(case)).text


def test_what_was_not_answered_offers_nothing_to_disagree_with(signed_in, acting):
    asked = known(acting)
    assert signed_in("omar").get(f"/sharing/request/{asked.pk}/disagree").status_code == 409


def test_it_is_opened_from_what_came_of_something_sent(signed_in, acting):
    case = about_what_came_of_it(acting)
    lena = signed_in("lena")
    page = lena.get(f"/sharing/disclosure/{case.disclosure_id}").text
    assert f"/sharing/disclosure/{case.disclosure_id}/disagree" in page
    address = f"/sharing/disclosure/{case.disclosure_id}/disagree"
    assert lena.get(address).status_code == 302
    assert signed_in("omar").get(address).status_code == 404


def test_the_other_side_writes_and_sees_how_it_decided(signed_in, case):
    lena = signed_in("lena")
    page = lena.post(at(case), {"text": "We think not."}, follow=True).text
    assert "Written. They can read it." in page
    assert "How we decided" in page
    assert "How we decided" not in signed_in("omar").get(at(case)).text


@pytest.mark.parametrize(
    ("what", "said", "shown"),
    [
        ("agree", {"text": "Two dates."}, "It ends when they say the same."),
        ("up", {"text": "It cannot wait."}, "It has moved up."),
        ("name", {"name": "Sam Doyle", "reason": "Away."}, "Sam Doyle"),
        ("note", {"text": "Ring on Monday."}, "Ring on Monday."),
        ("take-back", {"text": ""}, "You have taken it back."),
    ],
)
def test_each_act_has_its_small_page(signed_in, case, what, said, shown):
    omar = signed_in("omar")
    assert omar.get(at(case, what)).status_code == 200
    assert shown in omar.post(at(case, what), said, follow=True).text


def test_they_confirm_what_was_agreed_and_it_is_asked_again(signed_in, case):
    signed_in("lena").post(at(case, "agree"), {"text": "We share two dates."})
    omar = signed_in("omar")
    assert "Is that right?" in omar.get(at(case)).text
    page = omar.post(at(case, "confirm"), {"text": ""}, follow=True).text
    assert "Agreed. The disagreement has ended." in page
    assert f"/sharing/request/{case.request_id}/again" in page
    assert omar.get(at(case, "up")).status_code == 404


@pytest.mark.parametrize("what", ["hear", "confirm", "nonsense"])
def test_an_act_that_is_not_there_for_this_side_is_not_there(signed_in, case, what):
    assert signed_in("omar").get(at(case, what)).status_code == 404


def test_only_whoever_disagreed_is_offered_to_take_it_back(signed_in, case):
    assert signed_in("lena").get(at(case, "take-back")).status_code == 404


def test_the_partnership_hears_it_without_a_name(signed_in, acting, case):
    gus = signed_in("gus")
    assert gus.get(at(case)).status_code == 404
    up_to(acting, case, 3)
    for address in ("/", "/sharing/disagreements", at(case), at(case, "hear")):
        text = gus.get(address).text
        assert case.reference in text
        assert "Amina" not in text
    assert gus.post(at(case), {"text": "I say so."}).status_code == 404
    said = {"ending": "again", "text": "Ask for dates.", "learned": "Ask for less."}
    assert "Both sides have been told." in gus.post(at(case, "hear"), said, follow=True).text
    theirs(case)
    assert "It should be decided again" in signed_in("omar").get(at(case)).text


def test_strangers_find_nothing(signed_in, case):
    for short in ("rita", "otto", "tom", "nora", "ines", "pia"):
        client = signed_in(short)
        for address in (at(case), at(case, "up"), f"/sharing/request/{case.request_id}/disagree"):
            assert client.get(address).status_code == 404
            assert client.post(address, {"text": "Me too."}).status_code == 404
    assert signed_in("tom").get("/sharing/disagreements").status_code == 403


def test_who_keeps_the_partnership_finds_the_days_from_home(signed_in):
    assert "/sharing/disagreements/days" in signed_in("pia").get("/").text
    assert "/sharing/disagreements/days" not in signed_in("lena").get("/").text


def test_both_sides_see_it_on_their_home_with_its_day(signed_in, acting, case):
    for short in ("sam", "lena", "hugh"):
        assert case.reference in signed_in(short).get("/").text
    with acting("omar"):
        assert Disagreement.objects.get().reference == case.reference


def test_the_partnership_sets_the_days(signed_in):
    pia = signed_in("pia")
    address = "/sharing/disagreements/days"
    assert pia.post(address, {"first": 0, "second": 5, "third": 2}).status_code == 422
    assert "Saved." in pia.post(address, {"first": 1, "second": 3, "third": 1}, follow=True).text
    assert 'value="3"' in pia.get(address).text


def test_counts_are_in_full_for_the_two_and_hidden_for_the_partnership(signed_in, acting, case):
    known(acting)
    for short, shown in (("sam", "1"), ("hugh", "1")):
        text = signed_in(short).get("/sharing/counts").text
        assert "fewer than 5" not in text
        assert f">{shown}<" in text
    text = signed_in("gus").get("/sharing/counts").text
    assert text.count("fewer than 5") == 2
    assert "Amina" not in text
    assert signed_in("lena").get("/sharing/counts").status_code == 403
