"""What each person sees first, reached as it is in real life."""

import datetime

from crossing.partnership import commands as partnership
from crossing.partnership.models import Membership
from crossing.records import commands as records
from crossing.sharing.commands.start import Start, start_unasked
from crossing.site.drafts import address_of
from tests import world
from tests.make import org
from tests.records.build import a_child, a_concern
from tests.sharing.build import a_request


def home(client):
    return client.get("/").text


def test_a_lead_sees_what_waits_the_urgent_first(acting, signed_in):
    a_concern(acting, a_child(acting), safe_now="no")
    a_request(acting)
    page = home(signed_in("lena"))
    assert page.index("Not safe now") < page.index("Waiting for us</h2>")
    assert "Riverside Safer Schools Team" in page
    assert "Record a call" in page


def test_everybody_has_a_home(acting, signed_in):
    world.everything(acting)
    for short in ("lena", "tom", "nora", "ada", "omar", "sam", "ines", "mina", "gus", "pia", "fay"):
        assert "What needs you now" in home(signed_in(short)), short


def test_a_teacher_sees_whom_to_talk_to_and_that_it_was_read(acting, signed_in):
    concern = a_concern(acting, a_child(acting))
    assert "Not read yet" in home(signed_in("tom"))
    with acting("lena") as lena:
        records.read_concern(type(concern).objects.get(pk=concern.pk), by=lena)
    page = home(signed_in("tom"))
    assert "Read" in page
    assert "Not sure? Talk to" in page


def test_an_officer_sees_who_to_ring_at_their_schools(signed_in):
    page = home(signed_in("omar"))
    assert "Northfield School" in page
    assert "020 7946 0000" in page


def test_a_question_back_waits_on_the_senders_home(acting, signed_in):
    world.everything(acting)
    assert "A question from Riverside Safer Schools Team" in home(signed_in("lena"))


def test_an_administrator_sees_which_roles_end_soon_and_no_child(acting, signed_in):
    world.everything(acting)
    with acting("nora") as nora:
        tom = Membership.objects.get(account__email="tom@example.org")
        soon = datetime.date.today() + datetime.timedelta(days=3)
        partnership.end_membership(tom, soon, by=nora)
    page = home(signed_in("nora"))
    assert "Tom Reed" in page
    assert "Karim" not in page


def test_an_auditor_sees_what_was_refused(acting, signed_in):
    child = a_child(acting)
    signed_in("tom").get(f"/children/{child.pk}/")
    assert "Tom Reed, Member of staff" in home(signed_in("ada"))


def test_what_was_started_without_being_asked_says_so(acting, signed_in):
    child = a_child(acting)
    with acting("lena") as lena:
        start = Start(recipient=org("services"), route="unasked", purpose="safeguard_child_at_risk")
        start_unasked(child, start, by=lena)
    assert "Started here, without being asked" in home(signed_in("lena"))


def test_a_draft_leads_back_to_its_page():
    deliberation = "0f4b1c9e-6f57-4e0c-9a53-8d6c5a1f2b3c"
    assert address_of("concern-1") == "/concerns/new/?draft=concern-1"
    assert address_of(f"decide-{deliberation}-items").endswith(f"{deliberation}/items")
    assert address_of(f"ask-{deliberation}").endswith(f"ask/{deliberation}/about")
    assert address_of("something-else") == "/"


def test_an_administrator_sees_that_no_officer_is_named(acting, signed_in):
    line = "No data protection officer or auditor is named here"
    assert line not in home(signed_in("nora"))
    with acting("nora") as nora:
        ada = Membership.objects.get(account__email="ada@example.org")
        yesterday = datetime.date.today() - datetime.timedelta(days=1)
        partnership.end_membership(ada, yesterday, by=nora)
    assert line in home(signed_in("nora"))
    assert line not in home(signed_in("pia"))
