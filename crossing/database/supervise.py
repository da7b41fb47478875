"""Everything in one: the database, migrations, the server and the worker, until told to stop."""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event

from crossing.database import children
from crossing.database.cluster import Cluster
from crossing.database.files import private_folder
from crossing.database.parts import Lives, Part
from crossing.database.postgres import SAID, CannotStart, full, home_problem

BASE = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
RECOVERY = 5  # seconds before the database is started once more
PATIENCE = 60  # seconds for the server and the worker to answer
TOWN = "town.json"  # the town writes it when it is complete
NOT_FOR_SERVING = {"DATABASE_OWNER_URL", "DATABASE_BACKUP_URL"}

stopping = Event()


def main() -> int:
    """Serve until Ctrl+C or TERM (0), or until something fails (1, with one sentence)."""
    options = _options()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    try:
        serve(options.home.resolve(), options.port)
    except CannotStart as reason:
        if not stopping.is_set():
            print(reason, file=sys.stderr, end="\n" if str(reason) else "")
            return 1
    return 0


def serve(home: Path, port: int) -> None:
    """Start everything, say that it is ready, and watch it until it is to stop."""
    os.environ["CROSSING_HOME"] = str(home)
    os.environ.setdefault("CROSSING_ADDRESS", f"http://localhost:{port}")
    with _only_one(home):
        _check_port(port)
        with _database(home):
            _serve(home, port)


def _serve(home: Path, port: int) -> None:
    _prepare(home)
    parts = [
        Part("server", _server(port), BASE, _serving()),
        Part("worker", _worker(), BASE, _working()),
    ]
    try:
        _await(home, parts, port)
        if not stopping.is_set():
            print(f"Crossing is ready: http://localhost:{port}/", flush=True)
        _keep_alive(home, parts)
    finally:
        children.stop([part.child for part in parts])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="default 8000")
    home = Path(os.environ.get("CROSSING_HOME") or BASE / ".crossing")
    parser.add_argument("--home", type=Path, default=home, help="default .crossing")
    return parser.parse_args()


def _embedded() -> bool:
    return "DATABASE_URL" not in os.environ


def _database(home: Path) -> AbstractContextManager[object]:
    return Cluster(home).use() if _embedded() else nullcontext()


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Hold the home for this run."""
    try:
        private_folder(home)
        lock = os.open(home / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        raise CannotStart(
            f"Crossing is already running on the home {home}: stop it, or choose another --home."
        ) from problem
    except OSError as problem:
        raise CannotStart(home_problem(problem, home)) from problem
    try:
        yield
    finally:
        os.close(lock)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as problem:
            raise CannotStart(
                f"Port {port} cannot be used ({problem.args[-1]}): choose another with --port."
            ) from problem


def _prepare(home: Path) -> None:
    """Bring the tables up to date as their owner; on an embedded home's first start, the town."""
    _finish(home, "migrate", {**os.environ, "CROSSING_ROLE": "owner"}, "--verbosity", "0")
    if _embedded() and not (home / TOWN).exists():
        _finish(home, "play_town", _serving())


def _finish(home: Path, name: str, environment: Mapping[str, str], *words: str) -> None:
    """Run one management command to its end."""
    child = children.start(_manage(name, *words), BASE, environment)
    try:
        while child.poll() is None and not stopping.wait(0.1):
            pass
        if stopping.is_set():
            raise CannotStart("Stopped.")
        if child.returncode == SAID:
            raise CannotStart("")
        if child.returncode:
            raise CannotStart(_why_ended(home, f"step {name}", child.returncode))
    finally:
        children.stop([child])


def _await(home: Path, parts: Sequence[Part], port: int) -> None:
    """Wait until all answer; whoever ends by itself before that is named."""
    latest = time.monotonic() + PATIENCE
    while not _healthy(port) and not stopping.wait(0.2):
        for part in parts:
            if part.ended():
                raise CannotStart(_why_ended(home, part.name, part.child.returncode))
        if time.monotonic() > latest:
            raise CannotStart(f"Crossing did not answer within {PATIENCE} seconds: see above.")


def _keep_alive(home: Path, parts: Sequence[Part]) -> None:
    """Until told to stop: what ends by itself is started again, the database first."""
    lives = Lives()
    while not stopping.wait(0.2):
        if _embedded() and not Cluster(home).running():
            _start_again(home, lives)
        for part in parts:
            if part.ended() and not part.again():
                raise CannotStart(_why_ended(home, part.name, part.child.returncode))


def _start_again(home: Path, lives: Lives) -> None:
    """The database was killed, or could not go on; it recovers what had been saved."""
    while not stopping.is_set():
        if not lives.spend(time.monotonic()):
            raise CannotStart(f"The database ended again and again: see {Cluster(home).log}.")
        print("The database ended by itself: it is started again.", file=sys.stderr, flush=True)
        try:
            Cluster(home).start()
            return
        except CannotStart as problem:
            print(problem, file=sys.stderr, flush=True)
            stopping.wait(RECOVERY)


def _why_ended(home: Path, name: str, code: int) -> str:
    if shutil.disk_usage(home).free < 1024 * 1024:
        return full(home)
    return f"The {name} ended by itself with code {code}, so everything was stopped: see above."


def _healthy(port: int) -> bool:
    """Whether the server answers that all its parts work."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health", headers={"Host": _host()})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _host() -> str:
    """A name that the server answers to."""
    first = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    return "localhost" if first in ("", "*") else first.lstrip(".")


def _server(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "crossing.site.wsgi:application"),
        *("--interface", "wsgi", "--no-ws", "--host", HOST, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5"),
    ]


def _worker() -> list[str]:
    return _manage("procrastinate", "worker", "--delete-jobs", "successful")


def _manage(*words: str) -> list[str]:
    return [sys.executable, str(BASE / "manage.py"), *words]


def _serving() -> dict[str, str]:
    """The serving processes work as the app, and never learn the owner's or backup's address."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_SERVING}
    kept["CROSSING_ROLE"] = "app"
    if _embedded():
        kept["CROSSING_TOWN_BIND"] = "loopback"
    return kept


def _working() -> dict[str, str]:
    """The worker listens to the database, so it goes past a pool of connections."""
    serving = _serving()
    direct = serving.pop("DATABASE_WORKER_URL", None)
    return serving | ({"DATABASE_URL": direct} if direct else {})


if __name__ == "__main__":
    sys.exit(main())
