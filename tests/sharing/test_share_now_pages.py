"""Share now: the page, its draft, and that it is sent once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from crossing.sharing.models import Deliberation, Disclosure, Emergency
from tests.conftest import client_for
from tests.make import acting as acting_now
from tests.make import org
from tests.records.build import a_child, a_concern, sealed
from tests.sharing.build import a_request
from tests.sharing.urgent import THREAT, TOLD, at_once, text

NOW = "/sharing/now"


def typed(acting, **changes):
    with acting("tom"):
        police = str(org("police").pk)
    given = {"who": "Amina Karim", "threat": THREAT, "told": TOLD}
    return given | {"whom": police, "channel": "here"} | changes


def draft():
    return f"{NOW}?draft=emergency-{uuid4()}"


def test_the_page_begins_with_999_and_asks_six_questions(signed_in):
    page = text(signed_in("tom").get(NOW))
    assert "Call 999 first." in page
    assert "This page calls nobody." in page
    assert "020 7946 0000" in page
    for name in ("who", "threat", "told", "whom", "channel", "by"):
        assert f'name="{name}"' in page


def test_it_is_the_first_thing_on_the_home_page(signed_in):
    page = text(signed_in("tom").get("/"))
    assert page.index("Share now: child in danger") < page.index("Record a concern")


def test_a_child_on_our_list_is_chosen_first(acting, amina, signed_in):
    tom, address = signed_in("tom"), draft()
    offered = tom.post(address, typed(acting))
    assert offered.status_code == 422
    assert "Select which child it is" in text(offered)
    sent = tom.post(address, typed(acting, child=str(amina.pk)))
    assert sent.status_code == 302
    assert "Amina Karim" in text(tom.get(sent["Location"]))


def test_a_sealed_child_is_one_who_is_not_on_the_list(acting, amina, signed_in):
    sealed(acting, amina)
    tom = signed_in("tom")
    looked = {}
    for name in ("Amina Karim", "Nobody Known"):
        page = text(tom.post(draft(), typed(acting, who=name, find="1")))
        looked[name] = "Nobody on our list has a name like that" in page
    assert looked == {"Amina Karim": True, "Nobody Known": True}
    assert tom.post(draft(), typed(acting)).status_code == 302
    with acting("tom"):
        assert Emergency.objects.get().child is None


def test_none_of_these_is_sent_by_name(acting, amina, signed_in):
    assert signed_in("tom").post(draft(), typed(acting, child="none")).status_code == 302
    with acting("lena"):
        assert Emergency.objects.get().child_as_named == "Amina Karim"


def test_what_was_typed_is_kept_hidden_and_restored(acting, amina, signed_in):
    tom, address = signed_in("tom"), draft()
    hidden = tom.post(address, typed(acting, child=str(amina.pk), hide="1"))
    assert hidden["Location"].startswith("/hidden")
    page = text(tom.get(address))
    assert THREAT in page
    assert f'value="{amina.pk}" checked' in page
    assert "Share now: child in danger" in text(tom.get("/"))
    save = reverse("records:save_draft", args=[address.partition("=")[2]])
    assert tom.post(save, typed(acting)).status_code == 200


def test_a_school_is_chosen_from_the_list(acting, signed_in):
    with acting("omar"):
        northfield = str(org("northfield").pk)
    omar, address = signed_in("omar"), draft()
    page = omar.post(address, typed(acting, whom="other", who="Jo Unknown"))
    assert "Choose who you tell." in text(page)
    sent = omar.post(address, typed(acting, whom="other", other=northfield, who="Jo Unknown"))
    assert sent.status_code == 302
    with acting("omar"):
        assert Disclosure.objects.get().recipient.name == "Northfield School"


def test_somebody_outside_needs_a_name(acting, signed_in):
    page = signed_in("tom").post(draft(), typed(acting, whom="outside", who="Jo Unknown"))
    assert "Choose who you tell, or write who they are." in text(page)
    assert 'href="#outside"' in text(page)


def test_from_a_concern_nothing_is_asked_twice(acting, amina, signed_in):
    concern = a_concern(acting, amina, safe_now="no")
    tom = signed_in("tom")
    address = f"{NOW}?concern={concern.pk}"
    assert f'href="{address}"' in text(tom.get(reverse("records:concern", args=[concern.pk])))
    page = text(tom.get(address))
    assert "I had no breakfast again." in page
    assert f'value="{amina.pk}" checked' in page
    assert signed_in("rita").get(address).status_code == 404


def test_a_concern_whose_child_is_safe_does_not_offer_it(acting, amina, signed_in):
    concern = a_concern(acting, amina)
    assert NOW not in text(signed_in("tom").get(reverse("records:concern", args=[concern.pk])))


def test_from_a_childs_record_the_child_is_chosen(acting, amina, signed_in):
    lena = signed_in("lena")
    address = f"{NOW}?child={amina.pk}"
    assert f'href="{address}"' in text(lena.get(reverse("records:child", args=[amina.pk])))
    assert f'value="{amina.pk}" checked' in text(lena.get(address))
    assert signed_in("tom").get(address).status_code == 404


def test_from_a_decision_in_the_making_the_asker_is_chosen(acting, amina, signed_in):
    asked = a_request(acting, by="omar")
    with acting("lena"):
        work = Deliberation.objects.get(request=asked.pk)
    lena = signed_in("lena")
    address = f"{NOW}?deciding={work.pk}"
    assert f'href="{address}"' in text(lena.get(f"/sharing/deciding/{work.pk}/danger"))
    page = text(lena.get(address))
    assert f'value="{work.recipient_id}" checked' in page
    assert 'value="Amina Karim"' in page


def test_from_a_decision_a_school_asked_for_the_school_is_chosen(acting, signed_in):
    asked = a_request(acting, by="lena", to="police", ready=None)
    with acting("omar"):
        work = Deliberation.objects.get(request=asked.pk)
    page = text(signed_in("omar").get(f"{NOW}?deciding={work.pk}"))
    assert 'value="other" checked' in page
    assert f'value="{work.recipient_id}" selected' in page


# One emergency


def test_the_team_that_serves_the_school_stands_first_of_those_to_tell(signed_in):
    page = text(signed_in("tom").get(NOW))
    served = page.index("Riverside Safer Schools Team")
    assert served < page.index("Hillside Safer Schools Team") < page.index("Riverside Children")


@pytest.mark.slow
def test_of_six_presses_at_once_one_is_sent(live_database):
    child = a_child(acting_now)
    address = draft()
    data = typed(acting_now, child=str(child.pk))
    statuses = at_once(*[lambda: client_for("tom").post(address, data).status_code] * 6)
    assert set(statuses) == {302}
    with acting_now("lena"):
        assert Emergency.objects.count() == Disclosure.objects.count() == 1
