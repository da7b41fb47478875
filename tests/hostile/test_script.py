"""Script in whatever can be typed: it comes out as text, on every page that shows it."""

from html.parser import HTMLParser

import pytest

from tests.hostile.conftest import Attacker, addresses

SCRIPT = "javascript:alert(1)//\"'><script>alert(1)</script><svg onload=alert(1)>{{7*7}}"


class Danger(HTMLParser):
    """What a browser would run, or would run when it is pressed."""

    found = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.found |= tag == "script" and not ("nonce" in given or "src" in given)
        self.found |= tag in ("style", "iframe", "object", "base") or "style" in given
        for name, value in attrs:
            leads = name in ("href", "src", "action", "formaction")
            drawn = ("data:image/",) if tag == "img" else ()
            own = ("/", "#", "?", "tel:", "data:,", *drawn)
            ours = not value or value.startswith(own)
            self.found |= name.startswith("on") or (leads and not ours)


def unsafe(answer):
    if "html" not in answer.headers.get("Content-Type", ""):
        return False
    reader = Danger()
    reader.feed(answer.content.decode())
    return reader.found or b"49}" in answer.content


def pages(w):
    wanted = (
        *("site:home", "records:child", "records:concern", "sharing:request", "sharing:waiting"),
        *("sharing:disclosure", "sharing:asked", "sharing:received", "sharing:ledger"),
        *("sharing:decision", "partnership:directory", "partnership:people", "stewardship:child"),
        *("sharing:speaking", "sharing:step decide", "sharing:confirm", "stewardship:looked"),
    )
    return [(name, address) for name, address in addresses(w) if name in wanted]


@pytest.mark.slow
@pytest.mark.parametrize("short", ["lena", "omar", "sam", "nora", "pia"])
def test_what_is_typed_into_any_form_never_runs(w, short):
    attacker, found, sent = Attacker(short), set(), 0
    lists = [(address,) for _name, address in pages(w)]
    for name, address in addresses(w):
        for form in attacker.forms(address):
            data = form.answers() | dict.fromkeys(form.texts, SCRIPT)
            small = data | {
                each: DAY.get(each.rpartition("_")[2], data[each]) for each in form.texts
            }
            for each in (data, small):
                answers = attacker.send(form.action, each, then=lists)
                sent += answers[0].status_code in (302, 200)
                found |= {name for answer in answers if unsafe(answer)}
    assert found == set()
    assert sent > 0


DAY = {"day": "20", "month": "11", "year": "2026", "time": "9:30"}


@pytest.mark.slow
def test_nothing_in_an_address_runs(w):
    attacker, found = Attacker("lena"), set()
    names = ("back", "next", "q", "show", "after", "to", "kind", "since", "draft", "who", "like")
    for name, address in addresses(w):
        join = "&" if "?" in address else "?"
        answer = attacker.send(address + join + "&".join(f"{each}={SCRIPT}" for each in names))
        if unsafe(answer):
            found.add(name)
    assert found == set()


@pytest.mark.parametrize(
    "away",
    [
        "//example.org",
        "https://example.org",
        "javascript:alert(1)",
        "/\\example.org",
        "/\t/example.org",
    ],
)
def test_nobody_is_sent_away(w, away):
    attacker, found = Attacker("lena"), set()
    for name, address in addresses(w):
        join = "&" if "?" in address else "?"
        for data in (None, {"next": away, "back": away}):
            answer = attacker.send(f"{address}{join}next={away}&back={away}", data)
            where = answer.headers.get("Location", "/")
            if not where.startswith("/") or where.startswith(("//", "/\\")):
                found.add((name, where))
            if f'href="{away}"'.encode() in answer.content:
                found.add((name, "a link"))
    assert found == set()
