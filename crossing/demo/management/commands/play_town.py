"""`./manage play_town`: play the invented town into a new embedded home."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from crossing.audit.sealing import organisations_due, seal
from crossing.database.supervise import TOWN
from crossing.demo.clock import TownClock
from crossing.demo.play import SEED, parts, play, steps
from crossing.partnership.models import Account


class Command(BaseCommand):
    """Plays the town in once; a start that was killed half-way can simply be begun again."""

    help = "Play the invented town into a new embedded home; does nothing where there are people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed, the same names")
        parser.add_argument(
            "--cast",
            type=Path,
            default=settings.HOME / TOWN,
            help="where to write who may be walked around as",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("The invented town belongs in an embedded home only, never here.")
        cast: Path = options["cast"]
        with TownClock() as clock:
            if not Account.objects.exists():
                with tqdm(total=steps(), desc="Playing in the invented town", unit="step") as bar:
                    _play(clock, options["seed"], _draft(cast), bar)
        _publish(cast)


def _play(clock: TownClock, seed: int, draft: Path, bar: tqdm[Any]) -> None:
    """Everything in one transaction. Who is who is written beside it before it is final."""
    with transaction.atomic():
        town = play(clock, seed, bar.update)
        draft.write_text(json.dumps(parts(town), ensure_ascii=False, indent=1))
    clock.stop()
    _seal()


def _seal() -> None:
    """The log of the six weeks is sealed before anybody walks in."""
    for org in organisations_due():
        while seal(org):
            pass


def _draft(cast: Path) -> Path:
    return cast.with_suffix(".new")


def _publish(cast: Path) -> None:
    """The last thing: only now may anybody walk around. A draft of a town that was undone stays."""
    if not _draft(cast).exists():
        return
    first = json.loads(_draft(cast).read_text())[0]
    if Account.objects.filter(pk=first["account"]).exists():
        os.replace(_draft(cast), cast)
