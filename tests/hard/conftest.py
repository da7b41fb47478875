"""What hurts: each module has an installation of its own, and leaves nothing running."""

import json
import os
from pathlib import Path

import pytest

from tests.hard.house import House


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The invented town, served as `./run` serves it."""
    running = House(tmp_path_factory.mktemp("hard") / "home").start()
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="session")
def figure():
    """`figure("what", 12)` keeps a figure for docs/reliability.md, where somebody asked for it."""
    found = {}

    def keep(what, value):
        found[what] = value

    yield keep
    if where := os.environ.get("CROSSING_FIGURES"):
        path = Path(where)
        before = json.loads(path.read_text()) if path.exists() else {}
        path.write_text(json.dumps(before | found, indent=1))
