"""./manage release: after a restore, mail and jobs go again."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from crossing.audit.checking import faults
from crossing.audit.models import NOWHERE
from crossing.core.errors import WrongState
from crossing.database.acting import service
from crossing.database.held import is_held
from crossing.partnership.people import Service
from crossing.site.commands import release


class Command(BaseCommand):
    help = "After a restore: messages and jobs go again. The log must fit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        told = "go on although the log does not fit; that is written into it"
        parser.add_argument("--although-log-does-not-fit", action="store_true", help=told)

    def handle(self, *args: Any, **options: Any) -> None:
        found = len(faults()) if is_held() else 0
        although = options["although_log_does_not_fit"]
        try:
            with service("setup", NOWHERE):
                release(found, although=although, by=Service("setup", NOWHERE))
        except WrongState as refusal:
            sys.exit(str(refusal))
        self.stdout.write("Messages and jobs go again.")
