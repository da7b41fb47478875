"""The directory: who to ring."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.errors import Invalid
from crossing.partnership.models import Contact, Organisation
from crossing.partnership.people import Actor, require
from crossing.partnership.rules import ContactKind, Permission


@dataclass(frozen=True)
class NewContact:
    """A line of the directory."""

    label: str
    phone: str
    name: str = ""
    out_of_hours: str = ""
    position: int = 0
    kind: ContactKind = ContactKind.ORDINARY
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None


@transaction.atomic
def add_contact(org: Organisation, new: NewContact, *, by: Actor) -> Contact:
    """Add a line to the directory that every partner sees; one for a holiday has its days."""
    require(by, Permission.CONTACTS_MANAGE, at=org.pk)
    _check(new)
    contact = Contact(org=org, **asdict(new))
    contact.save(force_insert=True)
    record(Event.CONTACT_CHANGED, by=by, about=contact)
    return contact


def _check(new: NewContact) -> None:
    if new.kind != ContactKind.HOLIDAY:
        return
    if new.valid_from is None or new.valid_to is None:
        raise Invalid({"valid_from": _("Enter the first and the last day of the holiday")})
    if new.valid_to < new.valid_from:
        raise Invalid({"valid_to": _("The last day must be on or after the first day")})


@transaction.atomic
def change_contact(contact: Contact, new: NewContact, *, by: Actor) -> None:
    """Change a line of the directory."""
    require(by, Permission.CONTACTS_MANAGE, at=contact.org_id)
    _check(new)
    for name, value in asdict(new).items():
        setattr(contact, name, value)
    contact.save(update_fields=list(asdict(new)))
    record(Event.CONTACT_CHANGED, by=by, about=contact)


@transaction.atomic
def remove_contact(contact: Contact, *, by: Actor) -> None:
    """Take a line out of the directory."""
    require(by, Permission.CONTACTS_MANAGE, at=contact.org_id)
    record(Event.CONTACT_CHANGED, by=by, about=contact)
    contact.delete()
