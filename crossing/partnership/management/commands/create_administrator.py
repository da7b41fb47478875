"""./manage create_administrator --email … --name … --organisation … --kind …"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.validators import validate_email
from django.db import transaction

from crossing.core.errors import Invalid, Refusal
from crossing.database.acting import service
from crossing.partnership.commands import (
    NewMember,
    NewOrganisation,
    add_organisation,
    invite,
    start_partnership,
)
from crossing.partnership.links import set_password_link
from crossing.partnership.models import Account, Organisation, Partnership
from crossing.partnership.people import Service
from crossing.partnership.rules import Kind, Role

USUAL = "Safer School Partnership"


class Command(BaseCommand):
    help = (
        "Add an organisation, unless it is there, and invite its administrator. For a partnership"
        " board (--kind board) that is the partnership's administrator, who adds the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True, help="the administrator's name")
        parser.add_argument("--organisation", required=True, help="its name")
        parser.add_argument("--kind", required=True, choices=Kind.values)
        parser.add_argument("--partnership", default="", help="its name; the only one, if there is")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = Kind(options["kind"])
        role = Role.PARTNERSHIP_ADMINISTRATOR if kind == Kind.BOARD else Role.ADMINISTRATOR
        new = NewMember(options["email"].strip(), options["name"].strip(), role)
        try:
            validate_email(new.email)
            with transaction.atomic():
                place = _organisation(options["organisation"].strip(), kind, options["partnership"])
                account = _invite(place, new)
        except ValidationError:
            sys.exit(f"{new.email} is not an email address.")
        except Refusal as refusal:
            sys.exit(_sentence(refusal))
        self.stdout.write(_next_step(account))


def _organisation(name: str, kind: Kind, partnership: str) -> UUID:
    with service("setup", uuid4()):
        held = Organisation.objects.filter(name=name, kind=kind).first()
        if held:
            return held.pk
    place = uuid4()
    with service("setup", place):
        by = Service("setup", place)
        rows = Partnership.objects.filter(name=partnership) if partnership else None
        found = (rows if rows is not None else Partnership.objects.all())[:2]
        if not partnership and len(found) > 1:
            raise Refusal("There are several partnerships: say which with --partnership.")
        together = found[0] if found else start_partnership(partnership or USUAL, by=by)
        add_organisation(NewOrganisation(name, kind), together, id=place, by=by)
    return place


def _invite(place: UUID, new: NewMember) -> Account:
    with service("setup", place):
        org = Organisation.objects.get(pk=place)
        return invite(org, new, by=Service("setup", place)).account


def _sentence(refusal: Refusal) -> str:
    if isinstance(refusal, Invalid):
        return ". ".join(str(problem) for problem in refusal.problems.values()) + "."
    return str(refusal)


def _next_step(account: Account) -> str:
    if account.has_usable_password():
        return f"{account.email} has an account already, and now this role too."
    return f"Set a password within 7 days: {set_password_link(account)}"
