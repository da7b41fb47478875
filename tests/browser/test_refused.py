"""A refusal has two reasons: one is kept, one is told; and the asker can do something next."""

from tests.browser import steps
from tests.browser.steps import AMINA

KEPT, TOLD = "Her mother spoke to us in tears about this.", "It is more than you need."
CHANGE = "Ask about one day."


def test_a_refusal_and_what_the_asker_can_do_next(visitor, live_database):
    steps.known_to("lena", "Moved to her aunt.")
    omar, lena = visitor("omar"), visitor("lena")
    steps.ask_the_school(omar)
    refuse(lena)
    ask_again(omar)
    steps.nobody_else_may_look(visitor, omar, lena)


def refuse(lena):
    steps.open_waiting(lena)
    steps.not_connected(lena)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    lena.press("Share nothing")
    steps.found_no_harm(lena)
    steps.give_outcome(lena, "Refuse, and say so", KEPT, TOLD)
    lena.choose("It is more than they need", "Why do you refuse?")
    lena.fill("What would change the answer? They will read this.", CHANGE)
    lena.press("Decide and send")
    lena.sees("We must share unless it harms the child more.")
    lena.fill("How would sharing harm the child more than silence?", "She would stop talking.")
    lena.press("Decide and send")
    lena.sees(KEPT)


def ask_again(omar):
    omar.go("/sharing/asked")
    omar.follow(AMINA)
    omar.sees(TOLD)
    omar.sees(CHANGE)
    omar.sees("020 7946 0000")
    omar.does_not_see(KEPT)
    omar.does_not_see("She would stop talking.")
    omar.press("Ask again")
    omar.fill("Exactly what do you want to know?", "Whether she came at 9:00 on 10 November.")
    omar.press("Continue")
    omar.press("Send the question")
    omar.sees("Your question has been sent.")
