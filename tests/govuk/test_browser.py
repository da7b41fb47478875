"""The layout and its script in a real browser: a sample site of its own, no database."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "tests/vendor/axe.min.js").read_text()
CHROMIUM = shutil.which("chromium")
CALM = [
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Debian's chromium"),
]


@pytest.fixture(scope="module")
def site():
    """The sample, served by a process of its own; gives its address."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.govuk.sample.settings"}
    command = [sys.executable, "-m", "tests.govuk.sample.serve"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as server:
        port = server.stdout.readline().strip()
        yield f"http://localhost:{port}"
        server.terminate()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=CHROMIUM, args=CALM, chromium_sandbox=False)


@pytest.fixture
def page(browser, site):
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.request.get("/session/in")
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    context.close()
    assert page.errors == []


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def saved(page):
    return page.request.get("/session/saved").text()


def own_words(page):
    return page.get_by_label("The child’s own words")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/", "/list"])
def test_pages_are_accessible_and_never_scroll_sideways(page, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_with_errors_is_accessible_and_its_links_lead_to_the_parts(page):
    page.goto("/")
    page.get_by_label("Something else").check()
    page.get_by_role("button", name="Record").click()
    expect(page).to_have_title("Error: Record a concern – Crossing")
    assert violations(page) == []
    page.get_by_role("link", name="Enter the day you noticed it").click()
    expect(page.get_by_label("Day").first).to_be_focused()
    expect(page.get_by_label("What is it about?")).to_be_visible()


def test_a_draft_saves_itself(page):
    page.goto("/")
    own_words(page).fill("he said no")
    expect(page.get_by_role("status")).to_contain_text("Saved", timeout=4000)
    assert saved(page) == "he said no"


def test_a_draft_is_saved_when_the_page_is_left(page):
    page.goto("/")
    own_words(page).fill("gone at once")
    page.goto("/list")
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if saved(page) == "gone at once":
            return
    pytest.fail("the words were lost")


def test_a_draft_that_was_changed_elsewhere_says_so_and_waits_for_a_choice(page):
    page.goto("/")
    own_words(page).fill("the other tab’s words")
    expect(page.get_by_role("status")).to_contain_text("Saved", timeout=4000)
    page.request.get("/session/changed")
    own_words(page).fill("these words")
    status = page.get_by_role("status")
    expect(status).to_contain_text("changed in another tab", timeout=4000)
    expect(status).to_contain_text("20 November 2026 at 2:03pm")
    expect(own_words(page)).to_have_value("these words")
    assert status.get_by_role("link").get_attribute("href") == page.url
    assert violations(page) == []
    own_words(page).fill("these words, and more")
    page.wait_for_timeout(1500)
    assert saved(page) == "the other tab’s words"
    page.get_by_role("button", name="Save this page in its place").click()
    expect(status).to_contain_text("Saved ", timeout=4000)
    assert saved(page) == "these words, and more"


def test_hiding_covers_the_page_and_comes_back_to_the_same_word(page):
    page.goto("/")
    own_words(page).fill("he said no")
    own_words(page).press("Home")
    page.get_by_role("button", name="Hide screen").click()
    expect(page).to_have_title("Blank page")
    for _ in range(2):
        page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Record a concern")).to_be_hidden()
    page.get_by_role("button", name="Show").click()
    page.keyboard.type("X")
    expect(own_words(page)).to_have_value("Xhe said no")
    expect(page).to_have_title("Record a concern – Crossing")


def test_escape_pressed_three_times_hides(page):
    page.goto("/list")
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Show")).to_be_focused()


def test_words_survive_a_lost_session_and_a_second_sign_in(page):
    page.goto("/")
    page.request.get("/session/out")
    own_words(page).fill("kept")
    expect(page.get_by_role("status")).to_contain_text("You have been signed out", timeout=6000)
    page.get_by_role("button", name="Record").click()
    expect(own_words(page)).to_have_value("kept")
    assert violations(page) == []
    page.request.get("/session/in")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save again").click()
    expect(page.get_by_role("status")).to_contain_text("Saved", timeout=4000)
    assert saved(page) == "kept"


def test_a_form_is_not_sent_into_a_session_that_has_ended(page):
    page.goto("/")
    own_words(page).fill("kept too")
    expect(page.get_by_role("status")).to_contain_text("Saved", timeout=4000)
    page.request.get("/session/out")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("status")).to_contain_text("You have been signed out")
    expect(own_words(page)).to_have_value("kept too")


def test_without_script_everything_is_there_and_enter_does_not_hide(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_label("What is it about?")).to_be_visible()
    page.get_by_label("Your email address").press("Enter")
    expect(page).to_have_title("Error: Record a concern – Crossing")
    page.get_by_role("button", name="Hide screen").click()
    expect(page.get_by_text("saved and hidden")).to_be_visible()
    page.goto("/list")
    page.get_by_role("button", name="Hide screen").click()
    expect(page).to_have_title("Blank page")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/list")
    context.close()
