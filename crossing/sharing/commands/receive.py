"""What a recipient does with what was shared. Each act is a row of the recipient's own."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.days import day_of
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.records.commands.entries import add_entry
from crossing.records.models import Child, Entry
from crossing.records.rules import EntryKind, NewEntry
from crossing.sharing.commands._mending import close_there, require_recipient
from crossing.sharing.commands._request import leave_to
from crossing.sharing.models import Arrival, Disclosure, Question, Receipt, Unsealing
from crossing.sharing.queries.receive import done_by, is_attached, is_unsealed
from crossing.sharing.rules import Route
from crossing.sharing.rules.audience import last_word
from crossing.sharing.rules.receiving import Problem, ReceiptKind, require_before, require_open

UNSEALED_FOR = datetime.timedelta(hours=1)


@transaction.atomic
def read_disclosure(shared: Disclosure, *, by: Person) -> None:
    """Reading the cover of what was shared is an event, on either side."""
    record(Event.DISCLOSURE_READ, by=by, about=shared)


@transaction.atomic
def accept(shared: Disclosure, *, by: Person) -> None:
    """Accept what may be done with it: only then does it open, and for this person alone."""
    require_recipient(shared, by)
    require_open(shared.is_closed(now()))
    if _receive(shared, ReceiptKind.ACCEPTED, by=by):
        record(Event.DISCLOSURE_ACCEPTED, by=by, about=shared)


@transaction.atomic
def open_disclosure(shared: Disclosure, *, by: Person) -> None:
    """Open the frozen copy. Each time is an event; the sender is told of each person's first."""
    require_recipient(shared, by)
    require_open(shared.is_closed(now()) and not is_unsealed(by, shared))
    require_before(ReceiptKind.OPENED, done_by(by, shared))
    first = _receive(shared, ReceiptKind.OPENED, by=by)
    record(Event.DISCLOSURE_OPENED, by=by, about=shared, first=first)
    if first:
        Arrival.objects.filter(org=by.place, disclosure=shared).delete()
        _tell_sender(shared, Kind.OPENED)
        if shared.route == Route.EMERGENCY:
            leave_to("end_unread", disclosure=str(shared.pk), org=str(shared.sender_id))


@transaction.atomic
def read_own_copy(shared: Disclosure, *, by: Person) -> None:
    """The sender reads what it sent, while it is open."""
    require(by, Permission.DECISION_SEE, at=shared.sender_id)
    require_open(shared.is_closed(now()) and not is_unsealed(by, shared))
    record(Event.DISCLOSURE_OPENED, by=by, about=shared, own=True)


@transaction.atomic
def acknowledge(shared: Disclosure, *, by: Person) -> None:
    """Say that it was received and read. Only whoever has opened it can."""
    require_recipient(shared, by)
    require_open(shared.is_closed(now()))
    require_before(ReceiptKind.ACKNOWLEDGED, done_by(by, shared))
    if _receive(shared, ReceiptKind.ACKNOWLEDGED, by=by):
        record(Event.DISCLOSURE_ACKNOWLEDGED, by=by, about=shared)


@transaction.atomic
def attach(shared: Disclosure, child: Child, *, by: Person) -> Entry:
    """Put a line into our own record of the child that leads to what was shared.

    What was shared stays where it is: it closes, and can be taken back.
    """
    require_recipient(shared, by)
    if child.org_id != by.acting_at:
        raise NotThere
    require_before(ReceiptKind.ACKNOWLEDGED, done_by(by, shared))
    if is_attached(shared, child):
        raise WrongState(_("This is already in this child’s record."))
    entry = add_entry(
        child,
        NewEntry(
            kind=EntryKind.ANSWER,
            title=_("Answer received"),
            text="",
            happened_on=day_of(shared.sent_at),
            source=shared.sender_name,
            ref_kind="disclosure",
            ref=shared.pk,
        ),
        by=by,
    )
    record(Event.DISCLOSURE_ATTACHED, by=by, about=shared, child=child.pk)
    return entry


