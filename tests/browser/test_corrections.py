"""What was shared is wrong, is doubted, or went to the wrong place: until it is dealt with."""

from crossing.sharing import tasks
from crossing.sharing.models import WrongPlace
from tests.browser import steps
from tests.browser.steps import AMINA
from tests.make import acting
from tests.records.build import a_child
from tests.sharing import build, mending

TRUE = "She was not in school that day."


def shared_and_opened():
    """What Lena shared with Omar's team about Amina, and Omar has opened."""
    shared = build.an_answer(acting, build.a_request(acting), a_child(acting))
    build.opened(acting, shared)
    return shared


def test_corrected_and_acknowledged(visitor, live_database):
    shared = shared_and_opened()
    lena, omar = visitor("lena"), visitor("omar")
    lena.go(f"/sharing/disclosure/{shared.pk}")
    lena.press("Something in it is wrong")
    lena.press("This is wrong", exact=False)
    say_what_is_wrong(lena)
    lena.sees("Nobody yet.")
    lena.go("/")
    lena.sees("Our corrections, not yet acknowledged")
    acknowledge(omar)
    tasks_of_reading(shared)
    lena.go("/sharing/shared")
    lena.sees("Corrected")
    lena.does_not_see("Correction not acknowledged")
    steps.nobody_else_may_look(visitor, lena, omar)


def say_what_is_wrong(lena):
    lena.press("Correct it and tell them")
    lena.sees("Enter what is wrong")
    lena.fill("What is wrong?", "She did not arrive at 09:40.")
    lena.choose("Something else is true", "What is true instead?")
    lena.fill("This is true", TRUE)
    lena.fill("How was it found?", "Another register was read.")
    lena.choose("Within two working days", "By when must they have read it?")
    lena.press("Correct it and tell them")
    lena.sees("Corrected. Whoever has it is told, and we wait for them.")


def acknowledge(omar):
    omar.go("/")
    omar.follow(AMINA)
    omar.sees(TRUE)
    omar.does_not_see("Another register was read.")
    omar.follow("See it where it stands")
    omar.sees("This is true instead:")
    omar.sees("What follows is wrong.")
    omar.press("Read the correction", exact=False)
    omar.choose("Yes", "Has anybody here acted on what was wrong?")
    omar.press("Acknowledge")
    omar.sees("Enter what you did about it")
    omar.fill("What have you done about it? (optional)", "Told the patrol.")
    omar.press("Acknowledge")
    omar.sees("They can see that you have read it.")


def test_somebody_outside_is_told_and_that_is_written_down(visitor, live_database):
    shared = mending.outside(acting, a_child(acting))
    lena = visitor("lena")
    lena.go(f"/sharing/disclosure/{shared.pk}/correct/0")
    lena.sees("They do not use Crossing: you tell them, and write it down.")
    say_what_is_wrong(lena)
    lena.go("/")
    lena.follow(AMINA)
    lena.sees("Tell Dr Ann Lowe")
    lena.choose("No", "Has anybody there acted on what was wrong?")
    lena.press("They have been told")
    lena.sees("Enter who was told, when, and what they say")
    lena.fill("Who was told, when, and what do they say?", "Rang her at 14:10.")
    lena.press("They have been told")
    lena.sees("Rang her at 14:10.")
    lena.go("/")
    lena.does_not_see("Our corrections, not yet acknowledged")
    steps.nobody_else_may_look(visitor, lena)


def tasks_of_reading(shared):
    """What the keeper of clocks does when a recipient has acknowledged."""
    with acting("lena"):
        made = shared.corrections.get()
    tasks.correction_read(str(made.pk), str(made.sender_id))


def test_it_contradicts_and_is_corrected(visitor, live_database):
    shared = shared_and_opened()
    lena, omar = visitor("lena"), visitor("omar")
    omar.go(f"/sharing/disclosure/{shared.pk}")
    omar.follow("It contradicts what we hold")
    omar.choose("Attendance on 16 November", "Which part of it?")
    omar.fill("What differs?", "The day.")
    omar.fill("Whom can they ring?", "Omar Aziz, 020 7946 0001")
    omar.press("Tell them")
    omar.sees("They have been told, and have two working days to answer.")
    lena.go("/")
    lena.follow(AMINA)
    lena.sees("020 7946 0001")
    lena.press("Yes: correct it")
    say_what_is_wrong(lena)
    omar.go(omar.path)
    omar.sees("Corrected")
    steps.nobody_else_may_look(visitor, lena, omar)


def test_to_the_wrong_place_closed_destroyed_decided(visitor, live_database):
    shared = shared_and_opened()
    lena, omar, ada = (visitor(short) for short in ("lena", "omar", "ada"))
    say_wrong_person(omar, shared)
    with acting("lena") as lena_acts:
        wrong, place = WrongPlace.objects.get(), lena_acts.place
    tasks.breach_began(str(wrong.pk), str(place))
    the_officer_is_told(ada)
    destroy(omar)
    tasks.copy_destroyed(str(wrong.pk), str(place))
    decide(lena)
    ada.go("/")
    ada.does_not_see("Riverside Safer Schools Team")
    ada.go("/sharing/breaches/")
    ada.sees("Riverside Safer Schools Team")
    ada.does_not_see("Amina")
    steps.nobody_else_may_look(visitor, lena, omar, ada)


def say_wrong_person(omar, shared):
    omar.go(f"/sharing/disclosure/{shared.pk}")
    omar.follow("Something is wrong: wrong person, cannot open, or not needed")
    omar.choose("This came to the wrong person", "What is wrong?", exact=False)
    omar.press("Tell them")
    omar.sees("It has closed for everybody here.")
    omar.does_not_see("Amina")


def the_officer_is_told(ada):
    ada.go("/")
    ada.sees("Went to the wrong place")
    ada.follow("Riverside Safer Schools Team")
    ada.sees("Omar Aziz, Officer")
    ada.sees("You see what is known, and advise.")
    ada.does_not_see("Amina")


def destroy(omar):
    omar.go("/")
    omar.follow("From Northfield School: destroy it, and confirm")
    omar.choose("Somebody still has it, or a copy of it", "What became of it here?", exact=False)
    omar.press("Every copy is destroyed")
    omar.sees("It is not destroyed yet, so it cannot be confirmed.")
    omar.choose("Nobody printed, copied or passed it on", "What became of it here?", exact=False)
    omar.press("Every copy is destroyed")
    omar.sees("Thank you. They can see that it is destroyed.")


def decide(lena):
    lena.go("/")
    lena.follow("Riverside Safer Schools Team")
    write(lena, "Is the child at risk now?", "I am not sure", "They may know the uncle.")
    lena.sees("The child may be at risk.")
    write(
        lena, "Is the Information Commissioner told?", "No: it is unlikely", "Read by one officer."
    )
    write(lena, "Are the people told whom it is about?", "No", "It was closed within the hour.")
    write(lena, "What will be changed", "This will be changed", "Two people read the recipient.")
    lena.press("Close it")
    lena.sees("Closed.")


def write(lena, question, answer, why):
    lena.follow(question, exact=False)
    lena.choose(answer, question, exact=False)
    lena.page.get_by_role("textbox").last.fill(why)
    lena.press("Write it down")
    lena.sees("Written down.")
