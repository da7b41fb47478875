"""What the loading commands share: one sentence for a bad file, a summary, bad rows by number."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from crossing.audit.models import NOWHERE
from crossing.core.errors import Invalid, Refusal
from crossing.database.acting import service
from crossing.partnership.commands import Loaded
from crossing.partnership.people import Service
from crossing.partnership.register import BadRow


class LoadingCommand(BaseCommand):
    """Loads one file, all of it or nothing."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            self.load(path)
        except OSError as problem:
            sys.exit(f"{path} cannot be read: {problem.strerror}.")
        except Invalid as refusal:
            for row, reason in refusal.problems.items():
                self.stderr.write(f"{row}: {reason}")
            sys.exit(str(refusal))
        except Refusal as refusal:
            sys.exit(str(refusal))

    def load(self, path: Path) -> None:
        raise NotImplementedError

    def apply(self, rows: Sequence[Any], keep: Callable[..., Loaded], what: str) -> Loaded:
        """Keep the rows as the first set-up, with a bar that shows how far it is."""
        with (
            service("setup", NOWHERE),
            tqdm(total=len(rows), unit=f" {what}", disable=None) as bar,
        ):
            return keep(rows, progress=bar.update, by=Service("setup", NOWHERE))

    def say(self, done: Loaded, rejected: Sequence[BadRow]) -> None:
        """The summary, and each row that was left out."""
        self.stdout.write(
            f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged,"
            f" {len(rejected)} rejected"
        )
        for row in rejected:
            self.stdout.write(f"row {row.number}: {row.reason}")
