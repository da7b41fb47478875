"""A second person: an officer says that an entry is about a different child and the sergeant
confirms; where nobody else may, the page says so, and the administrator names somebody."""

from crossing.partnership.commands import NewMember, invite
from crossing.partnership.rules import Role
from tests.make import LONG_AGO, acting, setting_up
from tests.records.build import a_child, an_entry
from tests.sharing.families import started, written

ALONE = "Nobody else here may confirm this."


def two(by):
    first = a_child(acting, by=by)
    an_entry(acting, first, by=by)
    a_child(acting, "Bella", "Stone", by=by)
    return first


def say_that_it_is_about_bella(person):
    person.fill("How do you know that it is about a different child?", "I mixed them up.")
    person.choose("Yes", "Do you know which child it is about?")
    person.fill("If you know: which child is it really about?", "Bella Stone")
    person.press("Look for this child on our list")
    person.choose("Bella Stone", "Which child is it?", exact=False)
    person.press("Ask a second person")


def test_an_officer_asks_and_the_sergeant_confirms(visitor, live_database):
    child = two("omar")
    omar, sam = visitor("omar"), visitor("sam")
    omar.go(f"/children/{child.pk}/")
    omar.press("About a different child", role="link", exact=False)
    omar.does_not_see(ALONE)
    say_that_it_is_about_bella(omar)
    omar.sees("It waits for a second person. You can take it back.")
    moved = omar.path
    sam.go("/")
    sam.follow("Confirm that an entry is about another child")
    sam.press("Open what this is about")
    sam.choose("Yes: move it to Bella Stone")
    sam.press("Save")
    omar.go(moved)
    omar.sees("Moved by Sam Doyle")
    omar.shot("second_moved")


def test_where_nobody_else_may_confirm_somebody_is_named(visitor, live_database):
    with setting_up("southgate") as (place, by):
        new = NewMember("alf@example.org", "Alf Byrne", Role.ADMINISTRATOR, starts_on=LONG_AGO)
        invite(place, new, by=by)
    child = two("rita")
    page = started(acting, child, by="rita")
    written(acting, page, by="rita")
    rita, alf = visitor("rita"), visitor("alf")
    rita.go(f"/children/{child.pk}/")
    rita.press("About a different child", role="link", exact=False)
    rita.sees(ALONE)
    rita.shot("second_ask")
    say_that_it_is_about_bella(rita)
    rita.sees(ALONE)
    rita.shot("second_waits")
    rita.go("/")
    rita.does_not_see("Confirm that an entry is about another child")
    rita.go(f"/sharing/family-page/of/{child.pk}")
    rita.press("For Zara Karim, mother", role="link")
    rita.sees(ALONE)
    rita.press("Send to be checked")
    rita.sees(ALONE)
    rita.shot("second_family")
    rita.press("Take it back")
    rita.sees("Taken back. You can change it.")
    alf.go("/")
    alf.shot("second_administrator")
    alf.follow("Name a second person: something waits for one")
    alf.sees("nobody else here may confirm it")
    alf.shot("second_task")
    alf.press("Open the list of people")
    alf.sees("People")
