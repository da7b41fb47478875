"""./manage rotate_keys: a new master key, and new data keys for what is written from now on."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from crossing.audit.models import NOWHERE
from crossing.database.acting import service
from crossing.database.master import complete_next
from crossing.partnership.people import Service
from crossing.site.commands import rotate_keys


class Command(BaseCommand):
    help = (
        "Seals every data key under a new master key, and writes under new data keys from now on."
        " In an embedded home it makes the new master key; in production MASTER_KEY is the new one"
        " and MASTER_KEY_BEFORE the old one (docs/running.md)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with service("setup", NOWHERE):
            count = rotate_keys(_shown, by=Service("setup", NOWHERE))
        before = complete_next()
        done = f"{count} data keys are sealed under the new master key."
        self.stdout.write(done if count else "Every data key is under this master key already.")
        if before:
            self.stdout.write(
                f"The one before it is {before}: backups that were made until now need it. Keep it"
                " with the keys of your backups, and remove it here."
            )
        else:
            self.stdout.write(
                "Take MASTER_KEY_BEFORE out of the settings, and keep it for backups."
            )


def _shown(rows: Any) -> Any:
    return tqdm(rows, unit="key", file=sys.stderr)
