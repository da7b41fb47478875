"""Writes the generated documents: `./manage docs`; with `--check` it only compares."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations

from crossing.site.generated import documents


class Command(BaseCommand):
    help = "Writes docs/generated/ from the code; --check names a file that differs, and fails."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, and write nothing")
        folder = settings.BASE / "docs" / "generated"
        parser.add_argument("--folder", type=Path, default=folder, help="default docs/generated")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        wanted = documents()
        if not options["check"]:
            _write(folder, wanted)
        elif differing := _differing(folder, wanted):
            names = ", ".join(str(folder / name) for name in differing)
            raise CommandError(f"Not current: {names}. Run ./manage docs.")


def _write(folder: Path, wanted: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def _differing(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Files that are missing, that differ, or that nothing makes any more."""
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in found.keys() | wanted if found.get(name) != wanted.get(name))
