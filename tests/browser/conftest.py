"""A real server over a database of its own, and people in front of real browsers."""

import os
import shutil

import pytest
from django.conf import settings

from tests.browser.visitor import Visitor

CHROMIUM = shutil.which("chromium")
CALM = [
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb"),
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def browser():
    """Chromium, for a module: while Playwright runs, other tests cannot use asyncio."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        assert not os.environ.get("CI"), "browser tests need Debian's chromium"
        pytest.skip("BROWSER TESTS SKIPPED: Debian's chromium is not installed")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=CHROMIUM, args=CALM, chromium_sandbox=False)
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def address(live_database):
    """The address of a server that works in this test's own database."""
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("localhost", lambda app: app, connections_override={}, port=0)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    before, settings.ALLOWED_HOSTS = settings.ALLOWED_HOSTS, ["localhost"]
    yield f"http://localhost:{server.port}"
    settings.ALLOWED_HOSTS = before
    server.terminate()
    server.join()


@pytest.fixture(params=["script on", "script off"])
def script(request):
    """Each journey is walked twice."""
    return request.param == "script on"


@pytest.fixture
def visitor(browser, address, script):
    """`visitor("lena")` is Lena in front of a browser, signed in."""
    people = {}

    def arrive(short):
        if short not in people:
            people[short] = _somebody(browser, address, script, short)
            people[short].context.add_cookies([cookie(short, address)])
        return people[short]

    yield arrive
    for person in people.values():
        person.context.close()


@pytest.fixture
def stranger(browser, address, script):
    """Somebody in front of a browser who has not signed in."""
    person = _somebody(browser, address, script, "a stranger")
    yield person
    person.context.close()


def _somebody(browser, address, script, name):
    window = {"width": 1000, "height": 900}
    context = browser.new_context(
        java_script_enabled=script, reduced_motion="reduce", viewport=window
    )
    return Visitor(context, address, name, script)


def cookie(short, address):
    """A session of this person, signed in with the second factor."""
    from tests.conftest import session_of

    return {"name": settings.SESSION_COOKIE_NAME, "value": session_of(short), "url": address}
