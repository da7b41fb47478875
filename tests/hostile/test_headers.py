"""What stands around every answer: pages, refusals, mistakes, files."""

import pytest
from django.templatetags.static import static
from django.test import Client

from tests.hostile.conftest import Attacker, addresses

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def missing(answer):
    """What an answer lacks."""
    held = answer.headers
    lacks = {name for name, value in ALWAYS.items() if held.get(name) != value}
    policy = held.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        lacks.add("Content-Security-Policy")
    if "frame-ancestors 'none'" not in policy or "base-uri 'none'" not in policy:
        lacks.add("Content-Security-Policy")
    if "no-store" not in held.get("Cache-Control", ""):
        lacks.add("Cache-Control")
    return lacks


@pytest.mark.slow
@pytest.mark.parametrize("short", ["lena", "ada", ""])
def test_every_page_and_every_refusal_is_closed_in(w, short):
    attacker, found = Attacker(short), {}
    for name, address in addresses(w):
        for answer in attacker.send(address, then=[(address, {"x": "y"})]):
            if lacks := missing(answer):
                found[name, answer.status_code] = lacks
    assert found == {}


@pytest.mark.parametrize(
    ("address", "how"),
    [
        ("/nowhere", {}),
        ("/%00", {}),
        ("/", {"headers": {"host": "example.org"}}),
        ("/static/nothing.css", {}),
        ("/account/login/", {"data": {"login": "x"}}),
    ],
)
def test_so_is_what_went_wrong_before_a_page(db, address, how):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address, **how) if "data" in how else client.get(address, **how)
    assert answer.status_code >= 400
    assert missing(answer) == set()


def test_a_page_that_breaks_is_closed_in_too(signed_in, monkeypatch):
    def breaks(person):
        raise RuntimeError

    monkeypatch.setattr("crossing.site.views.sections", breaks)
    answer = Attacker("lena").client.get("/")
    assert (answer.status_code, missing(answer)) == (500, set())


def test_a_file_of_ours_is_for_us_alone(client):
    answer = client.get(static("govuk/app.css"))
    answer.close()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers
