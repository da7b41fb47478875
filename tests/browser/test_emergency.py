"""A child is in danger: a teacher shares at once, an officer opens it at once; the full record and
a second person's review follow, and only then it is closed."""

from tests.browser import steps
from tests.browser.steps import AMINA, POLICE
from tests.make import acting
from tests.records.build import a_child
from tests.sharing.urgent import THREAT, TOLD

DANGER = "Share now: child in danger"


def test_from_a_frightened_teacher_to_a_closed_emergency(visitor, live_database):
    a_child(acting)
    tom, omar, lena, hugh = (visitor(short) for short in ("tom", "omar", "lena", "hugh"))
    tom.zooms = True
    tom.page.set_viewport_size({"width": 320, "height": 640})
    share_at_once(tom)
    open_at_once(omar)
    it_cannot_be_closed_yet(hugh)
    write_the_record(lena)
    review_and_close(hugh)
    tom.go("/sharing/emergencies")
    tom.sees("Closed")
    steps.nobody_else_may_look(visitor, lena, hugh)


def share_at_once(tom):
    tom.go("/")
    tom.press(DANGER)
    tom.sees("Call 999 first. This page calls nobody.")
    tom.shot("share-now")
    tom.press("Share now")
    tom.sees("Write what the danger is.")
    tom.fill("Which child is in danger?", AMINA)
    tom.press("Look for this child on our list")
    tom.choose(AMINA, "Which child is it?", exact=False)
    tom.fill("What is the danger?", THREAT)
    tom.fill("What do they need to know?", TOLD)
    tom.choose(POLICE, "Who do you tell?")
    tom.sees("020 7946 0000")
    tom.choose("Send it to them here, now")
    tom.press("Share now")
    tom.sees("Shared and recorded.")
    tom.sees("has opened it yet. Ring them:")
    tom.sees("Lena Hart, Designated safeguarding lead")
    tom.sees("When you have rung, you have nothing more to do")
    tom.shot("emergency")


def open_at_once(omar):
    omar.go("/")
    omar.sees("Open this now: a child is in danger")
    omar.shot("emergency-arrived")
    omar.follow(AMINA)
    omar.sees("Tom Reed, Member of staff, Northfield School, sent it. Ring:")
    omar.shot("emergency-unopened")
    omar.press("Accept and open")
    omar.sees(THREAT)
    omar.sees(TOLD)
    omar.shot("emergency-opened")


def it_cannot_be_closed_yet(hugh):
    hugh.go("/")
    hugh.sees("Full record due")
    hugh.follow(AMINA)
    hugh.sees("Omar Aziz, Officer")
    hugh.does_not_see("Review it")
    hugh.go(hugh.path + "/review")
    hugh.sees("What is due")
    hugh.does_not_see("Review and close")


def write_the_record(lena):
    lena.go("/")
    lena.follow(AMINA)
    lena.press("Write the full record")
    lena.sees(THREAT)
    lena.shot("record-1")
    steps.not_connected(lena)
    lena.fill("Was anything else told, or is something in it not right? (optional)", "A grey car.")
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    lena.sees("Nobody else is named in what was sent")
    lena.press("Continue")
    lena.choose("I looked, and found none of these", "What could go wrong, now that it was shared?")
    steps.carry_on(lena)
    steps.family_told(lena)
    lena.fill("Your reason", "Only the police could stop him.")
    lena.shot("record-last")
    lena.press("Write the record")
    lena.sees("Decided and recorded.")
    lena.sees("A grey car.")


def review_and_close(hugh):
    hugh.go("/")
    hugh.sees("Review due")
    hugh.follow(AMINA)
    hugh.press("Review it")
    hugh.sees("A grey car.")
    hugh.choose("Yes", "Was it necessary to share this?")
    hugh.choose("In part", "Was what was shared in proportion to the danger?")
    hugh.choose("Told", "Has the family been told?")
    hugh.press("Review and close")
    hugh.sees("Say what was not needed, or was too much.")
    hugh.fill("If not all of it: what was not needed, or too much?", "The inhaler.")
    hugh.fill("What would we do differently?", "Nothing.")
    hugh.shot("review")
    hugh.press("Review and close")
    hugh.sees("Reviewed and closed.")
    hugh.sees("The inhaler.")
    hugh.shot("closed")


def test_a_child_not_on_our_list_and_somebody_outside(visitor, live_database):
    tom = visitor("tom")
    tom.zooms = True
    tom.go("/")
    tom.press(DANGER)
    tom.fill("Which child is in danger?", "Sam Unknown")
    tom.fill("What is the danger?", THREAT)
    tom.fill("What do they need to know?", TOLD)
    tom.choose("Somebody who does not use Crossing", "Who do you tell?")
    tom.fill("Who are they, and where do they work?", "Sal Quinn, ambulance")
    tom.choose("I have told them by phone")
    tom.press("Share now")
    tom.sees("Enter the number that you found and rang.")
    tom.fill("The number that you rang", "0300 123 4567")
    tom.press("Share now")
    tom.sees("Sam Unknown, as named")
    tom.sees("Told by phone: 0300 123 4567")
