"""Share now: the page, its draft, one emergency, the list, home, and the register."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.urls import reverse

from crossing.core.clock import now
from crossing.core.errors import Refusal
from crossing.partnership.commands.contacts import NewContact, add_contact
from crossing.partnership.rules import ContactKind
from crossing.sharing.commands.decide import take_back
from crossing.sharing.models import Decision, Deliberation, Disclosure, Emergency, EmergencyReview
from crossing.sharing.queries.mine import desk_for
from tests.conftest import client_for
from tests.make import acting as acting_now
from tests.make import org, setting_up
from tests.records.build import a_child, a_concern, sealed
from tests.sharing.build import a_request, opened
from tests.sharing.deciding import rolls
from tests.sharing.urgent import (
    THREAT,
    TOLD,
    an_emergency,
    recorded,
    reviewed,
)

NOW = "/sharing/now"


def typed(acting, **changes):
    with acting("tom"):
        police = str(org("police").pk)
    given = {"who": "Amina Karim", "threat": THREAT, "told": TOLD}
    return given | {"whom": police, "channel": "here"} | changes


@pytest.fixture
def amina(acting):
    return a_child(acting)


def text(response):
    return response.content.decode()


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


def test_the_team_that_serves_the_school_stands_first_of_those_to_tell(signed_in):
    page = text(signed_in("tom").get(NOW))
    served = page.index("Riverside Safer Schools Team")
    assert served < page.index("Hillside Safer Schools Team") < page.index("Riverside Children")


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


def at_once(*presses):
    def run(press):
        try:
            return press()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(run, presses))


@pytest.mark.slow
def test_of_six_presses_at_once_one_is_sent(live_database):
    child = a_child(acting_now)
    address = draft()
    data = typed(acting_now, child=str(child.pk))
    statuses = at_once(*[lambda: client_for("tom").post(address, data).status_code] * 6)
    assert set(statuses) == {302}
    with acting_now("lena"):
        assert Emergency.objects.count() == Disclosure.objects.count() == 1


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
