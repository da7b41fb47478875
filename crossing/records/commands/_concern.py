"""What every way of recording a concern does."""

from __future__ import annotations

import dataclasses
import datetime
from uuid import UUID

from crossing.core.clock import Now, now
from crossing.core.errors import NotThere
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.people import Person, named, require
from crossing.partnership.queries import organisation_of
from crossing.partnership.rules import Permission
from crossing.records.models import Child, Concern, ConcernWaiting, Together
from crossing.records.rules import NewConcern
from crossing.todo.commands import Waits, chase, end_chase
from crossing.todo.queries import open_chase
from crossing.todo.rules import Matter

UNREAD_MINUTES = 10


def may_record(child: Child | None, *, by: Person) -> None:
    """Anybody who works here, about a child of this place."""
    require(by, Permission.CONCERN_RECORD, at=by.acting_at)
    if child is not None and child.org_id != by.acting_at:
        raise NotThere


def write(
    new: NewConcern, child: UUID | None, together: Together | None = None, *, by: Person
) -> Concern:
    """One concern about one child, which waits for a decision from here on."""
    concern = Concern(
        org_id=by.place,
        child_id=child,
        together=together,
        author_id=by.id,
        author_name=named(by),
        recorded_at=Now(),
        **dataclasses.asdict(new),
    )
    concern.save(force_insert=True)
    ConcernWaiting(org_id=by.place, concern=concern).save(force_insert=True)
    if concern.is_urgent:
        look_again(concern, by=by)
    return concern


def tell(concern: Concern, urgent: bool) -> None:
    """Those who decide hear of it."""
    kind = Kind.URGENT if urgent else Kind.WAITING
    send(kind, org=concern.org_id, permission=Permission.CONCERN_DECIDE)


def look_again(concern: Concern, *, by: Person) -> None:
    """An urgent one that nobody reads is chased: after ten minutes those who decide are told again,
    then somebody is given the task of finding them. One that is chased already is not put off."""
    if open_chase(concern.org_id, Matter.CONCERN_URGENT, concern.pk) is not None:
        return
    due = now() + datetime.timedelta(minutes=UNREAD_MINUTES)
    chase(Waits(Matter.CONCERN_URGENT, concern.pk, organisation_of(by), due), by=by)


def seen(concern: Concern, *, by: Person) -> None:
    """Somebody who decides has read it, or decided: its clock stops."""
    end_chase(Matter.CONCERN_URGENT, concern.pk, org=concern.org_id, by=by)
