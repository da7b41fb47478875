"""./manage load_schools FILE"""

from __future__ import annotations

from pathlib import Path

from crossing.partnership import commands, loaders
from crossing.partnership.management.loading import LoadingCommand


class Command(LoadingCommand):
    help = (
        "Load the national register of schools (Get Information About Schools). Safe to run again."
    )

    def load(self, path: Path) -> None:
        read = loaders.schools(path)
        self.say(self.apply(read.rows, commands.keep_schools, "schools"), read.rejected)
