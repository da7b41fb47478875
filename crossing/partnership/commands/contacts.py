"""The directory: who to ring."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.partnership.models import Contact, Organisation
from crossing.partnership.people import Actor, require
from crossing.partnership.rules import Permission


@dataclass(frozen=True)
class NewContact:
    """A line of the directory."""

    label: str
    phone: str
    name: str = ""
    out_of_hours: str = ""
    position: int = 0


@transaction.atomic
def add_contact(org: Organisation, new: NewContact, *, by: Actor) -> Contact:
    """Add a line to the directory that every partner sees."""
    require(by, Permission.CONTACTS_MANAGE, at=org.pk)
    contact = Contact(org=org, **asdict(new))
    contact.save(force_insert=True)
    record(Event.CONTACT_CHANGED, by=by, about=contact)
    return contact


@transaction.atomic
def change_contact(contact: Contact, new: NewContact, *, by: Actor) -> None:
    """Change a line of the directory."""
    require(by, Permission.CONTACTS_MANAGE, at=contact.org_id)
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