@transaction.atomic
def ask_back(shared: Disclosure, text: str, *, by: Person) -> Question:
    """Ask the sender one question about what was shared."""
    require_recipient(shared, by)
    text = _written(text, _("Write your question."))
    if Question.objects.filter(disclosure=shared, from_org=by.acting_at).exists():
        raise WrongState(
            _("One question has been asked already. For more, ring them or ask again.")
        )
    question = Question(
        disclosure=shared,
        from_org_id=by.place,
        to_org_id=shared.sender_id,
        text=text,
        by_name=named(by),
        at=now(),
    )
    question.save(force_insert=True)
    record(Event.QUESTION_ASKED, by=by, about=shared)
    _tell_sender(shared, Kind.WAITING)
    return question


@transaction.atomic
def report_problem(shared: Disclosure, problem: Problem, text: str, *, by: Person) -> None:
    """Tell the sender that it came to the wrong person, cannot be opened, or is not needed.

    For a wrong person it closes here at once, for everybody, and is a breach at the sender: 72
    hours begin there.
    """
    require_recipient(shared, by, alone=problem == Problem.WRONG_PERSON)
    _receive(shared, ReceiptKind(problem.value), text.strip(), by=by)
    record(Event.DISCLOSURE_REPORTED, by=by, about=shared, problem=problem.value)
    if problem != Problem.WRONG_PERSON:
        _tell_sender(shared, Kind.WAITING)
        return
    wrong = close_there(shared, said_by_recipient=True, by=by)
    _tell_sender(shared, Kind.URGENT)
    leave_to("breach_began", wrong_place=str(wrong.pk), org=str(shared.sender_id))


@transaction.atomic
def follow_up(shared: Disclosure, text: str, *, by: Person) -> None:
    """Say what happened next. The sender reads it beside what it shared."""
    require_recipient(shared, by)
    text = _written(text, _("Say what happened next."))
    require_before(ReceiptKind.FOLLOWED, done_by(by, shared))
    _receive(shared, ReceiptKind.FOLLOWED, text, by=by)
    record(Event.DISCLOSURE_FOLLOWED, by=by, about=shared)
    _tell_sender(shared, Kind.ARRIVED)


@transaction.atomic
def unseal(shared: Disclosure, reason: str, *, by: Person) -> None:
    """Open a closed copy for an hour, for a written reason; the other side reads the reason."""
    require(by, Permission.SHARED_SEE, at=by.acting_at)
    if by.acting_at == shared.sender_id:
        require(by, Permission.DECISION_SEE, at=by.acting_at)
    else:
        require_recipient(shared, by)
    reason = _written(reason, _("Say why you need to open it again."))
    moment = now()
    if not shared.is_closed(moment):
        raise WrongState(_("This has not closed. You can open it without a reason."))
    Unsealing(
        org_id=by.place,
        disclosure=shared,
        account_id=by.id,
        by_name=named(by),
        reason=reason,
        at=moment,
        until=moment + UNSEALED_FOR,
    ).save(force_insert=True)
    record(Event.DISCLOSURE_UNSEALED, by=by, about=shared)
    if by.acting_at == shared.recipient_id:
        _receive(shared, ReceiptKind.ACCEPTED, by=by)
        _receive(shared, ReceiptKind.UNSEALED, reason, by=by)
        _tell_sender(shared, Kind.OPENED)


def _receive(shared: Disclosure, kind: ReceiptKind, text: str = "", *, by: Person) -> bool:
    """Write one act of the recipient's; the first three kinds once for each person."""
    once = kind in (ReceiptKind.ACCEPTED, ReceiptKind.OPENED, ReceiptKind.ACKNOWLEDGED)
    if once and kind in done_by(by, shared):
        return False
    Receipt(
        disclosure=shared,
        org_id=by.place,
        account_id=by.id,
        by_name=named(by),
        kind=kind,
        text=text,
        at=now(),
    ).save(force_insert=True)
    return True


def _tell_sender(shared: Disclosure, kind: Kind) -> None:
    send(kind, org=shared.sender_id, permission=last_word(shared.sender.kind))


def _written(text: str, sentence: str) -> str:
    if not text.strip():
        raise Invalid({"text": sentence})
    return text.strip()
