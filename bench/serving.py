"""One home being served as `./run` serves it, and requests to it over real HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from bench.counting import HEADER
from crossing.database import children, supervise
from crossing.database.cluster import Cluster

TOKEN = "b" * 32  # the same in the cookie and in the form
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """One response: how long it took, in milliseconds, and how many queries."""

    ms: float
    queries: int
    status: int
    size: int
    location: str
    text: str


class Browser:
    """One signed-in person with one connection that stays open."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=60)
        self.sent = 0
        self.headers = {
            "Host": "localhost",
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "Accept-Encoding": "identity",
        }

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: dict[str, str]) -> Answer:
        # Our token stays the same, so a mark tells one showing of a page from the next: the same
        # form sent twice would be answered from the first time.
        self.sent += 1
        body = urlencode({**form, "csrfmiddlewaretoken": TOKEN, "shown": self.sent})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> Answer:
        started = time.perf_counter()
        self.connection.request(method, path, body, {**self.headers, **more})
        response: HTTPResponse = self.connection.getresponse()
        text = response.read()
        ms = (time.perf_counter() - started) * 1000
        queries = int(response.headers.get(HEADER, -1))
        location = response.headers.get("Location", "")
        return Answer(ms, queries, response.status, len(text), location, text.decode())


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The home's database and server, until the block ends. Yields the port."""
    port = _free_port()
    with Cluster(home).use():
        server = children.start(supervise._server(port), supervise.BASE, environment(home))
        try:
            _wait(port)
            yield port
        finally:
            children.stop([server])


def environment(home: Path) -> dict[str, str]:
    """As `./run` gives it to the server, but for the settings, which count queries."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
    return {
        **kept,
        "CROSSING_HOME": str(home),
        "CROSSING_ROLE": "app",
        "CROSSING_TOWN_BIND": "loopback",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }


def run(home: Path, *words: str, role: str = "app") -> None:
    """A Python program of ours on this home, to its end."""
    found = {**environment(home), "CROSSING_ROLE": role}
    subprocess.run([sys.executable, *words], cwd=supervise.BASE, env=found, check=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _attempt in range(300):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
