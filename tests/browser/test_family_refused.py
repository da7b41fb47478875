"""A child says no, there is a risk, the family is not told yet; and later they are."""

from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules import NewRelative
from tests.browser import steps
from tests.browser.steps import CHILD_VIEW, FAMILY
from tests.make import acting


def test_said_no_and_told_later(visitor, live_database):
    child = steps.known_to("lena", "She left at 15:10.")
    with acting("lena") as lena:
        mother = NewRelative("Zara Karim", "mother", "020 7946 0123", True)
        records.add_relative(Child.objects.get(pk=child.pk), mother, by=lena)
    omar, lena = visitor("omar"), visitor("lena")
    steps.ask_the_school(omar)
    up_to_the_family(lena)
    said_no(lena)
    steps.give_outcome(lena, "Share all that was asked", "It could not wait.")
    lena.press("Decide and send")
    the_card(lena, child)
    told_now(lena)
    steps.nobody_else_may_look(visitor, omar, lena)


def up_to_the_family(lena):
    steps.open_waiting(lena)
    steps.not_connected(lena)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    lena.press("Continue")
    steps.found_no_harm(lena)


def said_no(lena):
    lena.choose("Does not want it shared", CHILD_VIEW)
    lena.choose("Not told", FAMILY)
    lena.choose("It could harm the enquiry", "Why are they not told?")
    lena.fill_day("When will you look again", steps.in_days(20))
    lena.shot("family")
    steps.carry_on(lena)
    lena.sees("The child does not want it shared.")
    lena.choose("Yes: they understood what it means", "Could the child understand")
    lena.choose("Yes: there is a risk", "Would you still need to share it?", exact=False)
    lena.fill("Which risk?", "A man waits for her at the gate.")
    lena.choose("Yes: before it is sent", "Do you tell them", exact=False)
    lena.shot("refused")
    steps.carry_on(lena)


def the_card(lena, child):
    lena.go(f"/children/{child.pk}/")
    lena.follow("Speaking to the family")
    lena.sees("ring back on a number that stands below")
    lena.sees("020 7946 0123")
    lena.sees("That we shared something with Riverside Safer Schools Team")
    lena.shot("card")


def told_now(lena):
    lena.go("/")
    lena.sees("Something waits for a later day.")
    lena.go("/todo/")
    lena.follow("Tell the family, or look again at whether they can be told")
    lena.press("Open what this is about")
    lena.choose("Yes, they know now")
    lena.fill("Who was told?", "Zara Karim, her mother")
    lena.fill("How, and what did they say?", "At school. She thanked us.")
    lena.shot("telling")
    lena.press("Save")
    lena.sees("told Zara Karim, her mother")
    lena.shot("decision")
