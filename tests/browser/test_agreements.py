"""An agreement written, published, signed and cited; one that is missing; and paper."""

import datetime

from tests.browser import steps
from tests.make import AGREED
from tests.paper.read import Paper

START, REVIEW, END = (datetime.date(2026, 9, 1), datetime.date(2027, 9, 1), steps.in_days(700))
TITLE = "Fire visits and safety at home"
WITHOUT = "Why do you share this without an agreement?"


def paper(who, link):
    """What a link to a PDF gives: fetched in this person's session."""
    href = who.page.get_by_role("link", name=link, exact=True).first.get_attribute("href")
    answer = who.context.request.get(who.address + href)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    found = Paper(answer.body())
    assert found.is_accessible()
    return found


def write(pia):
    pia.go("/")
    pia.follow("Agreements", exact=True)
    pia.press("Write an agreement")
    pia.fill("Name of the agreement", TITLE)
    for name in ("Northfield School", "Riverside Safer Schools Team"):
        pia.choose(name, "Which organisations agree?")
    pia.choose("Protect a child at risk", "What may information be shared for?")
    pia.choose("Each answers for what it holds", "Who answers for the information?", exact=False)
    for label, day in (("First day", START), ("Look at it again on", REVIEW), ("Last day", END)):
        pia.fill_day(label, day)
    pia.press("Save")


def complete(pia):
    pia.sees("Before it can be published:")
    pia.follow("Choose what allows the sharing.")
    pia.choose("Public task: UK GDPR Article 6(1)(e)")
    pia.press("Save")
    pia.follow("Change what is agreed")
    for field in pia.page.locator("textarea").all():
        field.fill("As the board agreed in June.")
    pia.press("Save")
    for name in ("Northfield School", "Riverside Safer Schools Team"):
        pia.follow(f"Change whom to ask at {name}")
        pia.fill("Whom to ask about this agreement", "The office, 020 7946 0000")
        pia.fill("Data protection officer", "Ada Bright")
        pia.press("Save")


def sign(who):
    who.go("/")
    who.follow(f"{TITLE}, version 1")
    who.sees("As the board agreed in June.")
    who.press("Sign for", exact=False)
    who.sees("Signed.")


def test_an_agreement_is_written_published_and_signed(visitor, live_database):
    pia, hugh, sam, rita = (visitor(short) for short in ("pia", "hugh", "sam", "rita"))
    pia.zooms = True
    write(pia)
    complete(pia)
    pia.press("Publish")
    pia.sees("Published.")
    pia.go("/")
    pia.sees("Not signed by Northfield School, Riverside Safer Schools Team")
    for who in (hugh, sam):
        sign(who)
    sam.sees("Hugh Osei, Head")
    assert "Sam Doyle" in paper(sam, "Print it (PDF)").text
    pia.go("/sharing/agreements")
    pia.follow(f"{TITLE}, version 1")
    pia.press("Write a new version")
    pia.sees("What changed since the version before")
    assert rita.go("/sharing/agreements") == 200
    rita.sees("There is no agreement yet.")


def answer(lena, why=""):
    steps.open_waiting(lena)
    steps.not_connected(lena)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    lena.press("Continue")
    steps.found_no_harm(lena)
    steps.family_told(lena)
    steps.give_outcome(lena, "Share all that was asked", "They look for her.")
    if why:
        lena.sees("The agreement has lapsed: Sharing to keep children safe")
        lena.press("Decide and send")
        lena.sees("Say why you share this without an agreement.")
        lena.fill(WITHOUT, why)
    else:
        lena.sees("Sharing to keep children safe, version 1")
        lena.does_not_see(f"{WITHOUT}</label>") if not lena.script else None
    lena.press("Decide and send")


def test_a_decision_cites_the_agreement_and_asks_nothing_more(visitor, live_database):
    steps.known_to("lena", "She left at 15:10.")
    omar, lena = visitor("omar"), visitor("lena")
    steps.ask_the_school(omar)
    answer(lena)
    lena.sees("Sharing to keep children safe, version 1")
    found = paper(lena, "Print it (PDF)")
    assert "She left at 15:10." in found.text
    assert set(AGREED) == {"northfield", "police", "services"}


def test_without_an_agreement_a_reason_is_asked_for_and_kept(visitor, live_database):
    steps.known_to("lena", "She left at 15:10.")
    omar, lena, pia = visitor("omar"), visitor("lena"), visitor("pia")
    pia.go("/sharing/agreements")
    pia.follow("Sharing to keep children safe, version 1")
    pia.follow("End this version")
    pia.fill("Why does it end?", "The board writes a new one.")
    pia.press("Save")
    steps.ask_the_school(omar)
    answer(lena, "The new one is being signed.")
    lena.sees("The new one is being signed.")


def test_forms_for_an_outage_are_printed_ahead(visitor, live_database):
    tom = visitor("tom")
    tom.zooms = True
    tom.go("/partnership/directory")
    tom.follow("For when the power is out: forms to print")
    tom.sees("020 7946 0999")
    for name in (
        "A concern about a child",
        "Ask another organisation",
        "Decide what to share",
        "Share now: child in danger",
    ):
        assert paper(tom, f"{name} (PDF)").title == name
