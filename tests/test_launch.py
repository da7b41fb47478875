"""`./run` as a person uses it: on an empty home, a second time, on a taken port, and stopped."""

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from crossing.database.parts import LIVES, WINDOW, Lives

pytestmark = pytest.mark.slow

BASE = Path(__file__).parent.parent


# In the order of this file: one installation is started, refused to others, and stopped.


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(home, port, stderr=subprocess.PIPE, **more):
    ours = ("CROSSING_", "DATABASE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    extra = os.environ.get("CROSSING_PG_EXTRA", "-c fsync=off")
    return subprocess.Popen(
        [BASE / "run", "--home", home, "--port", str(port)],
        env={**kept, "CROSSING_PG_EXTRA": extra, **more},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


def refused(home, port, **more):
    """What a start says that must fail: its exit status and its last words."""
    with run(home, port, **more) as process:
        _, said = process.communicate(timeout=30)
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1
    return process.returncode, said


def left_over(home):
    """Processes that still belong to a home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(home) in words:
            found.append(words.split(b"\0")[0])
    return found


def health(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            return answer.status, json.load(answer)
    except HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """An installation on a fresh home, ready; its home, port and process."""
    home, port = tmp_path_factory.mktemp("launch") / "home", free_port()
    with run(home, port) as process:
        said = process.stdout.readline()
        assert said == f"Crossing is ready: http://localhost:{port}/\n", process.stderr.read()
        yield home, port, process
        process.terminate()
        process.communicate(timeout=30)


def test_it_says_when_it_is_ready_and_it_is(running):
    _, port, _ = running
    assert health(port) == (200, {"database": "ok", "worker": "ok"})


def test_the_town_is_there_after_the_first_start(running):
    home, _, _ = running
    assert (home / "town.json").exists()


def test_a_second_start_on_the_same_home_is_refused(running):
    home, _, _ = running
    assert refused(home, free_port()) == (
        1,
        f"Crossing is already running on the home {home}: stop it, or choose another --home.\n",
    )


def test_a_taken_port_is_refused(running, tmp_path):
    _, port, _ = running
    status, said = refused(tmp_path, port)
    assert status == 1
    assert said.startswith(f"Port {port} cannot be used (Address already in use)")


def test_data_of_another_version_is_refused(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("17\n")
    status, said = refused(tmp_path, free_port())
    assert status == 1
    assert "written by PostgreSQL 17" in said


def test_term_stops_everything(running):
    home, _, process = running
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert left_over(home) == []


def test_a_second_start_keeps_the_data_and_starts_a_part_again_that_ended(running):
    """After the first was stopped: the home is used again, and its worker is killed."""
    home, _, _ = running
    town = (home / "town.json").read_bytes()
    with run(home, free_port()) as process:
        assert process.stdout.readline().startswith("Crossing is ready")
        assert (home / "town.json").read_bytes() == town
        first = worker_of(process)
        os.kill(first, signal.SIGKILL)
        time.sleep(1)
        assert worker_of(process) != first
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "The worker ended by itself with code -9: started again." in said
    assert left_over(home) == []


def test_a_supervisor_that_is_killed_takes_all_with_it(running):
    home, _, _ = running
    with run(home, free_port()) as process:
        assert process.stdout.readline().startswith("Crossing is ready")
        process.kill()
        process.communicate(timeout=30)  # ends when the last child has closed its output
    assert left_over(home) == []


def test_what_ends_too_often_is_given_up():
    lives = Lives()
    assert all(lives.spend(second) for second in range(LIVES))
    assert not lives.spend(LIVES)
    assert lives.spend(LIVES + WINDOW)


def worker_of(process):
    """The process id of the worker among a supervisor's children."""
    for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        if b"procrastinate" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("no worker")


def test_a_master_key_that_does_not_fit_stops_the_start_with_one_sentence(running):
    home, _, _ = running
    right = (home / "master_key").read_text()
    (home / "master_key").write_text("another one, which is as long as it has to be")
    status, said = refused(home, free_port())
    (home / "master_key").write_text(right)
    assert status == 1
    assert said.startswith("The master key does not fit: this database needs the one with")
