"""An officer asks too widely, narrows it, gets authority; the family is not told, for a reason."""

from tests.browser import steps
from tests.browser.steps import AMINA

LOOK_AGAIN = steps.in_days(30)


def test_too_wide_then_narrowed_authorised_and_shared(visitor, live_database):
    steps.known_to("lena", "Timetable: 9:00 mathematics, 11:00 art. She was in both.")
    omar, ines, lena = (visitor(short) for short in ("omar", "ines", "lena"))
    ask_too_widely(omar)
    nothing_has_arrived(lena)
    authorise(ines)
    share_without_telling_the_family(lena)
    read_it(omar)
    steps.nobody_else_may_look(visitor, omar, ines, lena)


def ask_too_widely(omar):
    omar.go("/sharing/ask")
    steps.say_about_whom(omar, steps.SCHOOL, age=13)
    steps.fill_question(omar, "All Year 10 friends of R.", crime=True)
    omar.press("Continue")
    omar.sees("This is too wide: a request is about one named child.")
    omar.fill("Exactly what do you want to know?", "Her timetable at 9:00 and 11:00 that day.")
    omar.press("Continue")
    omar.sees("An authorising officer must sign in and agree before this is sent.")
    omar.press("Ask for authority")
    omar.sees("Authority has been asked for.")


def nothing_has_arrived(lena):
    lena.go("/sharing/waiting")
    lena.sees("Nothing is waiting.")


def authorise(ines):
    ines.go("/")
    ines.does_not_see(AMINA)
    ines.follow("Request by Omar Aziz", exact=False)
    ines.sees("Her timetable at 9:00 and 11:00 that day.")
    ines.press("Authorise and send")
    ines.sees("You have authorised it. It has been sent.")


def share_without_telling_the_family(lena):
    steps.open_waiting(lena)
    lena.sees("Ines Grant")
    steps.not_connected(lena)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    lena.press("Continue")
    steps.found_no_harm(lena)
    lena.choose("Not asked", steps.CHILD_VIEW)
    lena.fill("Why was the child not asked?", "She would tell her brother.")
    not_told(lena)
    steps.give_outcome(lena, "Share all that was asked", "Two lines of a timetable, no more.")
    lena.press("Decide and send")
    lena.sees("It could harm the enquiry")


def not_told(lena):
    lena.choose("Not told", steps.FAMILY)
    lena.choose("It could harm the enquiry", "Why are they not told?")
    steps.carry_on(lena)
    lena.sees("Give a day to look again at whether they can be told.")
    lena.fill_day("When will you look again", LOOK_AGAIN)
    steps.carry_on(lena)


def read_it(omar):
    omar.go("/sharing/received")
    omar.follow(AMINA)
    omar.press("Accept and open")
    omar.sees("9:00 mathematics, 11:00 art")
    omar.does_not_see("She would tell her brother.")
    omar.does_not_see("no more.")
