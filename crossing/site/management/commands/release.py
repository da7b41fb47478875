"""./manage release: after a restore, mail and jobs go again."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from crossing.audit.models import NOWHERE
from crossing.core.errors import WrongState
from crossing.database.acting import service
from crossing.partnership.people import Service
from crossing.site.commands import release


class Command(BaseCommand):
    help = "After a restore: messages and jobs go again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with service("setup", NOWHERE):
                release(by=Service("setup", NOWHERE))
        except WrongState as refusal:
            sys.exit(str(refusal))
        self.stdout.write("Messages and jobs go again.")
