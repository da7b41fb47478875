"""Whatever is sent to whichever address: it is refused or saved, and nothing breaks."""

from urllib.parse import urlencode

import pytest

from tests.hostile.conftest import Attacker, addresses

NAMES = (
    *(
        "after",
        "show",
        "q",
        "child",
        "who",
        "to",
        "kind",
        "since",
        "most",
        "like",
        "draft",
        "route",
    ),
    *("back", "next", "partner", "purpose", "outcome", "decider", "event", "part", "from_day_day"),
    *("since_year", "until_day", "from_day_year", "to_day_month"),
)
UNFORMED = (
    "version",
    "draft_title",
    "look_for",
    "child",
    "who",
    "urn",
    "place",
    "add_to",
    "text",
    "read",
)
BUTTONS = ("hide", "later", "filter", "look", "find", "stay", "nothing")
QUERIES = ["9" * 5000, "%\"'{}<\u202e", "11111111-1111-4111-8111-111111111111"]
PAYLOADS = ["a\x00b", "9" * 5000, "\U0001f600\u202e{}'\"%s", "٣", ""]


def broken(answer, name):
    return answer.status_code >= 500 and name != "health"


@pytest.mark.slow
@pytest.mark.parametrize("short", ["lena"])
def test_no_address_breaks_on_garbage_in_its_query(w, short):
    attacker, found = Attacker(short), set()
    for name, address in addresses(w):
        for query in QUERIES:
            join = "&" if "?" in address else "?"
            sent = {each: query for each in NAMES if f"{each}=" not in address}
            if broken(attacker.send(address + join + urlencode(sent)), name):
                found.add((name, query[:10]))
    assert found == set()


@pytest.mark.slow
@pytest.mark.parametrize("short", ["lena", "omar", "nora"])
def test_no_form_breaks_on_garbage_in_its_fields(w, short):
    attacker, found = Attacker(short), set()
    for name, address in addresses(w):
        for form in attacker.forms(address):
            for what, data in garbage(form):
                if broken(attacker.send(form.action, data), name):
                    found.add((name, what[:40]))
    assert found == set()


def garbage(form):
    """Garbage in what is typed, with the rest answered; in everything; and behind each button."""
    good = form.answers()
    yield "good", good
    for payload in PAYLOADS:
        yield f"typed {payload!r}", good | dict.fromkeys(form.texts, payload)
        yield f"all {payload!r}", dict.fromkeys({*good, *UNFORMED}, payload)
    for button, value in {(name, "x") for name in BUTTONS} | set(form.buttons):
        yield f"button {button}", good | dict.fromkeys(UNFORMED, "a\x00b") | {button: value}


@pytest.mark.slow
def test_no_address_breaks_on_a_post_that_it_did_not_ask_for(w):
    attacker, found = Attacker("lena"), set()
    for name, address in addresses(w):
        for payload in ("a\x00b", "9" * 5000):
            data = dict.fromkeys((*UNFORMED, "x", "account", "title"), payload)
            if broken(attacker.send(address, data), name):
                found.add(name)
    assert found == set()
