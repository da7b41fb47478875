"""A process that is kept alive: started again when it ends by itself, but not for ever."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crossing.database import children

LIVES = 30  # so often within the window it is started again; then something is wrong
WINDOW = 300  # seconds


@dataclass
class Lives:
    """How often something may end by itself before nobody believes in it any more."""

    ended: list[float] = field(default_factory=list)

    def spend(self, now: float) -> bool:
        """One more end; whether it may be started again."""
        self.ended = [moment for moment in self.ended if now - moment < WINDOW] + [now]
        return len(self.ended) <= LIVES


class Part:
    """The server, or the worker."""

    def __init__(
        self, name: str, command: list[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.name, self.command = name, command
        self.folder, self.environment = folder, environment
        self.lives = Lives()
        self.child = self._start()

    def _start(self) -> children.Child:
        return children.start(self.command, self.folder, self.environment)

    def ended(self) -> bool:
        """Whether it has ended by itself."""
        return self.child.poll() is not None

    def again(self) -> bool:
        """Start it again, and say so; False when it has ended too often."""
        code = self.child.returncode
        if not self.lives.spend(time.monotonic()):
            return False
        print(f"The {self.name} ended by itself with code {code}: started again.", file=sys.stderr)
        self.child = self._start()
        return True
