"""Answered on the phone, with a written copy; and a request that came by letter."""

from tests.browser import steps
from tests.browser.steps import AMINA

UNCLE = "Viktor Steel"
CHECKED = "How did you check who they are?"


def test_answered_by_phone(visitor, live_database):
    steps.known_to("lena", f"She left at 15:10 with {UNCLE}.", UNCLE)
    omar, lena = visitor("omar"), visitor("lena")
    steps.ask_the_school(omar)
    ring_them(lena)
    read_out(lena)
    send_the_written_copy(lena)
    omar.go("/sharing/received")
    omar.follow(AMINA)
    omar.press("Accept and open")
    omar.sees("She left at 15:10")
    omar.does_not_see(UNCLE)
    steps.nobody_else_may_look(visitor, omar, lena)


def ring_them(lena):
    steps.open_waiting(lena)
    lena.press("Yes, a child is in danger now")
    lena.sees("This page calls nobody.")
    lena.press("I am speaking to them")
    lena.sees("Ring them on a number from the directory")
    lena.sees("020 7946 0000")
    steps.not_connected(lena)
    lena.fill("Who are you telling, and what is their position?", "Omar Aziz, officer")
    lena.choose("Called back on a number that we found", CHECKED)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    steps.cover_other(lena, UNCLE)


def read_out(lena):
    lena.sees("Read this out")
    lena.sees("020 7946 0000")
    lena.sees("Somebody else is covered here. Do not say who.")
    lena.does_not_see(UNCLE)
    lena.choose("Seen on patrol", exact=False)
    lena.press("I have hung up")


def send_the_written_copy(lena):
    steps.found_no_harm(lena)
    steps.family_told(lena)
    steps.give_outcome(lena, "Share part of it", "It could not wait.", "When she left.")
    lena.press("Decide and send")
    lena.sees("I am speaking to them")


def test_a_request_that_came_by_letter(visitor, live_database):
    steps.known_to("lena", "Moved to her aunt.")
    lena = visitor("lena")
    write_down(lena)
    steps.not_connected(lena)
    lena.select("What kind of organisation do they work for?", "Health")
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    lena.press("Continue")
    steps.found_no_harm(lena)
    steps.family_told(lena)
    steps.give_outcome(lena, "Share all that was asked", "They look after her.")
    lena.sees("There is no agreement with them for this")
    lena.fill("Why do you share this without an agreement?", "A surgery that asks once.")
    lena.press("Decide and send")
    lena.sees("Priya Nair, school nurse, Hill Surgery")
    steps.nobody_else_may_look(visitor, lena)


def write_down(lena):
    lena.go("/sharing/waiting")
    lena.follow("Write down a request that came by phone, letter or in person")
    lena.choose("By letter", "How did they ask?")
    lena.select("Where are they from?", "Another organisation")
    lena.fill("Their organisation, if it is not in the list (optional)", "Hill Surgery")
    lena.fill("Who asked?", "Priya Nair")
    lena.fill("Their position", "school nurse")
    lena.choose("Used an address that we already held", CHECKED)
    steps.name_the_child(lena, age=13)
    lena.select("What is it for?", "Protect a child at risk")
    lena.fill("Exactly what do they want to know?", "Whether she was in school on 10 November.")
    lena.fill("Why do they need it?", "She was seen far from home.")
    lena.fill("What could happen if they are not told?", "We could look in the wrong place.")
    lena.choose("No", "Is it to prevent, investigate, detect or prosecute a crime?")
    lena.select("Which law do they rely on?", "Duty to share about a child")
    lena.press("Save and decide")
    lena.sees("It is written down. Now decide what to answer.")
