"""./manage backup FILE: everything in one file, but the master key."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from crossing.database.copying import back_up
from crossing.database.postgres import CannotStart, for_want_of_room


class Command(BaseCommand):
    help = "Writes everything into one file, but the master key, without which it opens nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to; it must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].resolve()
        try:
            with tqdm(desc="Backing up", unit="B", unit_scale=True, file=sys.stderr) as bar:
                manifest = back_up(file, bar.update)
        except OSError as problem:
            why = "the disk is full" if for_want_of_room(problem) else problem.strerror
            sentence = f"{file} could not be written: {why}. Nothing is left of it."
            raise CannotStart(sentence) from problem
        rows = sum(manifest.rows.values())
        self.stdout.write(f"{file}: {rows:,} rows in {len(manifest.rows)} tables.")
        self.stdout.write(
            f"To restore it you need the master key with the fingerprint {manifest.master}."
        )
