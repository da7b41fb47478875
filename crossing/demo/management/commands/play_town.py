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

    help = "Play the invented town into a new embedded home. Does nothing where somebody works already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed, the same names")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError(
                "The invented town is played into an embedded home only, never here."
            )
        with TownClock() as clock:
            if not Account.objects.exists():
                with tqdm(total=steps(), desc="Playing in the invented town", unit="step") as bar:
                    _play(clock, options["seed"], bar)
        _publish()


def _play(clock: TownClock, seed: int, bar: tqdm[Any]) -> None:
    """Everything in one transaction. Who is who is written beside it before it is final."""
    with transaction.atomic():
        town = play(clock, seed, lambda: bar.update() and None)
        _draft().write_text(json.dumps(parts(town), ensure_ascii=False, indent=1))
    clock.stop()
    _seal()


def _seal() -> None:
    """The log of the six weeks is sealed before anybody walks in."""
    for org in organisations_due():
        while seal(org):
            pass


def _draft() -> Path:
    return settings.HOME / f"{TOWN}.new"


def _publish() -> None:
    """The last thing: only now may anybody walk around. A draft of a town that was undone stays."""
    if not _draft().exists():
        return
    first = json.loads(_draft().read_text())[0]
    if Account.objects.filter(pk=first["account"]).exists():
        os.replace(_draft(), settings.HOME / TOWN)
