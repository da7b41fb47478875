"""A concern about an adult who works here: the head alone reads it; nobody else finds a trace."""

from tests.browser import steps
from tests.browser.steps import ADULT, AMINA, SAFE
from tests.records.build import a_child

SEEN = "He shut Amina in the store room."
NAMED = "Una Clarke"


def test_the_head_reads_it_and_the_others_find_nothing(visitor, live_database):
    child = a_child(steps.acting)
    tom, hugh = visitor("tom"), visitor("hugh")
    tell(tom)
    read_and_decide(hugh)
    only_that_it_was_read(tom)
    for short in ("ada", "lena", "dev", "una", "omar"):
        finds_no_trace(visitor(short), child, hugh.path)


def tell(tom):
    tom.go("/concerns/new/")
    tom.choose("Yes", SAFE)
    tom.choose("Yes", ADULT)
    tom.fill("What did you see or hear?", SEEN)
    tom.press("Record the concern")
    tom.sees("The head alone reads this")
    assert tom.value("What did you see or hear?") == SEEN
    tom.choose("Somebody else who works or volunteers here", "What does the adult do here?")
    tom.select("Who is it about?", NAMED)
    tom.fill_day("When was it?", steps.in_days(-1))
    tom.choose("Yes, or it may be so")
    tom.shot("adults-new")
    tom.press("Record the concern")
    tom.sees("It has gone to the head alone. It has not been read yet.")
    tom.sees("You will not be told what is decided.")
    tom.shot("adults-author")


def read_and_decide(hugh):
    hugh.go("/")
    hugh.shot("adults-home")
    hugh.follow("A concern about an adult")
    hugh.sees(SEEN)
    hugh.sees("Ask the designated officer (LADO) within one working day")
    hugh.sees("020 7946 0000")
    hugh.shot("adults-head")
    hugh.press("Decide what to do")
    hugh.choose("Asked the local authority designated officer (LADO)")
    hugh.fill_day("When did you ask the LADO?", steps.in_days(0))
    hugh.fill("Whom did you speak to?", "Jo Marsh")
    hugh.fill("What did they advise?", "Do not speak to her before us.")
    hugh.fill("Why?", "It may meet the threshold.")
    hugh.shot("adults-decide")
    hugh.press("Decide")
    hugh.sees("Do not speak to her before us.")
    address = hugh.path
    hugh.go("/adults/")
    hugh.sees(NAMED)
    hugh.go(address)


def only_that_it_was_read(tom):
    tom.go("/concerns/mine/")
    tom.follow("A concern recorded on", exact=False)
    tom.sees("It was read")
    tom.does_not_see("Do not speak to her")


def finds_no_trace(who, child, address):
    """At home, in every list, in a search, at the child, and in who has looked."""
    assert who.go(address) == 404
    for page in ("/", "/concerns/?show=all", "/concerns/mine/", "/todo/", f"/children/{child.pk}/"):
        who.go(page)
        who.does_not_see("store room")
        who.does_not_see("oncern about an adult</")
        who.does_not_see("adult who works here</a>")
    if who.go("/looked/") == 200:
        who.sees("Recorded a concern about an adult who works here")
        assert "Una" not in who.page.locator("main .app-list").inner_text()
        who.does_not_see("store room")
    if who.go("/children/") == 200:
        who.fill("Name or date of birth", AMINA)
        who.press("Search")
        who.does_not_see("store room")
