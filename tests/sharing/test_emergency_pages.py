"""One emergency: its page, the list, home, the register, and its review."""

from datetime import timedelta

import pytest
from django.urls import reverse

from crossing.core.clock import now
from crossing.core.errors import Refusal
from crossing.partnership.commands.contacts import NewContact, add_contact
from crossing.partnership.rules import ContactKind
from crossing.sharing.commands.decide import take_back
from crossing.sharing.models import Decision, Disclosure, EmergencyReview
from crossing.sharing.queries.mine import desk_for
from tests.conftest import client_for
from tests.make import acting as acting_now
from tests.make import org, setting_up
from tests.records.build import a_child
from tests.sharing.build import opened
from tests.sharing.deciding import rolls
from tests.sharing.urgent import THREAT, an_emergency, at_once, recorded, reviewed, text


def test_one_page_says_who_opened_it_and_what_is_due(acting, amina, signed_in):
    shared = an_emergency(acting, amina)
    tom = signed_in("tom")
    address = f"/sharing/emergency/{shared.pk}"
    assert "has opened it yet. Ring them:" in text(tom.get(address))
    opened(acting, shared)
    page = text(tom.get(address))
    assert "Omar Aziz, Officer" in page
    assert "Write the full record" not in page
    assert "Write the full record" in text(signed_in("lena").get(address))


def test_whoever_received_it_is_told_to_open_it_now(acting, amina, signed_in):
    shared = an_emergency(acting, amina)
    omar, warning = signed_in("omar"), "A child may be in danger. Open this now"
    address = f"/sharing/disclosure/{shared.pk}"
    assert warning in text(omar.get(address))
    omar.post(f"{address}/accept")
    assert warning not in text(omar.get(address))
    assert warning not in text(signed_in("lena").get(address))


def test_the_danger_the_number_and_the_button_come_before_what_is_said_of_it(
    acting, amina, signed_in
):
    shared = an_emergency(acting, amina)
    omar, address = signed_in("omar"), f"/sharing/disclosure/{shared.pk}"
    page = text(omar.get(address))
    order = ["A child may be in danger", "Accept and open", "020 7946 0000", "Date of birth"]
    assert sorted(order, key=page.index) == order
    assert page.count("Accept and open") == 1
    omar.post(f"{address}/accept")
    page = text(omar.get(address))
    assert page.index(THREAT) < page.index("Date of birth")
    assert "020 7946 0000" in page


def test_whoever_shared_it_reads_who_was_told_and_that_they_are_done(acting, amina, signed_in):
    shared = an_emergency(acting, amina)
    tom, address = signed_in("tom"), f"/sharing/emergency/{shared.pk}"
    page = text(tom.get(address))
    assert "Told here: " in page
    assert "Lena Hart, Designated safeguarding lead" in page
    assert "When you have rung, you have nothing more to do" in page
    assert "Told here" not in text(signed_in("lena").get(address))
    opened(acting, shared)
    assert "theirs. You have nothing more to do" in text(tom.get(address))
    recorded(acting, shared, amina)
    reviewed(acting, shared)
    assert "Told here" not in text(tom.get(address))


def test_what_nobody_there_has_opened_is_rung_before_and_after_it_is_closed(
    acting, amina, signed_in
):
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    hugh, address = signed_in("hugh"), f"/sharing/emergency/{shared.pk}"
    page = text(hugh.get(f"{address}/review"))
    warning = page.index("Ring them before you close this:")
    assert warning < page.index("020 7946 0000") < page.index("Was it necessary")
    reviewed(acting, shared)
    page = text(hugh.get(address))
    assert "This is closed, and nobody at Riverside Safer Schools Team has opened it yet" in page
    assert "020 7946 0000" in page
    assert "Closing does not end this" in page
    opened(acting, shared)
    assert "Call 999 first." not in text(hugh.get(address))


def test_what_was_taken_back_or_told_outside_is_rung_no_more(acting, amina, signed_in):
    lena = signed_in("lena")
    outside = an_emergency(acting, amina, to=None, channel="phone", outside="Sal", phone="0300")
    taken = an_emergency(acting, amina)
    with acting("lena") as by:
        take_back(Disclosure.objects.get(pk=taken.pk), "It was for somebody else.", by=by)
    for one in (outside, taken):
        assert "Call 999 first." not in text(lena.get(f"/sharing/emergency/{one.pk}"))


def test_nobody_reviews_before_the_record_or_their_own(acting, amina, signed_in):
    shared = an_emergency(acting, amina)
    address = f"/sharing/emergency/{shared.pk}/review"
    good = {"necessary": "yes", "proportionate": "yes", "differently": "-", "family_told": "told"}
    hugh, lena = signed_in("hugh"), signed_in("lena")
    assert hugh.get(address).status_code == 302
    assert hugh.post(address, good).status_code == 409
    recorded(acting, shared, amina)
    assert hugh.get(address).status_code == 200
    assert hugh.post(address, {}).status_code == 422
    assert lena.post(address, good).status_code == 403
    assert hugh.post(address, good).status_code == 302
    assert hugh.post(address, good).status_code == 409
    page = text(lena.get(f"/sharing/emergency/{shared.pk}"))
    assert "What the review found" in page


def test_the_list_shows_an_auditor_times_and_no_child(acting, amina, signed_in):
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    reviewed(acting, shared)
    an_emergency(acting, amina)
    for address in ("/", "/sharing/emergencies"):
        page = text(signed_in("ada").get(address))
        assert "Amina" not in page
    assert "Recorded" in text(signed_in("ada").get("/sharing/emergencies"))
    assert "Emergencies not yet closed" in text(signed_in("ada").get("/"))
    assert "Amina Karim" in text(signed_in("lena").get("/sharing/emergencies"))


