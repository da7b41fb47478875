"""A question, a decision and an emergency in two tabs: the second is told, and its words stay."""

from uuid import uuid4

import pytest
from django.urls import reverse

from crossing.records.models import Draft
from crossing.sharing.models import Deliberation
from tests.hostile.pages import forms_in
from tests.records.build import a_child
from tests.sharing.build import SCHOOL_DAY, a_request, work_on
from tests.sharing.test_ask_pages import ABOUT, place

TOLD = "changed in another tab"


def tabs(client, address):
    """Two tabs open on one draft: what each sends when nothing is changed."""
    for _ in range(2):
        page = client.get(address)
        (form,) = [one for one in forms_in(page) if "draft_page" in one.fields]
        yield form.answers() | {"words": ""}


def test_a_question(signed_in, acting):
    client, key = signed_in("omar"), uuid4()
    address, save = (reverse(f"sharing:{n}", args=[key]) for n in ("ask_about", "save_ask_about"))
    one, two = tabs(client, address)
    filled = {**ABOUT, "holder": place(acting, "northfield")}
    assert client.post(save, one | filled).status_code == 200
    told = client.post(save, two | filled | {"given_names": "Bela"})
    assert told.status_code == 409
    page = client.post(address, two | filled | {"given_names": "Bela"})
    assert (page.status_code, TOLD in page.text, 'value="Bela"' in page.text) == (409, True, True)
    over = {"draft_over": told.json()["version"], "given_names": "Bela"}
    assert client.post(address, two | filled | over).status_code == 302
    with acting("omar"):
        assert Draft.objects.get().data["about"]["given_names"] == "Bela"


def test_the_second_page_of_a_question_is_told_apart_from_the_first(signed_in, acting):
    client, key = signed_in("omar"), uuid4()
    about, question = (reverse(f"sharing:ask_{n}", args=[key]) for n in ("about", "question"))
    first, _ = tabs(client, about)
    filled = first | {**ABOUT, "holder": place(acting, "northfield")}
    client.post(about, filled)
    one, two = tabs(client, question)
    save = reverse("sharing:save_ask_question", args=[key])
    assert client.post(save, one | {"why": "One"}).status_code == 200
    assert client.post(save, two | {"why": "Two"}).status_code == 409
    assert client.post(about, filled | {"given_names": "Ami"}).status_code == 302
    with acting("omar"):
        data = Draft.objects.get().data
    assert (data["about"]["given_names"], data["question"]["why"]) == ("Ami", "One")


def test_an_emergency(signed_in, acting):
    client, address = signed_in("tom"), f"/sharing/now?draft=emergency-{uuid4()}"
    one, two = tabs(client, address)
    assert client.post(address, one | {"threat": "One", "find": "1"}).status_code == 200
    page = client.post(address, two | {"threat": "Two", "find": "1"})
    assert (page.status_code, TOLD in page.text, "Two</textarea>" in page.text) == (409, True, True)
    with acting("tom"):
        assert Draft.objects.get().data["threat"] == ["One"]


@pytest.fixture
def weigh(acting):
    child, asked = a_child(acting), a_request(acting)
    with acting("lena") as lena:
        work = Deliberation.objects.get(request=asked.pk)
        work_on(work, lena, child, "share_all", [SCHOOL_DAY])
    return f"/sharing/deciding/{work.pk}/weigh", f"/drafts/decide-{work.pk}-weigh/"


def test_a_page_of_a_decision(signed_in, acting, weigh):
    client, (address, save) = signed_in("lena"), weigh
    one, two = tabs(client, address)
    different = {"silence": "different", "harms": "none"}
    assert client.post(save, one | {"silence_because": "One"}).status_code == 200
    typed = two | different | {"silence_because": "Two"}
    page = client.post(address, typed | {"filter": "50"})
    assert (page.status_code, TOLD in page.text, "Two</textarea>" in page.text) == (409, True, True)
    assert client.post(address, typed).status_code == 302
    with acting("lena"):  # saved, and what the other tab typed is there still
        assert Draft.objects.get().data["silence_because"] == ["One"]
        assert Deliberation.objects.get().answers["silence_because"] == "Two"
