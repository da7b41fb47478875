"""Refused, disagreed, moved up by the clock, agreed, asked again, shared."""

from crossing.sharing import tasks
from tests.browser import steps
from tests.browser.steps import AMINA
from tests.make import acting
from tests.sharing.disagreeing import later, refused, theirs


def disagree(omar, asked):
    omar.go("/sharing/asked")
    omar.follow(AMINA)
    omar.sees("Refused")
    omar.follow("I disagree")
    omar.sees("Call 999 first.")
    omar.press("Tell them that I disagree")
    omar.sees("Enter why you disagree")
    omar.fill("Why do you disagree?", "She was seen far from home again last night.")
    omar.press("Tell them that I disagree")
    omar.sees("Stage 1 of 3: The two who worked on it talk")
    omar.sees("They are naming somebody. Until then ring:")
    omar.shot("disagreement-unnamed")
    return case_of(asked)


def case_of(asked):
    from crossing.sharing.models import Disagreement

    with acting("omar"):
        case = Disagreement.objects.get(request=asked.pk)
    theirs(case)
    return case


def answer(lena, case):
    lena.go("/")
    lena.follow(f"Disagreement {case.reference}")
    lena.sees("She was seen far from home again last night.")
    lena.fill("Our view", "Two dates would be enough for you.")
    lena.press("Send our view")
    lena.sees("Written. They can read it.")


def the_day_passes(case):
    with later(4):
        tasks.pass_days.func(timestamp=0)
        theirs(case)


def settle(sam, hugh, case):
    sam.go("/")
    sam.follow(f"Disagreement {case.reference}")
    sam.sees("Stage 2 of 3: Their leads talk")
    sam.sees("The day passed: it moved up by itself")
    sam.sees("Hugh Osei, Head")
    sam.press("We have agreed")
    sam.fill("What was agreed, and who does what by when?", "We ask for two dates; they share.")
    sam.press("Write it down")
    hugh.go(sam.path)
    hugh.press("Yes, that was agreed")
    hugh.press("Yes, end the disagreement")
    hugh.sees("Agreed. The disagreement has ended.")


def shared_after_all(omar, lena, case):
    omar.go(f"/sharing/disagreement/{case.pk}")
    omar.press("Ask again")
    omar.fill("Exactly what do you want to know?", "Whether she was in school on 16 November.")
    omar.press("Continue")
    omar.press("Send the question")
    steps.open_waiting(lena)
    steps.not_connected(lena)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    lena.press("Continue")
    steps.found_no_harm(lena)
    steps.family_told(lena)
    steps.give_outcome(lena, "Share all that was asked", "As agreed.")
    lena.press("Decide and send")
    lena.sees("Decided and recorded.")
    omar.go("/sharing/received")
    omar.sees(AMINA)


def test_refused_disagreed_moved_up_agreed_and_shared(visitor, live_database):
    child = steps.known_to("lena", "She was in school all day.")
    asked = refused(acting, child=child)
    omar, lena, sam, hugh = (visitor(short) for short in ("omar", "lena", "sam", "hugh"))
    case = disagree(omar, asked)
    answer(lena, case)
    the_day_passes(case)
    settle(sam, hugh, case)
    shared_after_all(omar, lena, case)
    steps.nobody_else_may_look(visitor, omar, lena, sam, hugh)
