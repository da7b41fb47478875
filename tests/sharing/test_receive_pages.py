import pytest
from django.urls import reverse

from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db
ACTS = ("accept", "acknowledge", "attach", "ask_back", "happened_next", "problem", "unseal")


@pytest.fixture
def shared(acting):
    """What Lena shared with Omar's team about Amina."""
    return build.an_answer(acting, build.a_request(acting), a_child(acting))


def at(name, shared):
    return reverse(f"sharing:{name}", args=[shared.pk])


def test_conditions_first_then_the_items(signed_in, shared):
    omar = signed_in("omar")
    cover = omar.get(at("disclosure", shared))
    assert "Use it only for what it was shared for" in cover.text
    assert "09:40" not in cover.text
    assert "Acknowledge" not in cover.text
    opened = omar.post(at("accept", shared), follow=True)
    assert "09:40" in opened.text
    assert "Opened it" in opened.text
    assert 'class="app-cover"' in opened.text
    assert "█" not in opened.text
    assert "You have acknowledged it" in omar.post(at("acknowledge", shared), follow=True).text


def test_the_sender_sees_who_opened_it(signed_in, acting, shared):
    build.opened(acting, shared)
    page = signed_in("lena").get(at("disclosure", shared))
    assert "Omar Aziz" in page.text
    assert "Opened it" in page.text
    assert "Take it back" in page.text
    assert "Accept and open" not in page.text


def test_the_list_shows_what_is_new(signed_in, acting, shared):
    omar = signed_in("omar")
    assert "New" in omar.get(reverse("sharing:received")).text
    build.opened(acting, shared)
    assert "Opened" in omar.get(reverse("sharing:received")).text
    for stranger in ("otto", "rita"):
        assert "Amina" not in signed_in(stranger).get(reverse("sharing:received")).text
    assert signed_in("tom").get(reverse("sharing:received")).status_code == 403


@pytest.mark.parametrize("who", ["rita", "otto", "tom", "nora", "gus", "ada", "mina"])
def test_strangers_find_nothing(signed_in, shared, who):
    client = signed_in(who)
    assert client.get(at("disclosure", shared)).status_code == 404
    for act in (*ACTS, "take_back"):
        assert client.post(at(act, shared)).status_code == 404


def test_one_question_and_its_answer(signed_in, acting, shared):
    build.opened(acting, shared)
    omar, lena = signed_in("omar"), signed_in("lena")
    assert omar.get(at("ask_back", shared)).status_code == 200
    assert omar.post(at("ask_back", shared), {"text": ""}).status_code == 422
    assert omar.post(at("ask_back", shared), {"text": "Which gate?"}).status_code == 302
    page = lena.get(at("disclosure", shared))
    address = page.text.split('href="/sharing/question/')[1].split('"')[0]
    answer = lena.post(f"/sharing/question/{address}", {"text": "The front one."}, follow=True)
    assert "The front one." in answer.text
    assert omar.get(f"/sharing/question/{address}").status_code == 404


def test_what_happened_next_comes_back(signed_in, acting, shared):
    build.opened(acting, shared)
    signed_in("omar").post(at("happened_next", shared), {"text": "Two officers went."})
    assert "Two officers went." in signed_in("lena").get(at("disclosure", shared)).text


def test_a_wrong_person_rings_now(signed_in, shared):
    omar = signed_in("omar")
    page = omar.get(at("problem", shared))
    assert "Ring them now" in page.text
    assert "020 7946 0000" in page.text
    done = omar.post(at("problem", shared), {"problem": "wrong_person", "text": ""})
    assert done.status_code == 302
    closed = omar.get(done["Location"], follow=True)
    assert "This came to you by mistake" in closed.text
    assert "Amina" not in closed.text


def test_taken_back_says_when_and_why(signed_in, acting, shared):
    build.opened(acting, shared)
    lena, omar = signed_in("lena"), signed_in("omar")
    assert lena.post(at("take_back", shared), {"reason": ""}).status_code == 422
    lena.post(at("take_back", shared), {"reason": "It named the wrong day."})
    page = omar.get(at("disclosure", shared))
    assert "This has closed" in page.text
    assert "It named the wrong day." in page.text
    assert "09:40" not in page.text
    again = omar.post(at("unseal", shared), {"reason": "Court on Monday."}, follow=True)
    assert "09:40" in again.text
    assert "Court on Monday." in lena.get(at("disclosure", shared)).text


def test_attach_to_our_own_record(signed_in, acting, shared):
    child = a_child(acting, by="omar")
    build.opened(acting, shared)
    omar = signed_in("omar")
    assert "Amina Karim" in omar.get(at("attach", shared)).text
    assert omar.post(at("attach", shared), {"child": str(child.pk)}).status_code == 302
    foreign = a_child(acting, by="rita")
    assert omar.post(at("attach", shared), {"child": str(foreign.pk)}).status_code == 422
