"""Making up one's mind, step by step: nothing here leaves the organisation."""

from __future__ import annotations

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.saving import saveable
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.sharing.commands._work import locked, put
from crossing.sharing.commands.work import Work
from crossing.sharing.models import (
    Connection,
    Deliberation,
)
from crossing.sharing.queries.people import deciders_left
from crossing.sharing.rules.audience import works_on


@transaction.atomic
def open_deliberation(deliberation: Deliberation, step: str, *, by: Person) -> None:
    """Read one page of a decision in the making, with the request that lies behind it."""
    require(by, Permission.DECISION_SEE, Permission.OUTSIDE_SEE, at=deliberation.org_id)
    record(
        Event.DELIBERATION_OPENED,
        by=by,
        about=deliberation,
        child=deliberation.child_id,
        step=step,
    )


@transaction.atomic
def look_for(deliberation: Deliberation, text: str, *, by: Person) -> None:
    """Look among our own children under another name than the asker gave."""
    fresh = locked(deliberation, by=by)
    fresh.answers |= {"look_for": saveable(text)[:200]}
    fresh.save(update_fields=["answers"])
    record(Event.CHILD_SEARCHED, by=by, about=fresh)


@transaction.atomic
def declare_connection(deliberation: Deliberation, *, by: Person) -> None:
    """Somebody is personally connected to the family: they are out, and others decide.

    When nobody is left inside, it passes to the named outside decider.
    """
    fresh = locked(deliberation, by=by, editing=False)
    Connection(
        org_id=fresh.org_id, deliberation=fresh, account_id=by.id, name=by.name, at=Now()
    ).save(force_insert=True)
    if not deciders_left(fresh):
        fresh.outside = True
        fresh.save(update_fields=["outside"])
    send(Notice.WAITING, org=fresh.org_id, permission=works_on(fresh.org.kind))
    record(
        Event.CONNECTION_DECLARED, by=by, about=fresh, child=fresh.child_id, outside=fresh.outside
    )


@transaction.atomic
def save_step(deliberation: Deliberation, work: Work, *, by: Person) -> Deliberation:
    """Save one page of the path. Somebody else's newer page is never overwritten unread."""
    fresh = locked(deliberation, by=by, version=work.version)
    put(fresh, work, by=by)
    record(Event.DELIBERATION_SAVED, by=by, about=fresh, child=fresh.child_id, step=work.step)
    return fresh
