import pytest
from django.urls import reverse

from crossing.records.models import Draft
from crossing.sharing.models import InformationRequest
from crossing.sharing.rules import Outcome
from tests.make import org
from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db

ABOUT = {
    "given_names": "Amina",
    "family_name": "Karim",
    "born_on_day": "14",
    "born_on_month": "5",
    "born_on_year": "2013",
    "age": "",
    "school_or_address": "Northfield",
    "about": "",
}
QUESTION = {
    "purpose": "safeguard_child_at_risk",
    "wanted": "Whether she was in school on Monday.",
    "why": "She was seen far away.",
    "if_not": "We could look in the wrong place.",
    "power": "",
}


def place(acting, key, by="omar"):
    with acting(by):
        return str(org(key).pk)


def walk(client, holder, about=None, question=None):
    """The three pages; gives the answer of the last one that was reached."""
    start = client.get(reverse("sharing:ask"), follow=True)
    address = start.request["PATH_INFO"]
    first = client.post(address, {**ABOUT, "holder": holder, **(about or {})})
    if first.status_code != 302:
        return first
    second = client.post(first.url, {**QUESTION, **(question or {})})
    if second.status_code != 302:
        return second
    check = client.get(second.url)
    assert check.status_code == 200, check.status_code
    return client.post(second.url)


def test_an_officer_asks_in_three_pages(acting, signed_in):
    client = signed_in("omar")
    no = {"law_enforcement": "no"}
    done = walk(client, place(acting, "northfield"), question=no)
    asked_page = client.get(done.url)
    assert "Your question has been sent" in asked_page.text
    with acting("omar"):
        asked = InformationRequest.objects.get()
        assert (asked.status, asked.power, asked.as_known) == ("open", "CA2004_S16LA", "Northfield")
        assert not Draft.objects.exists()


def test_a_school_asks_a_ready_question(acting, signed_in):
    question = {"ready": "home_visit", "if_not": "Staff could be hurt.", "purpose": "", "why": ""}
    done = walk(signed_in("lena"), place(acting, "police"), question=question)
    assert done.status_code == 302
    with acting("lena"):
        asked = InformationRequest.objects.get()
        assert asked.ready_question == "home_visit"
        assert asked.wanted.startswith("Whether staff can visit")


def test_the_power_must_be_chosen_for_what_the_police_hold(acting, signed_in):
    page = walk(signed_in("lena"), place(acting, "police"), question={"ready": "own"})
    assert page.status_code == 422
    assert "Choose the law that you rely on" in page.text


def test_too_wide_is_said_at_the_field(acting, signed_in):
    wide = {"wanted": "All Year 10 friends of R", "law_enforcement": "no"}
    page = walk(signed_in("omar"), place(acting, "northfield"), question=wide)
    assert page.status_code == 422
    assert 'id="wanted-error"' in page.text


def test_a_child_without_age_or_birth_is_refused(acting, signed_in):
    empty = {"born_on_day": "", "born_on_month": "", "born_on_year": ""}
    page = walk(signed_in("omar"), place(acting, "northfield"), about=empty)
    assert page.status_code == 422
    assert "or about how old" in page.text


def test_a_holder_that_is_no_partner_is_refused(acting, signed_in):
    for key in ("police", "board"):
        page = walk(signed_in("omar"), place(acting, key))
        assert page.status_code == 422


def test_crime_asks_for_authority(acting, signed_in):
    crime = {
        "purpose": "prevent_or_detect_crime",
        "law_enforcement": "yes",
        "subject_role": "witness",
        "offence": "Robbery",
    }
    client = signed_in("omar")
    no = walk(client, place(acting, "northfield"), question={**crime, "law_enforcement": "no"})
    assert "about crime. Select yes" in no.text
    done = walk(client, place(acting, "northfield"), question=crime)
    assert "Waiting for authority" in client.get(done.url).text
    ines = signed_in("ines")
    assert "Omar Aziz" in ines.get(reverse("sharing:authorise")).text
    with acting("omar"):
        asked = InformationRequest.objects.get()
    address = reverse("sharing:authority", args=[asked.pk])
    assert "Robbery" in ines.get(address).text
    assert ines.post(address, {"reason": ""}).status_code == 422
    assert ines.post(address, {"authorise": "yes"}).status_code == 302
    assert "Authorised by" in client.get(done.url).text


