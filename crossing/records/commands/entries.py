"""Calls, notes and answers in a chronology, and what is marked as significant."""

from __future__ import annotations

import dataclasses
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.records.checking import complete
from crossing.records.models import Child, Entry, Significance, group_of
from crossing.records.queries.chronology import entry_in
from crossing.records.rules import NewEntry


@transaction.atomic
def add_entry(child: Child, new: NewEntry, *, by: Person) -> Entry:
    """Add an entry to a child's chronology. It is written once."""
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    entry = _write(child, new, by)
    record(Event.ENTRY_ADDED, by=by, about=entry, child=child.pk, kind=new.kind)
    return entry


@transaction.atomic
def note_shared(child: Child, new: NewEntry, *, by: Person) -> Entry:
    """Whoever decided what to share leaves a line in the chronology, from outside too."""
    require(by, Permission.SHARING_DECIDE, Permission.SHARING_CONFIRM, at=child.org_id)
    entry = _write(child, new, by)
    record(Event.ENTRY_ADDED, by=by, about=entry, child=child.pk, kind=new.kind)
    return entry


@transaction.atomic
def note_emergency(child: Child, new: NewEntry, *, by: Person) -> Entry:
    """Whoever shares about a child in danger leaves a line in the chronology, and no other."""
    require(by, Permission.EMERGENCY_SHARE, at=child.org_id)
    entry = _write(child, new, by)
    record(Event.ENTRY_ADDED, by=by, about=entry, child=child.pk, kind=new.kind)
    return entry


def _write(child: Child, new: NewEntry, by: Person) -> Entry:
    complete(new)
    entry = Entry(
        org_id=child.org_id,
        child=child,
        by_id=by.id,
        by_name=named(by),
        recorded_at=Now(),
        **dataclasses.asdict(new),
    )
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def mark_significant(child: Child, kind: str, entry: UUID, reason: str, *, by: Person) -> None:
    """Mark an entry of the chronology as significant, with the reason."""
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    if not reason.strip():
        raise Invalid({"reason": _("Enter why it is significant")})
    if not entry_in(by, child, kind, entry):
        raise NotThere
    same = {"org_id": child.org_id, "entry": entry}
    if Significance.objects.filter(**same).exists():
        raise WrongState(_("This entry is already marked as significant."))
    Significance(
        **same, child=child, entry_kind=kind, reason=reason[:250], by_name=by.name, at=Now()
    ).save(force_insert=True)
    record(Event.ENTRY_MARKED, by=by, about=child, child=child.pk, kind=kind)


@transaction.atomic
def unmark_significant(child: Child, entry: UUID, *, by: Person) -> None:
    """Take the mark away again."""
    require(by, Permission.CHILD_RECORD, at=child.org_id)
    gone, _each = Significance.objects.filter(
        org=child.org_id, child__in=group_of(child), entry=entry
    ).delete()
    if not gone:
        raise NotThere
    record(Event.ENTRY_UNMARKED, by=by, about=child, child=child.pk)
