"""The first sign-in; hiding the screen; a concern by keyboard alone."""

from crossing.partnership.commands import NewMember, invite
from crossing.partnership.rules import Role
from tests import make
from tests.browser import steps
from tests.site.build import code, link_in, send_mail

PASSWORD = "three plain words"


def test_from_an_invitation_to_the_home_page(stranger, live_database):
    new = stranger
    new.go(invited())
    new.fill("New password", PASSWORD)
    new.fill("New password once more", PASSWORD)
    new.press("Save the password")
    sign_in(new)
    secret = new.page.locator(".app-key").inner_text().replace(" ", "")
    new.fill("Code", code(secret))
    new.press("Continue")
    new.sees("Your recovery codes")
    assert new.page.locator("main li").count() == 10
    new.press("I have kept them safe")
    new.sees("What needs you now")
    again(new, secret)


def invited():
    with make.acting("nora") as nora:
        member = NewMember("new@example.org", "New Person", Role.TEACHER)
        invite(make.org("northfield"), member, by=nora)
    (message,) = [one for one in send_mail() if one.to == ["new@example.org"]]
    return link_in(message)


def sign_in(new):
    new.go("/account/login/")
    new.fill("Email address", "new@example.org")
    new.fill("Password", PASSWORD)
    new.press("Sign in")


def again(new, secret):
    new.press("Sign out")
    sign_in(new)
    new.fill("Code", "000000")
    new.press("Continue")
    new.sees("There is a problem")
    new.fill("Code", code(secret, 1))
    new.press("Continue")
    new.sees("What needs you now")


def test_hide_screen_and_back_to_the_same_word(visitor, live_database):
    child = steps.known_to("lena", "Moved to her aunt.")
    lena = visitor("lena")
    lena.go(f"/children/{child.pk}/")
    hide = lena.page.get_by_role("button", name="Hide screen")
    if not lena.script:
        lena.press("Hide screen")
        lena.does_not_see("Amina")
        lena.press("Show")
        lena.sees(steps.AMINA)
        return
    hide.click()
    assert "Amina" not in lena.page.title()
    assert not lena.page.get_by_role("heading", name=steps.AMINA).is_visible()
    lena.page.get_by_role("button", name="Show").click()
    lena.sees(steps.AMINA)


def test_a_concern_by_keyboard_alone(visitor, live_database):
    steps.known_to("lena", "Moved to her aunt.")
    tom = visitor("tom")
    tom.go("/concerns/new/")
    tom.tab_to("safe_now")
    tom.keys("Space")
    tom.tab_to("adult")
    tom.keys("ArrowDown")
    tom.tab_to("who")
    tom.types(steps.AMINA)
    tom.tab_to("find")
    tom.enters()
    tom.tab_to("child")
    tom.keys("Space")
    tom.tab_to("kind")
    tom.types("Fr")
    tom.tab_to("words")
    tom.types("I do not want to go home.")
    tom.tab_to("basis")
    tom.keys("Space")
    tom.tab_to("")
    tom.enters()
    tom.sees("Recorded. The safeguarding lead has been told.")
