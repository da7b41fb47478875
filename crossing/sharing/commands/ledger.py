"""Looking into what we have shared: each look is an event."""

from __future__ import annotations

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.models import Decision


@transaction.atomic
def read_decision(decision: Decision, *, by: Person) -> None:
    """Reading how something was decided is an event."""
    require(by, Permission.DECISION_SEE, at=decision.org_id)
    record(Event.DECISION_READ, by=by, about=decision, child=decision.child_id)


@transaction.atomic
def export_ledger(count: int, filters: int, *, by: Person) -> None:
    """Taking the register away as a file is an event, with how many rows and filters."""
    require(by, Permission.DECISION_SEE, at=by.acting_at)
    record(Event.LEDGER_EXPORTED, by=by, count=count, filters=filters)


@transaction.atomic
def read_about(child: Child, *, by: Person) -> None:
    """Reading all that was shared about one child is an event."""
    require(by, Permission.DECISION_SEE, at=child.org_id)
    record(Event.LEDGER_ABOUT_READ, by=by, about=child, child=child.pk)
