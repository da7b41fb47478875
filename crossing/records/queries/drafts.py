"""Drafts: each person's own."""

from __future__ import annotations

from crossing.partnership.people import Person
from crossing.records.models import Draft
from crossing.records.rules.drafts import Begun


def draft(person: Person, key: str) -> Draft | None:
    """What this person has typed under this key, if anything."""
    return Draft.objects.filter(org=person.place, account=person.id, key=key).first()


def drafts(person: Person, prefix: str = "", most: int = 10) -> list[Draft]:
    """This person's drafts, the newest first; `prefix` narrows them to one kind."""
    mine = Draft.objects.filter(org=person.place, account=person.id, key__startswith=prefix)
    return list(mine.order_by("-saved_at")[:most])


def changed_elsewhere(person: Person, key: str, begun: Begun) -> Draft | None:
    """The draft, when another page saved it since this one was begun."""
    held = draft(person, key)
    return held if held is not None and not begun.fits(held.data) else None