def test_only_authorisers_have_the_authority_pages(acting, signed_in):
    asked = build.a_request(acting, **build.ENFORCING)
    for who, status in (("omar", 404), ("lena", 404), ("tom", 404), ("otto", 404)):
        assert signed_in(who).get(reverse("sharing:authorise")).status_code == status
    for who in ("omar", "sam", "lena", "otto"):
        address = reverse("sharing:authority", args=[asked.pk])
        assert signed_in(who).post(address, {"authorise": "yes"}).status_code in (403, 404)


def test_a_draft_saves_itself_and_comes_back(acting, signed_in):
    client = signed_in("omar")
    address = client.get(reverse("sharing:ask"), follow=True).request["PATH_INFO"]
    key = address.split("/")[-2]
    saved = client.post(reverse("sharing:save_ask_about", args=[key]), {"given_names": "Ami"})
    assert "saved" in saved.json()
    assert 'value="Ami"' in client.get(address).text
    assert 'value="Ami"' not in signed_in("sam").get(address).text


def test_our_own_child_fills_in_the_page(acting, signed_in):
    child = a_child(acting)
    address = f"{reverse('sharing:ask')}?child={child.pk}"
    page = signed_in("lena").get(address, follow=True)
    assert 'value="Amina"' in page.text
    assert 'value="2013"' in page.text
    assert signed_in("rita").get(address, follow=True).status_code == 404


def test_a_record_that_is_not_ours_is_not_trusted(acting, signed_in):
    child = a_child(acting, by="lena")
    about = {"about": str(child.pk)}
    page = walk(
        signed_in("rita"), place(acting, "northfield", "rita"), about, {"power": "CA2004_S10"}
    )
    assert page.status_code == 404
    with acting("rita"):
        assert not InformationRequest.objects.exists()


def test_the_asker_reads_the_refusal_and_asks_for_less(acting, signed_in):
    child = a_child(acting)
    asked = build.a_request(acting)
    build.an_answer(acting, asked, child, outcome=Outcome.REFUSE, **build.REFUSED)
    client = signed_in("omar")
    page = client.get(reverse("sharing:request", args=[asked.pk]))
    for text in ("Ask for two dates.", "020 7946 0000", "Ask again"):
        assert text in page.text
    assert "It keeps her safe" not in page.text
    again = client.post(reverse("sharing:ask_again", args=[asked.pk]))
    assert "Whether she was in school" in client.get(again.url).text


def test_narrowing_replaces_the_question(acting, signed_in):
    asked = build.a_request(acting)
    client = signed_in("omar")
    edit = client.post(reverse("sharing:narrow", args=[asked.pk])).url
    check = client.post(edit, {**QUESTION, "wanted": "Only Monday.", "law_enforcement": "no"}).url
    new = client.post(check).url
    assert "Only Monday." in client.get(new).text
    old = client.get(reverse("sharing:request", args=[asked.pk]))
    assert "Replaced by a narrower one" in old.text


def test_withdrawing_says_so(acting, signed_in):
    asked = build.a_request(acting)
    client = signed_in("omar")
    page = client.post(reverse("sharing:withdraw", args=[asked.pk]), follow=True)
    assert "Taken back" in page.text


@pytest.mark.parametrize("who", ["lena", "rita", "otto", "tom", "nora", "ada", "mina"])
def test_strangers_find_no_question(acting, signed_in, who):
    asked = build.a_request(acting)
    client = signed_in(who)
    assert client.get(reverse("sharing:request", args=[asked.pk])).status_code == 404
    for name in ("withdraw", "narrow", "ask_again"):
        assert client.post(reverse(f"sharing:{name}", args=[asked.pk])).status_code == 404


