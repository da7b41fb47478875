"""./manage load_school_links FILE"""

from __future__ import annotations

from pathlib import Path

from crossing.partnership import commands, loaders
from crossing.partnership.management.loading import LoadingCommand


class Command(LoadingCommand):
    help = "Load the predecessors and successors of schools. Safe to run again."

    def load(self, path: Path) -> None:
        read = loaders.links(path)
        self.say(self.apply(read.rows, commands.keep_links, "links"), read.rejected)
