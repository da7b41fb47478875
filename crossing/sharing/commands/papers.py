"""Taking something out on paper: each sheet that leaves is an event of its own."""

from __future__ import annotations

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.sharing.models import Agreement, Decision


@transaction.atomic
def print_decision(decision: Decision, *, by: Person) -> None:
    """Taking a decision out on paper is an event, beside reading it."""
    require(by, Permission.DECISION_SEE, at=decision.org_id)
    record(Event.DECISION_PRINTED, by=by, about=decision, child=decision.child_id)


@transaction.atomic
def print_agreement(agreement: Agreement, *, by: Person) -> None:
    """Taking an agreement out on paper is an event."""
    require(by, Permission.COLLEAGUES_SEE, at=by.acting_at)
    record(Event.AGREEMENT_PRINTED, by=by, about=agreement, number=agreement.number)


@transaction.atomic
def print_form(name: str, *, by: Person) -> None:
    """Blank forms hold nothing about anybody; printing one is an event all the same."""
    require(by, Permission.COLLEAGUES_SEE, at=by.acting_at)
    record(Event.FORM_PRINTED, by=by, form=name)