def test_a_sergeant_sees_who_shared_and_no_name_until_it_is_opened(acting, signed_in):
    child = a_child(acting, by="omar")
    an_emergency(acting, child, by="omar", to="northfield")
    home = text(signed_in("sam").get("/"))
    assert "Shared by Omar Aziz" in home
    assert "Full record due" in home


def test_a_teachers_home_keeps_what_they_shared(acting, amina, signed_in):
    an_emergency(acting, amina)
    assert "What you shared at once" in text(signed_in("tom").get("/"))


# The register


def test_the_register_holds_it_before_and_after_the_record(acting, amina, signed_in):
    shared = an_emergency(acting, amina)
    lena = signed_in("lena")
    before = "Shared at once: the full record is not written yet"
    assert before in text(lena.get("/sharing/shared"))
    assert before in text(lena.get(f"/sharing/about/{amina.pk}"))
    csv = text(lena.get("/sharing/shared.csv"))
    assert "Shared at once: no full record yet" in csv
    recorded(acting, shared, amina)
    assert before not in text(lena.get("/sharing/shared"))
    csv = text(lena.get("/sharing/shared.csv"))
    assert "Shared at once: a child in danger" in csv


def test_a_record_that_is_late_is_marked_overdue(acting, amina, signed_in, monkeypatch):
    an_emergency(acting, amina)
    lena = signed_in("lena")
    assert "Overdue since" not in text(lena.get("/sharing/shared"))
    tomorrow = now() + timedelta(hours=25)
    monkeypatch.setattr("crossing.sharing.views.ledger.now", lambda: tomorrow)
    for address in ("/sharing/shared", f"/sharing/about/{amina.pk}"):
        assert "Overdue since" in text(lena.get(address))


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("purpose=emergency_life", True),
        ("purpose=section_47", False),
        ("outcome=refuse", False),
        ("partner={police}", True),
        ("partner={services}", False),
        ("child={child}", True),
        ("since_day=1&since_month=1&since_year=2020", True),
        ("until_day=1&until_month=1&until_year=2020", False),
    ],
)
def test_the_registers_filters_hold_for_it_too(acting, amina, signed_in, query, there):
    an_emergency(acting, amina)
    with acting("lena"):
        ids = {"police": org("police").pk, "services": org("services").pk, "child": amina.pk}
    page = text(signed_in("lena").get("/sharing/shared?" + query.format(**ids)))
    assert ("the full record is not written yet" in page) is there


def test_what_was_shared_is_in_the_chronology_with_a_way_to_it(acting, amina, signed_in):
    shared = an_emergency(acting, amina)
    assert f"/sharing/emergency/{shared.pk}" in text(
        signed_in("lena").get(reverse("records:child", args=[amina.pk]))
    )


def test_a_record_says_what_should_have_been_covered(acting, signed_in):
    amina = rolls(acting)
    shared = an_emergency(acting, amina, told="Kit Brown is with her.")
    page = signed_in("lena").get(f"/sharing/deciding/{shared.deliberation_id}/others")
    assert "It should have been covered" in text(page)
    ask_why = text(page).partition("They needed it")[2].partition("radios__item")[0]
    assert "Why did they need to see this?" in ask_why
    for step, words in (
        ("weigh", "now that it was shared"),
        ("family", "told that this was shared"),
    ):
        page = signed_in("lena").get(f"/sharing/deciding/{shared.deliberation_id}/{step}")
        assert words in text(page)
    with acting("lena") as lena:
        (kit,) = desk_for(lena, shared.deliberation_id).named
    others = {kit.key: {"treatment": "cover", "why": ""}}
    decision = recorded(acting, shared, amina, others=others)
    page = text(signed_in("lena").get(f"/sharing/decision/{decision.pk}"))
    assert "sent, and should have been covered" in page
    assert "Kit Brown is with her." in page


# At the same time


@pytest.mark.slow
def test_of_two_who_review_at_once_one_does(live_database):
    child = a_child(acting_now)
    shared = an_emergency(acting_now, child)
    recorded(acting_now, shared, child)
    good = {"necessary": "yes", "proportionate": "yes", "differently": "-", "family_told": "told"}
    address = f"/sharing/emergency/{shared.pk}/review"
    people = ("hugh", "dev", "hugh", "dev")
    presses = [lambda who=who: client_for(who).post(address, good).status_code for who in people]
    assert sorted(at_once(*presses)) == [302, 409, 409, 409]
    with acting_now("lena"):
        assert EmergencyReview.objects.count() == 1


@pytest.mark.slow
def test_of_two_who_write_the_record_at_once_one_does(live_database):
    child = a_child(acting_now)
    shared = an_emergency(acting_now, child)

    def write(who):
        try:
            recorded(acting_now, shared, child, by=who)
            return "written"
        except Refusal:
            return "refused"

    presses = [lambda who=who: write(who) for who in ("lena", "dev", "hugh")]
    assert sorted(at_once(*presses)) == ["refused", "refused", "written"]
    with acting_now("lena"):
        assert Decision.objects.count() == 1


def test_a_line_about_adults_is_not_rung_about_a_child(acting, signed_in):
    with setting_up("police") as (place, by):
        line = NewContact("Professional standards", "020 7946 0777", kind=ContactKind.STANDARDS)
        add_contact(place, line, by=by)
    shared = an_emergency(acting, a_child(acting))
    page = signed_in("tom").get(f"/sharing/emergency/{shared.pk}").text
    assert "Ring them" in page
    assert "020 7946 0777" not in page
