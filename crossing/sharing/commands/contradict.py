"""What was shared contradicts what we hold: said by the recipient, answered by the sender."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.people import Person, named, require
from crossing.partnership.queries import calendar_for
from crossing.partnership.rules import Permission
from crossing.sharing.commands._mending import require_recipient, require_sender
from crossing.sharing.commands._request import leave_to
from crossing.sharing.models import Contradiction, ContradictionAnswer, Correction, Disclosure
from crossing.sharing.queries.correct import answered
from crossing.sharing.queries.receive import done_by
from crossing.sharing.rules.audience import works_on
from crossing.sharing.rules.correcting import (
    Answered,
    contradiction_due,
    problems_of_answer,
    problems_of_contradiction,
)
from crossing.sharing.rules.receiving import ReceiptKind, require_before
from crossing.todo.commands import Waits, chase, end_chase
from crossing.todo.queries import whom
from crossing.todo.rules import HOLDS, Audience, Matter


@transaction.atomic
def contradict(
    shared: Disclosure, position: int, text: str, ring: str, *, by: Person
) -> Contradiction:
    """Tell the sender that one item differs from what we hold, and whom to ring. What we hold stays
    with us. They have two working days."""
    require_recipient(shared, by)
    require_before(ReceiptKind.FOLLOWED, done_by(by, shared))
    if found := problems_of_contradiction(text, ring):
        raise Invalid(found)
    said = Contradiction.objects.filter(~answered(), disclosure=shared, position=position)
    if said.exists():
        raise WrongState(_("Somebody here has said this already. They have not answered yet."))
    moment = now()
    new = Contradiction(
        disclosure=shared,
        from_org_id=by.place,
        to_org_id=shared.sender_id,
        position=position,
        text=text.strip(),
        ring=ring.strip(),
        by_name=named(by),
        at=moment,
        due_at=contradiction_due(moment, calendar_for(shared.sender)),
    )
    new.save(force_insert=True)
    record(Event.CONTRADICTION_SAID, by=by, about=new)
    send(Notice.WAITING, org=shared.sender_id, permission=works_on(shared.sender.kind))
    leave_to("contradiction_began", contradiction=str(new.pk), org=str(shared.sender_id))
    return new


@transaction.atomic
def read_contradiction(said: Contradiction, *, by: Person) -> None:
    """Reading what contradicts is an event, on either side."""
    require(by, Permission.SHARED_SEE, at=by.acting_at)
    record(Event.CONTRADICTION_READ, by=by, about=said)


@transaction.atomic
def answer_contradiction(
    said: Contradiction, kind: str, told: str, until: datetime.date | None, *, by: Person
) -> None:
    """Say that it stands, and why; or that somebody looks into it, until when. To say that it is
    wrong is a correction. Whoever puts it off a second time puts it before those who lead here."""
    require_sender(said.disclosure, by)
    if found := problems_of_answer(kind, told, until, today()):
        raise Invalid(found)
    Disclosure.objects.select_for_update(of=("self",)).get(pk=said.disclosure_id)
    if not Contradiction.objects.filter(~answered(), pk=said.pk).exists():
        raise WrongState(_("This has been answered already."))
    looking = until if kind == Answered.LOOKING else None
    put_off = ContradictionAnswer.objects.filter(contradiction=said).exists()
    _answer(said, kind, told.strip(), looking, by)
    if looking is not None:
        due = calendar_for(said.to_org).working_day_deadline(_noon(looking), 0)
        chase(Waits(Matter.CORRECTION_ASKED, said.pk, said.to_org, due), by=by)
        if put_off:
            send(Notice.OVERDUE, org=said.to_org_id, permission=HOLDS[_leads(said.to_org_id)])
    record(Event.CONTRADICTION_ANSWERED, by=by, about=said, kind=kind)


def _leads(org: UUID) -> Audience:
    """Those who lead there; where nobody does, whoever decides."""
    _somebody, audience = whom(org, Audience.HEADS)
    return audience


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)


@transaction.atomic
def answer_with_correction(made: Correction, *, by: Person) -> None:
    """A correction answers what the recipient said about the same item."""
    if made.sender_id != by.acting_at:
        raise NotThere
    same = Contradiction.objects.filter(disclosure=made.disclosure_id, position=made.position)
    for said in same.filter(~answered()):
        _answer(said, Answered.CORRECTED, "", None, by)
        record(Event.CONTRADICTION_ANSWERED, by=by, about=said, kind=Answered.CORRECTED.value)


def _answer(
    said: Contradiction, kind: str, told: str, until: datetime.date | None, by: Person
) -> None:
    ContradictionAnswer(
        contradiction=said, kind=kind, told=told, until=until, by_name=named(by), at=now()
    ).save(force_insert=True)
    end_chase(Matter.CORRECTION_ASKED, said.pk, org=said.to_org_id, by=by)
    send(Notice.ARRIVED, org=said.from_org_id, permission=Permission.REQUEST_ASK)
