"""Do they know this child? Asked, told; and not known looks like sealed."""

import pytest

from crossing.records.commands import seal
from crossing.records.models import Child
from tests.browser import steps
from tests.browser.steps import AMINA
from tests.make import acting
from tests.records.build import a_child
from tests.sharing.knowing import known

KNOW = "Ask only whether they know a child"
MAY_WE = "What could go wrong if we say that we know the child?"


def ask(omar):
    omar.go("/sharing/asked")
    omar.press(KNOW)
    omar.select("Who do you want to ask?", steps.SCHOOL)
    steps.name_the_child(omar, age=13)
    omar.select("What is it for?", "Protect a child at risk")
    omar.press("Send the question")
    omar.sees("Enter why you need to know")
    omar.fill("Why do you need to know?", "She came to us hungry and will not say where she lives.")
    omar.press("Send the question")
    omar.sees("Your question has been sent.")


def tell(lena):
    steps.open_waiting(lena)
    lena.sees("Only whether they know this child")
    steps.not_connected(lena)
    steps.this_is_our_child(lena)
    lena.choose("I looked, and found none of these", MAY_WE)
    steps.carry_on(lena)
    steps.give_outcome(lena, "Say that we know the child, and who to ring", "It keeps her safe.")
    lena.press("Decide and send")
    lena.sees("Said: we know the child, and who to ring")


@pytest.mark.usefixtures("live_database")
def test_asked_and_told(visitor):
    steps.known_to("lena", "Came late.")
    omar, lena = visitor("omar"), visitor("lena")
    ask(omar)
    tell(lena)
    omar.go("/sharing/asked")
    omar.follow(AMINA)
    omar.sees("They know the child, and say who to ring")
    omar.sees("020 7946 0000")
    omar.does_not_see("Came late.")
    steps.nobody_else_may_look(visitor, omar, lena)


@pytest.mark.usefixtures("live_database")
def test_sealed_and_not_known_look_the_same(visitor):
    child = a_child(acting, given="Sela")
    with acting("hugh") as hugh:
        seal(Child.objects.get(pk=child.pk), True, by=hugh)
    known(acting, given_names="Nova")
    known(acting, given_names="Sela")
    dev, omar = visitor("dev"), visitor("omar")
    assert walked(dev, "Nova") == walked(dev, "Sela")
    assert waits(omar, "Nova") == waits(omar, "Sela")


def walked(dev, name):
    """What a deputy reads from the first page to the last."""
    dev.go("/sharing/waiting")
    dev.follow(f"{name} Karim", exact=False)
    first = dev.page.locator("main").inner_text()
    steps.not_connected(dev)
    dev.choose("We do not know this child", "Is this one of our children?", exact=False)
    steps.carry_on(dev)
    last = dev.page.locator("main").inner_text()
    steps.give_outcome(dev, "Say only that there is nothing that we can share", "Not on our roll.")
    dev.press("Decide and send")
    return (first + last).replace(name, "")


def waits(omar, name):
    omar.go("/sharing/asked")
    omar.follow(f"{name} Karim")
    omar.does_not_see("There is nothing that we can share")
    return omar.page.locator("main").inner_text().replace(name, "")
