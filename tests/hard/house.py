"""A running installation that may be hurt, and people who use it over real HTTP."""

import contextlib
import os
import re
import signal
import time
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import psycopg

from crossing.database.cluster import Cluster
from tests.hostile.pages import forms_in
from tests.test_launch import free_port, run

AS_SHIPPED = ""  # what other tests switch off for speed is what keeps a save safe
AWAY = (URLError, HTTPException, ConnectionError, TimeoutError)


class Page:
    """What came back: the status, the words, and the forms."""

    def __init__(self, response):
        self.status = self.status_code = response.status
        self.address = response.geturl()
        self.headers = response.headers
        self.content = response.read()
        self.text = self.content.decode()

    @property
    def forms(self):
        return forms_in(self)


class Stays(HTTPRedirectHandler):
    """Says where an answer leads, and does not go there."""

    def redirect_request(self, *_args):
        return None


class Visitor:
    """Somebody of the town with a browser's cookies."""

    def __init__(self, port, name=""):
        self.base = f"http://localhost:{port}"
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        self.stays = build_opener(HTTPCookieProcessor(self.cookies), Stays())
        if name:
            self.walk_as(name)

    def ask(self, path, data=None, timeout=20, follow=True):
        """A page, whatever its status; raises one of AWAY when nobody answers."""
        address = path if path.startswith("http") else self.base + path
        body = None if data is None else urlencode({**data, "csrfmiddlewaretoken": self.token()})
        asked = Request(  # noqa: S310 (our own address)
            address, body and body.encode(), {"Referer": address}
        )
        try:
            with (self.opener if follow else self.stays).open(asked, timeout=timeout) as response:
                return Page(response)
        except HTTPError as response:
            with response:
                return Page(response)

    def token(self):
        return next((one.value for one in self.cookies if one.name == "csrftoken"), "")

    def walk_as(self, name):
        page = self.ask("/walk").text
        found = re.search(rf'value="([0-9a-f-]+)">{re.escape(name)}<', page)
        assert self.ask("/walk", {"account": found[1]}).status == 200


class House:
    """One home, served by `./run`."""

    def __init__(self, home, log=None):
        self.home, self.port = Path(home), free_port()
        self.log = log or self.home.parent / f"{self.home.name}.log"
        self.process = None

    def start(self):
        self.home.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as log:  # a pipe that nobody reads would fill, and stop everything
            self.process = run(self.home, self.port, stderr=log, CROSSING_PG_EXTRA=AS_SHIPPED)
        said = self.process.stdout.readline()
        assert said.startswith("Crossing is ready"), self.said()[-2000:]
        return self

    def said(self):
        return self.log.read_text()

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=60)

    def visitor(self, name=""):
        return Visitor(self.port, name)

    def owner(self):
        """The owner's connection: sees every row, whoever acts."""
        return psycopg.connect(Cluster(self.home).url("crossing_owner"), autocommit=True)

    def count(self, sql, *values):
        with self.owner() as owner:
            return owner.execute(sql, values).fetchone()[0]

    def server(self):
        """The process that answers requests."""
        (main,) = [pid for pid in children_of(self.process.pid) if b"granian" in words(pid)]
        answering = [pid for pid in children_of(main) if b"resource_tracker" not in words(pid)]
        return answering[0] if answering else None

    def worker(self):
        found = [pid for pid in children_of(self.process.pid) if b"procrastinate" in words(pid)]
        return found[0] if found else None

    def postmaster(self):
        return int((self.home / "data" / "postmaster.pid").read_text().split()[0])

    def until_healthy(self, seconds=60):
        """How long it took until a page came back; fails when none does."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            with contextlib.suppress(*AWAY):
                if self.visitor().ask("/health", timeout=5).status == 200:
                    return time.monotonic() - began
            time.sleep(0.1)
        raise AssertionError("it did not come back")


ASKED = ("safe_now", "kind", "basis", "happened_on", "csrfmiddlewaretoken")


def a_concern(form, named):
    """The answers of somebody in a hurry: what must be answered, and no more."""
    answers = {name: value for name, value in form.items() if name.startswith(ASKED)}
    said = {"who": named, "adult": "no", "account": "She had no coat.", "as_it_is": "1"}
    return answers | said


def words(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def children_of(pid):
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in found]


def kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
