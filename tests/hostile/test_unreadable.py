"""Requests that no browser makes."""

import pytest

from crossing.site.wsgi import in_utf_8
from tests.hostile.conftest import Attacker

ID = "11111111-1111-4111-8111-111111111111"
LOGIN = "/account/login/"
PART = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n--x--\r\n'


@pytest.mark.parametrize("encoding", ["zip", "raw_unicode_escape", "utf-16", '"idna"', "UTF-8"])
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x"])
def test_whatever_encoding_is_named_utf_8_is_read(kind, encoding):
    told = in_utf_8(lambda environ, start: environ["CONTENT_TYPE"])
    assert told({"CONTENT_TYPE": f"{kind}; charset={encoding}"}, None) == kind


@pytest.mark.parametrize("address", ["/%00", "/?a=%00", "/drafts/%00/", LOGIN + "?next=%00"])
def test_a_character_that_cannot_be_saved_is_refused_in_an_address(db, address):
    assert Attacker().send(address).status_code == 400


@pytest.mark.parametrize("key", ['"\\000aaaaaaaa"', "'; --", "a" * 5000, '"\\377"', ""])
def test_a_session_that_was_never_given_is_none(db, key):
    attacker = Attacker()
    attacker.client.cookies.load("")
    answer = attacker.client.get("/", headers={"cookie": f"sessionid={key}"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/login/?next=/")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"login": '),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=\xe9", b"x"),
        ("multipart/form-data; boundary=x", PART[:60]),
        ("application/x-www-form-urlencoded", b"login=%ff%fe&password=%00"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=" % n for n in range(100_000))),
        ("application/x-www-form-urlencoded", b"login=" + b"x" * (3 * 1024 * 1024)),
        ("application/x-www-form-urlencoded", b"login=" + b"x" * (1024 * 1024) + b"&password=y"),
        ("nonsense", b"\x00\x01"),
        ("", b""),
    ],
)
def test_a_body_that_is_no_form_breaks_nothing(signed_in, kind, body):
    for attacker in (Attacker(), Attacker("lena")):
        for address in (LOGIN, "/concerns/new/", "/drafts/concern-1/"):
            assert attacker._one(address, body, content_type=kind).status_code < 500


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace", "head"])
def test_another_method_breaks_nothing(signed_in, method):
    client = Attacker("lena").client
    for address in ("/", "/children/", "/hidden", "/token", "/drafts/concern-1/", "/health"):
        answer = getattr(client, method)(address)
        assert answer.status_code < 500 or address == "/health"


@pytest.mark.parametrize("key", [f"ask-{ID}", "decide-x-items", f"decide-{ID}", "other"])
def test_a_draft_that_no_page_would_save_is_not_saved(signed_in, key):
    lena = Attacker("lena").client
    assert lena.post(f"/drafts/{key}/", {"about": "x"}).status_code == 404
    assert lena.get("/").status_code == 200
