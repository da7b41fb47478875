"""All that went to the wrong place, in one list; and what its pages say about who is told."""

import pytest
from django.urls import reverse

from crossing.sharing.queries import breach as queries
from tests.records.build import a_child
from tests.sharing import build, mending
from tests.sharing.urgent import an_emergency

LIST = "/sharing/breaches/"


@pytest.fixture
def child(acting):
    return a_child(acting)


def gone_wrong(acting, child, **more):
    shared = build.an_answer(acting, build.a_request(acting), child)
    return mending.a_breach(acting, shared, **more)


def test_what_is_open_comes_before_what_has_closed(acting, child):
    first, second, third = (gone_wrong(acting, child) for _each in range(3))
    for one in (second, first):
        mending.all_written(acting, one)
        mending.destroyed(acting, one)
        mending.closed(acting, one)
    for who in ("lena", "ada"):
        with acting(who) as person:
            found = [one.pk for one in queries.breach_list(person).items]
            assert found[0] == third.pk
            assert set(found[1:]) == {first.pk, second.pk}
    with acting("omar") as omar:
        assert queries.breach_list(omar).items == []


def test_the_home_and_the_register_lead_to_it(acting, signed_in, child):
    gone_wrong(acting, child)
    lena, ada = signed_in("lena"), signed_in("ada")
    for client, start in ((lena, "/"), (ada, "/"), (lena, "/sharing/shared")):
        assert LIST in client.get(start).text
    for client in (lena, ada):
        page = client.get(LIST).text
        assert "Riverside Safer Schools Team" in page
        assert "Karim" not in page
    assert "Nothing of ours went" in signed_in("rita").get(LIST).text
    assert signed_in("tom").get(LIST).status_code == 403


def test_the_page_promises_an_officer_only_where_there_is_one(acting, signed_in, child):
    shared = build.an_answer(acting, build.a_request(acting), child)
    page = signed_in("lena").get(reverse("sharing:went_wrong", args=[shared.pk])).text
    assert "Your data protection officer is told." in page
    asked = build.a_request(acting, by="lena", to="police")
    theirs = a_child(acting, by="omar")
    shared = build.confirmed(acting, asked, theirs, picked={"power": "COMMON_LAW_POLICE"})
    page = signed_in("omar").get(reverse("sharing:went_wrong", args=[shared.pk])).text
    assert "those who lead are asked to tell yours" in page


def test_an_emergency_that_went_wrong_leads_to_sharing_it_with_the_right_place(
    acting, signed_in, child
):
    sent = an_emergency(acting, child, by="lena")
    with acting("lena"):
        shared = type(sent).objects.get(pk=sent.pk).disclosure
    breach = mending.a_breach(acting, shared)
    lena, astray = signed_in("lena"), "the right place has not had it"
    address = reverse("sharing:breach", args=[breach.pk])
    assert astray in lena.get(address).text
    assert reverse("sharing:share_now") in lena.get(address).text
    mending.written(acting, breach, "at-risk", "no")
    assert astray not in lena.get(address).text
    with acting("ada") as ada:
        assert not queries.breach_for(ada, breach.pk).is_astray
