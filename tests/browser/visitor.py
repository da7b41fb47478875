"""A person in front of a browser: goes to pages, reads, types, presses; every page is checked."""

from pathlib import Path

from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests/vendor/axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
SHOTS = ROOT / "shots"


class Visitor:
    """One person's tab. `visited` lists the pages that axe has passed."""

    def __init__(self, context, address, name):
        self.context, self.address, self.name = context, address, name
        self.page = context.new_page()
        self.visited, self.trouble = [], []
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
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.look()

    def follow(self, name, exact=True):
        self.press(name, role="link", exact=exact)

    def fill(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label, group=None):
        """Tick a radio or a checkbox, in a group with that question when one is named."""
        where = self.page.get_by_role("group", name=group) if group else self.page
        where.get_by_label(label, exact=True).first.check()

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)

    def does_not_see(self, text):
        assert text not in self.page.content()

    def look(self):
        """What a person with a screen reader would stumble over: nothing, on any page."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(RUN, WCAG)["violations"]
        wrong = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
        assert wrong == [], f"{self.page.url}: {wrong}"
        assert self.trouble == [], f"{self.page.url}: {self.trouble}"
        self.visited.append(self.page.title())

    def shot(self, name):
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    @property
    def path(self):
        return self.page.url.removeprefix(self.address)
