import csv
import io
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from crossing.core.errors import NotThere
from crossing.records.commands import seal
from crossing.records.models import Child
from crossing.sharing.models import Decision
from crossing.sharing.queries import ledger as queries
from crossing.sharing.rules import Outcome
from tests.make import org
from tests.records.build import a_child
from tests.sharing import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(acting):
    return a_child(acting)


@pytest.fixture
def two(acting, child):
    """One answer that shared, one that refused."""
    shared = build.an_answer(acting, build.a_request(acting), child)
    asked = build.a_request(acting, by="mina", wanted="Her attendance since 2020.")
    refused = build.an_answer(
        acting, asked, child, by="dev", outcome=Outcome.REFUSE, **build.REFUSED
    )
    with acting("lena"):
        return Decision.objects.get(disclosure=shared.pk), refused


def shown(person, **filters):
    return {one.pk for one in queries.ledger(person, queries.Filters(**filters)).items}


def test_refusals_are_listed_too(acting, two):
    shared, refused = two
    with acting("hugh") as hugh:
        assert shown(hugh) == {refused.pk, shared.pk}


def test_each_filter_narrows(acting, two, child):
    shared, refused = two
    with acting("lena") as lena:
        today = shared.decided_at.date()
        assert shown(lena, outcome="refuse") == {refused.pk}
        assert shown(lena, partner=org("police").pk) == {shared.pk}
        assert shown(lena, decider=refused.decided_by_id) == {refused.pk}
        assert shown(lena, children=[child.pk]) == {refused.pk, shared.pk}
        assert shown(lena, children=[]) == set()
        assert shown(lena, since=today + timedelta(days=2)) == set()
        assert shown(lena, until=today - timedelta(days=2)) == set()
        assert shown(lena, purpose="mappa") == set()


@pytest.mark.parametrize("who", ["omar", "mina", "rita", "otto", "tom", "nora", "gus", "eve"])
def test_nobody_else_sees_how_it_was_decided(acting, two, who):
    with acting(who) as person:
        assert not Decision.objects.exists()
        assert shown(person) == set()
        with pytest.raises(NotThere):
            queries.decision_for(person, two[0].pk)


def test_a_decision_about_a_sealed_child_is_there_for_its_two_readers(acting, two, child):
    with acting("lena") as lena:
        seal(Child.objects.get(pk=child.pk), True, by=lena)
        assert len(shown(lena)) == 2
    with acting("dev") as dev:
        assert shown(dev) == set()
        assert not Decision.objects.exists()


def test_the_register_is_a_page(signed_in, two):
    page = signed_in("lena").get(reverse("sharing:ledger"))
    assert page.status_code == 200
    assert "Amina Karim" in page.text
    assert "Refuse" in page.text


@pytest.mark.parametrize(("who", "status"), [("tom", 403), ("nora", 403), ("fay", 403)])
def test_the_register_is_for_those_who_work_on_cases(signed_in, who, status):
    assert signed_in(who).get(reverse("sharing:ledger")).status_code == status
    assert signed_in(who).get(reverse("sharing:ledger_csv")).status_code == status


def test_the_file_holds_no_formula(acting, signed_in, child):
    build.an_answer(acting, build.a_request(acting), child, reason_kept='=HYPERLINK("x")')
    page = signed_in("lena").get(reverse("sharing:ledger_csv"))
    rows = list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert rows[0]["Reason kept"] == '\'=HYPERLINK("x")'
    assert rows[0]["Child"] == "Amina Karim"
    names = build.events(_northfield(acting), "sharing.ledger.exported")
    assert names == ["sharing.ledger.exported"]


def _northfield(acting):
    with acting("lena") as lena:
        return lena.acting_at


def test_another_school_exports_nothing_of_ours(signed_in, two):
    page = signed_in("rita").get(reverse("sharing:ledger_csv"))
    assert len(page.content.decode("utf-8-sig").splitlines()) == 1


def test_filters_come_from_the_page(signed_in, two):
    query = {"outcome": "refuse", "since_day": "1", "since_month": "9", "since_year": "2026"}
    page = signed_in("lena").get(f"{reverse('sharing:ledger')}?{urlencode(query)}")
    assert page.text.count("app-row__title") == 1
    wrong = signed_in("lena").get(f"{reverse('sharing:ledger')}?since_day=31")
    assert wrong.status_code == 422


def test_a_childs_name_never_stands_in_an_address(signed_in, two):
    client = signed_in("lena")
    found = client.post(reverse("sharing:find_in_ledger"), {"child": "Amina"})
    assert found.status_code == 302
    assert "Amina" not in found.url
    assert client.get(found.url).text.count("app-row__title") == 2
    assert signed_in("dev").get(found.url).status_code == 404


def test_one_decision_shows_everything(acting, signed_in, two, child):
    shared, _refused = two
    page = signed_in("lena").get(reverse("sharing:decision", args=[shared.pk]))
    assert shared.law_version not in page.text  # a hash says nothing to people; the file has it
    for text in ("It keeps her safe", "09:40"):
        assert text in page.text
    assert "█" not in page.text
    assert signed_in("omar").get(reverse("sharing:decision", args=[shared.pk])).status_code == 404


def test_a_refusal_shows_both_reasons(signed_in, two):
    page = signed_in("lena").get(reverse("sharing:decision", args=[two[1].pk]))
    assert "It is more than you need." in page.text
    assert "It keeps her safe" in page.text


def test_all_about_one_child_on_one_page(acting, signed_in, two, child):
    page = signed_in("lena").get(reverse("sharing:shared_about", args=[child.pk]))
    assert page.text.count("app-row__title") == 2
    for stranger in ("rita", "omar", "tom", "nora"):
        address = reverse("sharing:shared_about", args=[child.pk])
        assert signed_in(stranger).get(address).status_code == 404
    names = build.events(_northfield(acting), "sharing.ledger.about_read")
    assert names == ["sharing.ledger.about_read"]


def test_today_is_a_day():
    assert queries.Filters(since=date(2026, 1, 1), purpose="x").count == 2


def test_one_childs_decisions_and_an_empty_search(signed_in, two, child):
    client = signed_in("lena")
    page = client.get(f"{reverse('sharing:ledger')}?child={child.pk}")
    assert page.text.count("app-row__title") == 2
    assert client.post(reverse("sharing:find_in_ledger"), {"child": " "}).status_code == 422


def test_who_decided_is_chosen_by_account_so_that_no_address_holds_a_name(signed_in, two):
    _shared, refused = two
    client, ledger = signed_in("lena"), reverse("sharing:ledger")
    option = f'<option value="{refused.decided_by_id}">'
    assert option in client.get(ledger).text
    page = client.get(f"{ledger}?decider={refused.decided_by_id}").text
    assert page.count("app-row__title") == 1
    assert client.get(f"{ledger}?decider=dev").status_code in (200, 422)


def test_long_registers_have_older_pages(acting, signed_in, two, monkeypatch):
    from crossing.core import paging

    monkeypatch.setattr(paging.keyset, "__defaults__", (("-created_at", "-id"), None, 1))
    client = signed_in("lena")
    first = client.get(reverse("sharing:ledger") + "?decider=").text
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Newer" in client.get(older).text
