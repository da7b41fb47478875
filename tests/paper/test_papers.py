"""What is taken out on paper: a decision, a chronology, an agreement, blank forms."""

import pytest

from crossing.sharing.models import Agreement, Decision
from tests.paper.read import paper_of
from tests.records.build import a_child, a_concern, an_entry
from tests.sharing import build

FORMS = ("concern", "request", "decision", "emergency")


@pytest.fixture
def decided(acting):
    child = a_child(acting)
    a_concern(acting, child)
    asked = build.a_request(acting)
    build.an_answer(acting, asked, child)
    with acting("lena"):
        return Decision.objects.get()


def test_a_decision_on_paper_holds_what_the_page_holds(decided, signed_in):
    paper = paper_of(signed_in("lena").get(f"/sharing/decision/{decided.pk}.pdf"))
    assert paper.is_accessible()
    for words in (
        *("Amina Karim", "Riverside Safer Schools Team", "Protect a child at risk"),
        *("It keeps her safe", "Lena Hart", "Whether she was in school", "Attendance on 16"),
        *("She arrived at 09:40 with covered", "Legal obligation", "Sharing to keep children safe"),
    ):
        assert words in paper.text.replace("  ", " "), words
    assert paper.title == "A decision: Shared all"


def test_each_sheet_is_an_event_of_its_own(decided, signed_in):
    lena = signed_in("lena")
    lena.get(f"/sharing/decision/{decided.pk}.pdf")
    lena.get(f"/children/{decided.child_id}/chronology.pdf")
    lena.get("/sharing/no-power/concern.pdf")
    names = ("sharing.decision.printed", "records.chronology.printed", "sharing.form.printed")
    assert sorted(build.events(decided.org_id, *names)) == sorted(names)


@pytest.mark.parametrize(
    ("who", "status"), [("dev", 200), ("tom", 404), ("omar", 404), ("rita", 404), ("nora", 404)]
)
def test_strangers_take_no_decision_out(decided, signed_in, who, status):
    assert signed_in(who).get(f"/sharing/decision/{decided.pk}.pdf").status_code == status


def test_a_chronology_on_paper_is_what_its_reader_sees(acting, signed_in):
    child = a_child(acting)
    an_entry(acting, child, title="Attendance", text="She came late three times.")
    a_concern(acting, child, words="I do not want to go home.")
    paper = paper_of(signed_in("lena").get(f"/children/{child.pk}/chronology.pdf"))
    assert paper.is_accessible()
    assert paper.title == "Chronology of Amina Karim"
    assert "I do not want to go home." in paper.text
    assert "She came late three times." in paper.text
    assert signed_in("tom").get(f"/children/{child.pk}/chronology.pdf").status_code == 404


def test_an_agreement_on_paper_says_all_and_who_signed(acting, signed_in):
    with acting("hugh"):
        found = Agreement.objects.get()
    paper = paper_of(signed_in("tom").get(f"/sharing/agreements/{found.pk}.pdf"))
    assert paper.is_accessible()
    for words in (
        *("Sharing to keep children safe", "version 1", "Dara Officer", "Public task"),
        *("What we agreed: stages.", "Hugh Osei", "Sergeant", "Theo Lang", "31 August 2029"),
    ):
        assert words in paper.text, words
    assert signed_in("rita").get(f"/sharing/agreements/{found.pk}.pdf").status_code == 404


@pytest.mark.parametrize("name", FORMS)
def test_blank_forms_can_be_printed_by_everybody(signed_in, name):
    paper = paper_of(signed_in("tom").get(f"/sharing/no-power/{name}.pdf"))
    assert paper.is_accessible()
    assert "Your name and position" in paper.text


def test_a_blank_form_asks_what_the_screen_asks(signed_in):
    tom = signed_in("tom")
    concern = paper_of(tom.get("/sharing/no-power/concern.pdf")).text
    for words in (
        *("Is the child safe right now?", "The child’s own words", "call 999 first"),
        *("Who is it about?", "Where?", "What have you done already?"),
    ):
        assert words in concern
    decision = paper_of(tom.get("/sharing/no-power/decision.pdf")).text
    for words in ("What could go wrong if this is shared?", "Your reason", "What do you decide?"):
        assert words in decision


def test_there_is_no_other_form(signed_in):
    assert signed_in("tom").get("/sharing/no-power/anything.pdf").status_code == 404


def test_the_page_for_an_outage_has_the_forms_and_the_numbers(signed_in):
    text = signed_in("tom").get("/sharing/no-power").content.decode()
    for name in FORMS:
        assert f"/sharing/no-power/{name}.pdf" in text
    assert "020 7946 0000" in text
