"""A tab is killed, a session ends, somebody signs in again: no word is lost."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import cookie

WORDS = "I do not want to go home."
HARM = "How could that happen here?"
STOPS = "The child stops talking to us"


def test_a_concern_survives_a_killed_tab_and_a_lost_session(visitor, live_database):
    steps.known_to("lena", "Moved to her aunt.")
    tom = visitor("tom")
    tom.go("/concerns/new/")
    steps.fill_concern(tom, WORDS)
    keep(tom, later="Save and finish later")
    kill_the_tab(tom)
    tom.go("/")
    tom.follow("A concern")
    assert tom.value("The child’s own words") == WORDS
    tom.fill("What have you done already? (optional)", "Told Lena.")
    keep(tom)
    lose_the_session(tom)
    assert tom.value("What have you done already? (optional)") == "Told Lena."
    tom.press("Record the concern")
    tom.sees(WORDS)
    tom.sees("Told Lena.")


def test_a_decision_survives_a_killed_tab_and_a_lost_session(visitor, live_database):
    steps.known_to("lena", "Moved to her aunt.")
    omar, lena = visitor("omar"), visitor("lena")
    steps.ask_the_school(omar)
    to_the_weighing(lena)
    lena.choose(STOPS)
    lena.fill(HARM, "She asked me to tell nobody.")
    keep(lena)
    kill_the_tab(lena)
    steps.open_waiting(lena)
    assert lena.value(HARM) == "She asked me to tell nobody."
    lena.fill(HARM, "She asked me twice to tell nobody.")
    keep(lena)
    lose_the_session(lena)
    assert lena.value(HARM) == "She asked me twice to tell nobody."
    lena.choose("I agree with what they wrote", steps.SILENCE)
    steps.carry_on(lena)
    lena.sees("What does the child think")


def to_the_weighing(lena):
    steps.open_waiting(lena)
    steps.not_connected(lena)
    steps.carry_on(lena)
    steps.this_is_our_child(lena)
    steps.include(lena)
    steps.carry_on(lena)
    lena.press("Continue")


def keep(who, later="Hide screen"):
    """With script it saves itself; without, a button saves."""
    if who.script:
        expect(who.page.locator(".app-saved")).to_contain_text("Saved")
        return
    who.press(later)
    if later == "Hide screen":
        who.does_not_see("Amina")
        who.press("Show")


def kill_the_tab(who):
    who.page.close()
    who.open_tab()


def lose_the_session(who):
    """The session ends while the page stands open; then they sign in again."""
    path = who.path
    who.context.clear_cookies()
    if who.script:
        type_into_a_page_that_is_signed_out(who)
        return
    with who.page.expect_navigation():
        who.page.locator("main form button").last.click()
    who.look()
    who.context.add_cookies([cookie(who.name, who.address)])
    who.go(path)


def type_into_a_page_that_is_signed_out(who):
    who.page.locator("main textarea, main input[type=text]").last.press("End")
    who.page.locator("main form[data-autosave]").dispatch_event("input")
    expect(who.page.locator(".app-saved")).to_contain_text("You have been signed out.")
    who.look()
    who.context.add_cookies([cookie(who.name, who.address)])
    who.page.get_by_role("button", name="Save again").click()
    expect(who.page.locator(".app-saved")).to_contain_text("Saved")


def test_of_two_tabs_of_one_concern_the_second_is_told_and_chooses(visitor, live_database):
    address, account = "/concerns/new/?draft=concern-twice", "What did you see or hear?"
    one, two = visitor("tom"), visitor("lena")
    two.context.clear_cookies()
    two.context.add_cookies([cookie("tom", two.address)])
    for tab in (one, two):
        tab.go(address)
    one.fill(account, "The first tab’s words.")
    keep(one, later="Save and finish later")
    two.fill(account, "The second tab’s words.")
    if not two.script:
        two.press("Save and finish later")
    two.sees("This was changed in another tab")
    two.look()
    assert two.value(account) == "The second tab’s words."
    assert two.page.get_by_role("link", name="See what was saved there").is_visible()
    if two.script:
        two.page.get_by_role("button", name="Save this page in its place").click()
        expect(two.page.get_by_role("status").last).to_contain_text("Saved", timeout=20_000)
    else:
        two.press("Save this page in its place")
    one.go(address)
    assert one.value(account) == "The second tab’s words."
