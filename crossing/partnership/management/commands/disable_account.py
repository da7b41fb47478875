"""./manage disable_account EMAIL"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from crossing.audit.models import NOWHERE
from crossing.database.acting import service
from crossing.partnership.commands import disable_account
from crossing.partnership.people import Service
from crossing.partnership.queries import account_by_address


class Command(BaseCommand):
    help = "Close an account everywhere: it signs in nowhere, and its sessions end at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        account = account_by_address(options["email"])
        if account is None:
            sys.exit(f"Nobody has the address {options['email']}.")
        with service("setup", NOWHERE):
            disable_account(account, by=Service("setup", NOWHERE))
        self.stdout.write(f"{account.email} can no longer sign in.")
