"""Four days on the phone become four minutes."""

from tests.browser import steps
from tests.browser.steps import AMINA

UNCLE = "Viktor Steel"


def test_a_concern_a_question_an_answer_and_what_happened_next(visitor, live_database):
    steps.known_to("lena", "Moved to her aunt.")
    steps.known_to("omar", f"{UNCLE} lives there and keeps a dog that bites.", UNCLE)
    tom, lena, omar, sam = (visitor(short) for short in ("tom", "lena", "omar", "sam"))
    for person in (tom, lena, omar, sam):
        person.zooms = True
    steps.record_concern(tom)
    steps.decide_about_concern(lena)
    lena.follow(f"Open the record of {AMINA}")
    steps.ask_about_a_home_visit(lena)
    propose(omar)
    confirm(sam)
    receive(lena)
    see_what_happened_next(sam)
    see_what_happened_next(omar)
    steps.nobody_else_may_look(visitor, tom, lena, omar, sam)


def test_the_police_ask_and_read_what_a_school_shares(visitor, live_database):
    steps.known_to("lena", f"She came at 9:40 with {UNCLE} and stayed all day.", UNCLE)
    omar, lena = visitor("omar"), visitor("lena")
    omar.zooms = lena.zooms = True
    steps.ask_the_school(omar)
    walk_the_seven_pages(lena)
    omar.go("/sharing/received")
    omar.follow(AMINA)
    omar.press("Accept and open")
    omar.sees("She came at 9:40 with")
    omar.does_not_see("Viktor")
    steps.nobody_else_may_look(visitor, omar, lena)


def propose(omar):
    steps.open_waiting(omar)
    steps.not_connected(omar)
    steps.this_is_our_child(omar)
    steps.include(omar)
    steps.carry_on(omar)
    steps.cover_other(omar, UNCLE)
    steps.found_no_harm(omar, agrees=False)
    steps.family_told(omar)
    steps.give_outcome(omar, "Share part of it", "They need to know about the dog.", "Take care.")
    steps.rely_on(omar)
    omar.press("Propose")
    omar.sees("Proposed. Somebody else will confirm or return it.")


def walk_the_seven_pages(lena):
    steps.open_waiting(lena)
    lena.sees("Step 1 of 7")
    steps.not_connected(lena)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    steps.cover_other(lena, UNCLE)
    steps.found_no_harm(lena)
    steps.family_told(lena)
    lena.sees("Step 7 of 7")
    steps.give_outcome(lena, "Share part of it", "They need the time only.", "When she came.")
    lena.press("Decide and send")
    lena.sees("Decided and recorded.")


def confirm(sam):
    sam.go("/")
    sam.follow("Proposal by Omar Aziz", exact=False)
    sam.does_not_see(UNCLE)
    steps.not_connected(sam)
    sam.choose("Yes: send it as it stands")
    sam.press("Continue")
    sam.sees("Decided and recorded.")


def receive(lena):
    lena.go("/sharing/received")
    lena.follow(AMINA)
    lena.press("Accept and open")
    lena.sees("keeps a dog that bites")
    lena.does_not_see("Viktor")
    lena.press("Acknowledge")
    attach(lena)
    lena.press("Say what happened next", role="link")
    lena.fill("What happened next?", "The visit went with two people because of what you shared.")
    lena.press("Tell them")


def attach(lena):
    here = lena.path
    lena.follow("Attach it to our record of the child")
    lena.choose(AMINA)
    lena.press("Attach")
    lena.sees("It is in the child’s record.")
    lena.sees(f"Source: {steps.POLICE}")
    lena.follow("Answer received")
    assert lena.path == here


def see_what_happened_next(who):
    who.go("/sharing/shared")
    who.follow(AMINA)
    who.sees("The visit went with two people because of what you shared.")
