"""In the police one proposes and another confirms, or returns it with the reason."""

from tests.browser import steps
from tests.browser.steps import AMINA

MENDED = "The dog is the only risk. Two people can go."
BACK = "Say how many people should go."


def test_proposed_returned_mended_and_confirmed(visitor, live_database):
    child = steps.known_to("lena", "Moved to her aunt.")
    steps.known_to("omar", "A dog that bites.")
    lena, omar, sam = (visitor(short) for short in ("lena", "omar", "sam"))
    lena.go(f"/children/{child.pk}/")
    steps.ask_about_a_home_visit(lena)
    propose(omar)
    send_back(sam)
    mend(omar)
    confirm(sam)
    lena.go("/sharing/received")
    lena.follow(AMINA)
    lena.press("Accept and open")
    lena.sees("A dog that bites.")
    steps.nobody_else_may_look(visitor, lena, omar, sam)


def propose(omar):
    steps.open_waiting(omar)
    steps.not_connected(omar)
    steps.this_is_our_child(omar)
    steps.include(omar)
    steps.carry_on(omar)
    steps.found_no_harm(omar, agrees=False)
    steps.family_told(omar)
    steps.give_outcome(omar, "Share all that was asked", "The dog is the only risk.")
    steps.rely_on(omar)
    omar.press("Propose")


def answer_the_proposal(sam, answer):
    sam.go("/")
    sam.follow("Proposal by Omar Aziz", exact=False)
    steps.not_connected(sam)
    sam.choose(answer)


def send_back(sam):
    answer_the_proposal(sam, "No: return it to the proposer")
    sam.press("Continue")
    sam.sees("Say what should change.")
    sam.fill("What should change?", BACK)
    sam.press("Continue")
    sam.sees("Returned to the proposer.")


def mend(omar):
    steps.open_waiting(omar)
    omar.sees(BACK)
    omar.go(omar.path.rsplit("/", 1)[0] + "/decide")
    omar.fill("Your reason", MENDED)
    omar.press("Propose")
    omar.sees("Proposed. Somebody else will confirm or return it.")


def confirm(sam):
    answer_the_proposal(sam, "Yes: send it as it stands")
    sam.sees(MENDED)
    sam.press("Continue")
    sam.sees("Decided and recorded.")
