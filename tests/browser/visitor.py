"""A person in front of a browser: goes to pages, reads, types, presses; every page is checked."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import TimeoutError, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests/vendor/axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
SHOTS = ROOT / "shots"


ZOOMED = {"width": 320, "height": 256}
WAIT = 30_000  # milliseconds: the machine may be busy


class Visitor:
    """One person's tab. `visited` lists the addresses of the pages that axe has passed."""

    def __init__(self, context, address, name, script):
        self.context, self.address, self.name, self.script = context, address, name, script
        context.set_default_timeout(WAIT)
        self.visited, self.trouble, self.zooms = [], [], False
        self.open_tab()

    def open_tab(self):
        """A new tab in the same browser: what the old one had typed is gone with it."""
        self.page = self.context.new_page()
        self.switch = self.context.new_cdp_session(self.page)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)

    def _heard(self, message):
        refused = "Failed to load resource" in message.text  # a 4xx page that the test asked for
        if message.type in ("error", "warning") and not refused:
            self.trouble.append(message.text)

    def _asked(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.trouble.append(f"a request to {request.url}")

    def go(self, path):
        """Open an address; gives its status."""
        response = self.page.goto(self.address + path)
        self.look()
        return response.status

    def press(self, name, role="button", exact=True):
        """Press a button or follow a link, and wait for the page that comes."""
        try:
            with self.page.expect_navigation():
                self.page.get_by_role(role, name=name, exact=exact).first.click()
        except TimeoutError as error:
            stood = self.page.locator("main").inner_text()
            raise AssertionError(f"no {role} “{name}” on {self.path}:\n{stood}") from error
        self.look()

    def follow(self, name, exact=True):
        self.press(name, role="link", exact=exact)

    def fill(self, label, text):
        self.page.get_by_label(label, exact=True).first.fill(text)

    def fill_day(self, group, day):
        """Type a day into its three parts."""
        where = self.page.get_by_role("group", name=group)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            where.get_by_label(part, exact=True).fill(str(number))

    def choose(self, label, group=None, exact=True):
        """Tick a radio or a checkbox, in a group with that question when one is named."""
        where = self.page.get_by_role("group", name=group).first if group else self.page
        where.get_by_label(label, exact=exact).first.check()

    def select(self, label, text):
        """Choose the option that holds this text."""
        field = self.page.get_by_label(label, exact=True).first
        option = field.locator("option", has_text=text).first
        field.select_option(option.get_attribute("value"))

    def unfold(self, summary):
        """Open what is folded away."""
        self.page.locator("summary", has_text=summary).first.click()

    def value(self, label):
        """What stands in a field."""
        return self.page.get_by_label(label, exact=True).first.input_value()

    def tab_to(self, name):
        """Press Tab until the field, or the button, of this name has the focus."""
        for _ in range(40):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.name") == name:
                return
        raise AssertionError(f"Tab does not lead to {name}")

    def keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def types(self, text):
        self.page.keyboard.type(text)

    def enters(self):
        """Press Enter, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)

    def does_not_see(self, text):
        assert text not in self.page.content()

    def look(self):
        """What a person with a screen reader would stumble over: nothing, on any page."""
        with self._scripts_run():
            self.page.evaluate(AXE)
            found = self.page.evaluate(RUN, WCAG)["violations"]
        wrong = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
        assert wrong == [], f"{self.page.url}: {wrong}"
        assert self.trouble == [], f"{self.page.url}: {self.trouble}"
        if self.zooms:
            self._zoom()
        self.visited.append(self.path)

    def _zoom(self):
        """At 400 % a desktop is 320 wide, like a small phone: nothing scrolls sideways."""
        before = self.page.viewport_size
        self.page.set_viewport_size(ZOOMED)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(before)
        assert wide <= ZOOMED["width"], f"{self.page.url} is {wide} wide"

    @contextmanager
    def _scripts_run(self):
        """With script off, axe may run in the page that stands there; the page's own never does."""
        for disabled in () if self.script else (True, False):
            self.switch.send("Emulation.setScriptExecutionDisabled", {"value": disabled})
        yield
        if not self.script:
            self.switch.send("Emulation.setScriptExecutionDisabled", {"value": True})

    def shot(self, name):
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    @property
    def path(self):
        return self.page.url.removeprefix(self.address)
