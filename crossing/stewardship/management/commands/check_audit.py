"""Checks the log: `./manage check_audit`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from crossing.audit.checking import check
from crossing.audit.sealing import organisations_with_chains


class Command(BaseCommand):
    help = "Walks every chain; names the first row that was edited, deleted, moved or cut off."

    def handle(self, *args: Any, **options: Any) -> None:
        checked = [check(org) for org in organisations_with_chains()]
        faults = [one.fault for one in checked if one.fault]
        for fault in faults:
            self.stderr.write(
                f"Organisation {fault.org}, link {fault.number}, event {fault.event}: {fault.what}."
            )
        late = sum(one.late for one in checked)
        if late:
            self.stderr.write(f"{late} events have waited for the sealer for more than 10 seconds.")
        if faults:
            raise CommandError(f"The log does not fit in {len(faults)} of {len(checked)} chains.")
        links = sum(one.links for one in checked)
        self.stdout.write(f"The log is whole: {links:,} events in {len(checked)} chains.")
