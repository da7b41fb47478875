"""Child processes that never outlive the supervisor."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

GRACE = 15  # seconds for a child to finish what it is doing
PR_SET_PDEATHSIG = 1

Child = subprocess.Popen[bytes]


def start(command: list[str], folder: Path, environment: Mapping[str, str]) -> Child:
    """Start a child in a group of its own: Ctrl+C is ours to pass on, and its children stop too."""
    supervisor = os.getpid()
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: _stop_with(supervisor),
    )


def stop(children: list[Child]) -> None:
    """Ask all to stop, wait a while, then end whatever is left of them."""
    for child in children:
        child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(GRACE)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _stop_with(supervisor: int) -> None:
    """In the child: when the supervisor is killed outright, Linux sends TERM."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != supervisor:  # killed before we could ask
        os._exit(1)
