"""One screen for several children; typed for somebody; words in another language; advice."""

from tests.browser import steps
from tests.browser.steps import ADULT, AMINA, BASIS, SAFE
from tests.records.build import a_child

WORDS, ENGLISH = "Bilal wuu i riixay.", "Bilal pushed me."
ACCOUNT = "Bilal Khan and Kit stood by the gate. Amina was on the ground."


def test_each_child_has_a_part_of_their_own(visitor, live_database):
    amina = a_child(steps.acting)
    bilal = a_child(steps.acting, "Bilal", "Khan")
    tom, lena = visitor("tom"), visitor("lena")
    write_it_down(tom)
    decide_for_each(lena)
    the_others_are_not_named(lena, amina, bilal)
    ask_for_advice(lena, visitor("ada"))


def write_it_down(tom):
    tom.go("/concerns/new/")
    tom.choose("Yes", SAFE)
    tom.choose("No", ADULT)
    steps.find_the_child(tom)
    tom.select("What is it about?", "Hurt or bullied by other children")
    tom.fill("The child’s own words", WORDS)
    tom.fill("What did you see or hear?", ACCOUNT)
    tom.choose("What I saw or heard", BASIS)
    tom.choose("I am typing this for somebody who saw or heard it")
    tom.fill("Who saw or heard it?", "Frank Odell")
    tom.choose("Yes", "Have you read it back to them?")
    tom.choose("The child’s words were not in English")
    tom.select("Which language did the child use?", "Somali")
    tom.fill("What it means in English (optional)", ENGLISH)
    tom.select("Who put it into English? (optional)", "A trained interpreter")
    tom.choose("Other children were involved")
    tom.fill("Who are the other children?", "Bilal Khan\nKit")
    tom.shot("several-first")
    tom.press("Record the concern")
    tom.sees("Not recorded yet.")
    tom.choose("Bilal Khan", "Which child is “Bilal Khan”?", exact=False)
    tom.select("What is it about, for “Bilal Khan”?", "Something else")
    tom.select("What is it about, for “Kit”?", "Hurt or bullied")
    tom.shot("several-asked")
    tom.press("Record the concern")
    tom.sees("Recorded. The safeguarding lead has been told.")
    tom.sees("Other children in the same event")
    tom.shot("several-recorded")


def decide_for_each(lena):
    lena.go("/concerns/")
    for name in (AMINA, "Bilal Khan", "Kit"):
        lena.sees(name)
    lena.follow(AMINA)
    lena.sees("Another pupil and another pupil stood by the gate.")
    lena.sees("Frank Odell")
    lena.unfold("As it was written, with every name")
    lena.sees(ACCOUNT)
    lena.shot("several-lead")
    lena.press("Decide what to do")
    lena.choose("Keep watching")
    lena.fill("Why?", "First sign.")
    lena.fill("Why refer to children’s services, or why not?", "Below the threshold.")
    lena.press("Decide")
    lena.go("/concerns/")
    lena.sees("Bilal Khan")
    assert AMINA not in lena.page.locator("main").inner_text()


def the_others_are_not_named(lena, amina, bilal):
    lena.go(f"/children/{amina.pk}/")
    lena.sees("Another pupil pushed me.")
    lena.shot("several-child")
    for name in ("Bilal", "Kit"):
        assert name not in lena.page.locator("main").inner_text()
    lena.go(f"/children/{bilal.pk}/")
    lena.sees("Another pupil said:")
    for name in ("Amina", "Kit"):
        assert name not in lena.page.locator("main").inner_text()


def ask_for_advice(lena, ada):
    lena.go("/concerns/")
    lena.follow("Bilal Khan")
    lena.follow("Get advice")
    lena.select("Whom do you want to ask?", "Ada Bright")
    lena.fill("What do you want to know?", "May we tell the mother of Bilal Khan?")
    lena.press("Ask")
    lena.sees("May we tell the mother of the child?")
    lena.shot("advice-ask")
    lena.press("Ask it like this")
    lena.sees("Not answered yet")
    ada.go("/")
    ada.follow("Somebody asks for advice")
    ada.press("Open what this is about")
    ada.sees("the mother of the child?")
    ada.does_not_see("Bilal")
    ada.shot("advice-answer")
    ada.fill("Your advice", "Yes, today.")
    ada.press("Send the advice")
    lena.go("/concerns/")
    lena.follow("Bilal Khan")
    lena.sees("Yes, today.")
