"""A page for one named adult: written, checked by a second person, handed over."""

import datetime

from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules import NewRelative
from tests.browser import steps
from tests.browser.test_agreements import paper
from tests.make import acting
from tests.records.build import a_child
from tests.sharing import build

UNCLE = "Viktor Steel"


def shared_twice():
    """The family knows that the police were told, and not that children's services were."""
    child = a_child(acting)
    build.an_answer(acting, build.a_request(acting), child)
    hidden = {"family_told": "not_told", "not_told_because": "unsafe"}
    hidden |= {"look_again_on": steps.in_days(30).isoformat()}
    build.an_answer(acting, build.a_request(acting, by="mina"), child, **hidden)
    with acting("lena") as lena:
        mine = Child.objects.get(pk=child.pk)
        records.add_relative(mine, NewRelative("Zara Karim", "mother"), by=lena)
        records.add_relative(mine, NewRelative(UNCLE, "uncle"), by=lena)
    return child


def test_one_adult_is_told_what_a_second_person_has_checked(visitor, live_database):
    child = shared_twice()
    lena, dev, hugh = visitor("lena"), visitor("dev"), visitor("hugh")
    lena.zooms = True
    lena.go(f"/children/{child.pk}/")
    lena.follow("Write a page for the family")
    lena.choose("Zara Karim, mother")
    lena.press("Start")
    write(lena)
    check(dev)
    lena.go("/")
    lena.go(f"/sharing/family-page/of/{child.pk}")
    lena.follow("For Zara Karim, mother")
    found = paper(lena, "Print it (PDF)")
    assert "She came with somebody else." in found.text
    assert UNCLE not in found.text
    assert "Children’s Services" not in found.text
    hand_over(lena)
    hugh.go(f"/children/{child.pk}/")
    hugh.sees("What we told Zara Karim")
    assert "She came with somebody else." in paper(hugh, "Print all of it (PDF)").text
    steps.nobody_else_may_look(visitor, lena, dev)


def write(lena):
    lena.sees("The decision says that the family is not told.")
    lena.choose("Tell them", "Riverside Safer Schools Team")
    lena.page.locator("textarea").nth(1).fill(f"We told the police. She came with {UNCLE}.")
    lena.press("Save and continue")
    lena.sees("Who else is named?")
    lena.choose("Cover", f"“{UNCLE}”")
    lena.press("Save and continue")
    lena.choose("By hand, to them alone")
    lena.fill("How do you know that this is safe for the child?", "At school on Thursday, alone.")
    lena.press("Save")
    lena.sees("She came with somebody else.")
    lena.press("Send to be checked")
    lena.sees("You cannot release it yourself.")


def check(dev):
    dev.go("/")
    dev.follow("A page for a family to check")
    dev.sees("She came with somebody else.")
    dev.choose("Yes: release it", "May this adult read it as it stands?")
    dev.press("Send")
    dev.sees("Released.")


def hand_over(lena):
    lena.press("I have handed it over")
    lena.fill_day("When did they get it?", datetime.date.today())
    lena.fill("Time", "midnight")
    lena.fill("How did you know that it was they, and who else was there?", "I know her.")
    lena.press("Save")
    lena.sees("What they have read")
