"""Two records of one child: warned of, compared, joined by two people, and taken apart again."""

from crossing.records.models import Child
from tests.browser import steps
from tests.make import acting
from tests.records.build import BORN, a_child, an_entry

TWIN = "Aminah Karim"


def test_two_records_are_joined_and_taken_apart(visitor, live_database):
    lena, dev = visitor("lena"), visitor("dev")
    an_entry(acting, a_child(acting), title="At breakfast club")
    warned_before_a_second_record(lena)
    twin = named("Aminah")
    an_entry(acting, twin, title="Seen on patrol")
    ask_to_join(lena)
    confirm(dev, "Yes: it is the same child. Join them")
    dev.sees("Two records are used as one here")
    for entry in ("At breakfast club", "Seen on patrol"):
        dev.sees(entry)
    dev.shot("joined")
    an_entry(acting, named("Amina"), title="Recorded since")
    dev.go(f"/children/{twin.pk}/")
    take_apart(dev)
    confirm(lena, "Yes: they are two children. Take them apart")
    lena.does_not_see("Recorded since")
    lena.go(f"/children/{twin.pk}/")
    lena.sees("Recorded since")
    steps.nobody_else_may_look(visitor, lena, dev)


def named(given):
    with acting("lena"):
        return Child.objects.get(given=given)


def warned_before_a_second_record(lena):
    lena.go("/children/new/")
    lena.fill("First names, as in law", "Aminah")
    lena.fill("Last name, as in law", "Karim")
    lena.fill_day("Date of birth", BORN)
    lena.press("Make the record")
    lena.sees("we may hold a record of this child")
    lena.shot("alike")
    lena.press("It is another child: make the record")
    lena.sees(TWIN)


def ask_to_join(lena):
    lena.follow("This is the same child as another record")
    lena.press("Search")
    lena.follow("Compare with Amina Karim")
    lena.shot("compare")
    lena.choose("Amina Karim, born", "Which record goes on being used?", exact=False)
    lena.fill("How do you know that it is the same child?", "Her mother spelt it for us.")
    lena.press("Ask a second person")
    lena.sees("It waits for a second person.")


def confirm(who, answer):
    who.go("/")
    who.follow("Confirm that two records are of one child")
    who.press("Open what this is about")
    who.shot("join")
    who.choose(answer)
    who.press("Save")


def take_apart(dev):
    dev.follow("Take them apart", exact=False)
    dev.fill("How do you know that they are two children?", "They have two mothers.")
    dev.choose(TWIN, "Recorded since", exact=False)
    dev.shot("apart")
    dev.press("Ask a second person")
    dev.sees("It waits for a second person.")
