"""A concern about the wrong child: one says so, another confirms, whoever read it is told."""

from crossing.records.models import Child
from tests.browser import steps
from tests.browser.steps import AMINA
from tests.make import acting
from tests.records.build import a_child

BELLA = "Bella Stone"


def test_a_concern_is_moved_to_the_right_child(visitor, live_database):
    a_child(acting)
    a_child(acting, "Bella", "Stone")
    tom, lena, dev = visitor("tom"), visitor("lena"), visitor("dev")
    steps.record_concern(tom)
    say_that_it_is_about_bella(lena)
    confirm(dev)
    the_wrong_record_keeps_a_line(dev)
    open_the_original(lena)
    moved = next(path for path in lena.visited if path.startswith("/sharing/moves/"))
    lena.go(moved)
    lena.sees("Tom Reed has not seen it yet")
    lena.shot("move_told")
    tom.go("/")
    tom.follow("An entry that you read was about a different child")
    tom.sees("Nothing in it is true of that child.")
    tom.press("I have read this")
    tom.does_not_see("An entry that you read")
    steps.nobody_else_may_look(visitor, lena, dev)


def say_that_it_is_about_bella(lena):
    lena.go("/concerns/")
    lena.follow(AMINA)
    lena.follow("This is about a different child")
    lena.fill("How do you know that it is about a different child?", "He meant her classmate.")
    lena.choose("Yes", "Do you know which child it is about?")
    lena.fill("If you know: which child is it really about?", BELLA)
    lena.press("Look for this child on our list")
    lena.choose(BELLA, "Which child is it?", exact=False)
    lena.shot("move_ask")
    lena.press("Ask a second person")
    lena.sees("It waits for a second person.")


def confirm(dev):
    dev.go("/")
    dev.follow("Confirm that an entry is about another child")
    dev.press("Open what this is about")
    dev.sees("He meant her classmate.")
    dev.shot("move")
    dev.choose(f"Yes: move it to {BELLA}")
    dev.press("Save")
    dev.sees("I do not want to go home.")
    dev.sees("It was first recorded in another child’s record by mistake")
    dev.shot("moved_right")


def record_of(name):
    with acting("lena"):
        return Child.objects.get(given=name.split()[0]).pk


def the_wrong_record_keeps_a_line(dev):
    dev.go(f"/children/{record_of(AMINA)}/")
    dev.sees("Entry removed: recorded here by mistake")
    dev.does_not_see("I do not want to go home.")
    dev.shot("moved_wrong")


def open_the_original(lena):
    lena.go(f"/children/{record_of(AMINA)}/")
    lena.follow("Entry removed: recorded here by mistake")
    lena.fill("Why do you need to open it?", "To check that it was moved whole.")
    lena.press("Open it")
    lena.sees("I do not want to go home.")
    lena.sees("To check that it was moved whole.")
    lena.shot("original")
