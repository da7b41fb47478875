"""./manage load_days FILE"""

from __future__ import annotations

from pathlib import Path

from crossing.partnership import commands, loaders
from crossing.partnership.management.loading import LoadingCommand


class Command(LoadingCommand):
    help = (
        "Load terms, INSET days, closed days and bank holidays. For each authority, kind and school"
        " year in the file, the file replaces what is held. Safe to run again."
    )

    def load(self, path: Path) -> None:
        self.say(self.apply(loaders.days(path), commands.keep_days, "periods"), [])
