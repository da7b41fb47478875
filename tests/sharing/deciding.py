"""Builders for decisions, through the real commands; and a walk through the pages."""

import datetime
import re

from crossing.sharing.commands.ask import Asking, ask
from crossing.sharing.models import Deliberation
from crossing.sharing.rules import Ask, Power, Purpose
from tests.make import org
from tests.records.build import BORN, a_child, a_concern

KIT = "Kit Brown"
NAMES_KIT = "Kit Brown gave her the bag outside 14 Mill Lane. She was frightened."


def rolls(acting, by="lena", words="I do not want to go home."):
    """Amina's record with two concerns, one of which names Kit, who is on the same roll."""
    amina = a_child(acting, by=by)
    a_child(acting, given="Kit", family="Brown", by=by)
    author = {"lena": "tom"}.get(by, by)
    a_concern(acting, amina, by=author, kind="other", words="", account=NAMES_KIT)
    a_concern(
        acting,
        amina,
        by=author,
        words=words,
        account="She was tired and asked for food twice.",
        happened_on=datetime.date(2026, 11, 10),
    )
    return amina


def asked(acting, by="mina", of="northfield", **changes):
    """A request from one of the cast to an organisation; the holder's work on it."""
    given = {
        "asker": "",
        "given_names": "Amina",
        "family_name": "Karim",
        "born_on": BORN,
        "purpose": Purpose.SAFEGUARD_CHILD_AT_RISK,
        "wanted": "What the school has seen of her meals and her home this term.",
        "why": "We assess whether she is safe at home.",
        "if_not": "She could stay hungry and frightened at home.",
        "power": Power.CA2004_S16LA,
    }
    with acting(by) as person:
        request = ask(Asking(Ask(**given | changes), org(of)), by=person)
    return request


def work_on(acting, request, by="lena"):
    with acting(by):
        return Deliberation.objects.get(request=request.pk)


class Walk:
    """One decision, walked page by page by somebody who is signed in."""

    def __init__(self, client, pk):
        self.client, self.pk = client, pk
        self.root = f"/sharing/deciding/{pk}"

    def get(self, step=""):
        return self.client.get(f"{self.root}/{step}" if step else self.root)

    def post(self, step, **data):
        return self.client.post(f"{self.root}/{step}", data)

    def our_child(self, step="child"):
        """The first of our children that the page offers."""
        text = self.get(step).content.decode()
        return re.search(r'name="our_child"[^>]*value="([0-9a-f-]{36})"', text)[1]

    def choose(self, include, leave_out=(), **more):
        """Save the items page: entries named by a word in them."""
        found = choices(self)
        data = {f"t-{key_with(found, word)}": "include" for word in include}
        data |= {f"t-{key_with(found, word)}": "leave_out" for word in leave_out}
        return self.client.post(f"{self.root}/items", {**data, **more})

    def others(self, step="others"):
        """The people found on a page, by their key."""
        return re.findall(r'name="asked-([0-9a-f]+)"', self.get(step).content.decode())

    def cover_all(self, step="others", **more):
        keys = self.others(step)
        data = {f"o-{key}": "cover" for key in keys} | {f"asked-{key}": "1" for key in keys}
        return self.client.post(f"{self.root}/{step}", {**data, **more})

    def at(self, response):
        """The page that a redirect leads to."""
        assert response.status_code == 302, errors(response)
        return response["Location"].removeprefix(self.root + "/")


def errors(response):
    """What the page says is wrong."""
    text = response.content.decode()
    start = text.find("govuk-error-summary__list")
    return text[start : start + 1500] if start > 0 else text[:1500]


def choices(walk):
    """The keys of the entries on the items page, each with its text."""
    text = walk.get("items").content.decode()
    found = {}
    for key, body in re.findall(r'id="entry-([\w-]+)".*?>(.*?)</li>', text, re.DOTALL):
        found[key] = body
    return found


def key_with(found, word):
    return next(key for key, body in found.items() if word in body)


MEALS, WORDS = "asked for food", "do not want to go home"


def to_items(walk):
    """A school's path, up to the items."""
    walk.post("request", connected="no")
    assert walk.at(walk.post("child", our_child=walk.our_child())) == "items"


def to_decide(walk):
    """A school's path, up to its last page: two entries included, Kit covered."""
    to_items(walk)
    assert walk.at(walk.choose([KIT, MEALS], [WORDS], left_out="Not needed yet.")) == "others"
    assert walk.at(walk.cover_all()) == "weigh"
    assert walk.at(walk.post("weigh", harms=["none"], silence="agree")) == "family"
    assert walk.at(walk.post("family", child_view="agrees", family_told="told")) == "decide"


PART = {
    "outcome": "share_part",
    "reason_kept": "It keeps her safe.",
    "reason_told": "The rest is not needed.",
}