def test_reading_a_question_is_in_the_log(acting, signed_in):
    asked = build.a_request(acting)
    signed_in("sam").get(reverse("sharing:request", args=[asked.pk]))
    assert build.events(asked.asker_id, "sharing.request.read") == ["sharing.request.read"]


def test_the_list_shows_what_stands_how(acting, signed_in):
    build.a_request(acting)
    page = signed_in("omar").get(reverse("sharing:asked"))
    assert "Amina Karim" in page.text
    assert "Nothing here" in signed_in("omar").get(reverse("sharing:asked") + "?show=overdue").text
    assert signed_in("tom").get(reverse("sharing:asked")).status_code == 403


def test_a_call_is_written_down(acting, signed_in):
    told = {
        **ABOUT,
        **QUESTION,
        "channel": "phone",
        "asker": "own",
        "organisation": "Hillford Council",
        "asked_by": "Jo Bell",
        "position": "Duty officer",
        "identity_check": "called_back",
        "number": "020 7946 0123",
        "law_enforcement": "no",
        "power": "OTHER",
    }
    client = signed_in("lena")
    assert client.get(reverse("sharing:record_request")).status_code == 200
    assert client.post(reverse("sharing:record_request"), {"channel": ""}).status_code == 422
    done = client.post(reverse("sharing:record_request"), told)
    assert done.status_code == 302
    with acting("lena"):
        assert InformationRequest.objects.get().outside_asker.startswith("Jo Bell")


@pytest.mark.parametrize(("who", "offered"), [("lena", True), ("una", False)])
def test_writing_down_a_request_is_offered_to_those_who_may(signed_in, who, offered):
    page = signed_in(who).get(reverse("sharing:waiting")).text
    assert (reverse("sharing:record_request") in page) == offered


def test_hiding_without_script_keeps_the_words(acting, signed_in):
    client = signed_in("omar")
    address = client.get(reverse("sharing:ask"), follow=True).request["PATH_INFO"]
    hidden = client.post(address, {"given_names": "Ami", "hide": "1"})
    assert "Ami" not in hidden.text
    assert 'value="Ami"' in client.get(address).text


def test_nobody_skips_a_page(acting, signed_in):
    client = signed_in("omar")
    address = client.get(reverse("sharing:ask"), follow=True).request["PATH_INFO"]
    key = address.split("/")[-2]
    check = reverse("sharing:ask_check", args=[key])
    assert client.get(check).url == address
    client.post(address, {**ABOUT, "holder": place(acting, "northfield")})
    assert client.get(check).url == reverse("sharing:ask_question", args=[key])


def test_an_authoriser_refuses_with_a_reason(acting, signed_in):
    asked = build.a_request(acting, **build.ENFORCING)
    ines, address = signed_in("ines"), reverse("sharing:authority", args=[asked.pk])
    assert ines.post(address, {"reason": "Name the date."}).status_code == 302
    assert ines.get(address).url == reverse("sharing:request", args=[asked.pk])
    page = signed_in("omar").get(reverse("sharing:request", args=[asked.pk]))
    assert "Name the date." in page.text


def test_a_question_back_is_answered_on_its_page(acting, signed_in):
    asked = build.a_request(acting)
    question = build.a_question_back(acting, asked)
    omar = signed_in("omar")
    assert "It is your turn" in omar.get(reverse("sharing:request", args=[asked.pk])).text
    address = reverse("sharing:answer_question", args=[question.pk])
    assert "Which door?" in omar.get(address).text
    assert "The side door." in omar.post(address, {"text": "The side door."}, follow=True).text
    assert signed_in("rita").get(address).status_code == 404


def test_a_made_up_id_finds_nothing(signed_in):
    address = reverse("sharing:ask") + "?child=nonsense"
    assert signed_in("omar").get(address, follow=True).status_code == 404
