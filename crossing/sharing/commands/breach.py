"""Something went to the wrong place: closed at once, destroyed there, and on the clock until
everything about it is decided and written down."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Organisation
from crossing.partnership.people import Actor, Person, Service, named, require
from crossing.partnership.queries import calendar_for
from crossing.partnership.rules import Permission
from crossing.records.commands.entries import add_entry
from crossing.records.models import Child
from crossing.records.rules import EntryKind, NewEntry
from crossing.sharing.commands._breach import (
    close_here,
    of_the_copy,
    ring_them,
    tell_officer,
    tell_the_right_place,
)
from crossing.sharing.commands._mending import close_there, hold, require_sender
from crossing.sharing.commands._request import leave_to
from crossing.sharing.models import (
    Arrival,
    Breach,
    BreachStep,
    BreachWords,
    Destruction,
    Disclosure,
    WrongPlace,
)
from crossing.sharing.queries.breach import Standing, destruction_of, items_sent
from crossing.sharing.queries.receive import attached_to
from crossing.sharing.rules.audience import LAST_WORD, MENDS, last_word
from crossing.sharing.rules.breach import (
    CLOSED_WITHIN,
    BreachAct,
    BreachStatus,
    Step,
    breach_due,
    problems_of_destruction,
    problems_of_step,
)
from crossing.sharing.rules.states import status_after
from crossing.todo.commands import Waits, chase, end_chase
from crossing.todo.rules import Matter


@dataclass(frozen=True)
class StepAnswer:
    """What is written down about a breach."""

    choice: str
    text: str
    on: datetime.date | None = None


@transaction.atomic
def went_wrong(
    shared: Disclosure, aware_at: datetime.datetime | None = None, *, by: Person
) -> Breach:
    """The sender says that it went to the wrong place. It closes for everybody there at once, and
    72 hours begin when somebody here became aware."""
    require_sender(shared, by)
    moment = now()
    if aware_at is not None and not shared.sent_at <= aware_at <= moment:
        raise Invalid({"aware_at": _("Enter a moment after it was sent, and not in the future")})
    wrong = close_there(shared, said_by_recipient=False, by=by)
    record(Event.WRONG_PLACE_SAID, by=by, about=wrong)
    if shared.recipient_id:
        send(Notice.URGENT, org=shared.recipient_id, permission=Permission.REQUEST_ASK)
    return begin_breach(wrong, aware_at or moment, by=by)


@transaction.atomic
def begin_breach(wrong: WrongPlace, aware_at: datetime.datetime, *, by: Actor) -> Breach:
    """Start the 72 hours at the sender, tell its data protection officer and those who decide, and
    have the wrong place rung now; after an emergency, the right one too. Nobody waits any more for
    them to open or acknowledge it. Twice does no harm."""
    require(by, Permission.CLOCKS_KEEP, *MENDS, at=wrong.sender_id)
    if begun := Breach.objects.filter(wrong_place=wrong).first():
        return begun
    items = items_sent(wrong.disclosure_id)
    close_here(wrong, by)
    breach = Breach(
        org_id=wrong.sender_id,
        wrong_place=wrong,
        status=BreachStatus.ON_CLOCK,
        items=items,
        aware_at=aware_at,
        due_at=breach_due(aware_at),
    )
    breach.save(force_insert=True)
    org = Organisation.objects.get(pk=wrong.sender_id)
    chase(Waits(Matter.BREACH, breach.pk, org, breach.due_at), by=by)
    tell_the_right_place(breach, org, by)
    ring_them(wrong, org, by)
    tell_officer(breach, org, by)
    send(Notice.URGENT, org=org.pk, permission=last_word(org.kind))
    record(Event.BREACH_BEGAN, by=by, about=breach)
    return breach


@transaction.atomic
def read_wrong_place(wrong: WrongPlace, *, by: Person) -> None:
    """Reading what to do with something that came by mistake is an event."""
    require(by, Permission.SHARED_SEE, at=by.acting_at)
    record(Event.WRONG_PLACE_READ, by=by, about=wrong)


@transaction.atomic
def read_breach(breach: Breach, *, by: Person) -> None:
    """Reading how a breach stands is an event."""
    require(by, Permission.DECISION_SEE, Permission.AUDIT_SEE, at=breach.org_id)
    record(Event.BREACH_READ, by=by, about=breach)


@transaction.atomic
def write_step(standing: Standing, step: Step, answer: StepAnswer, *, by: Person) -> BreachStep:
    """Write down one thing about a breach, with the reason. A second thought is a second row.

    Whether the Information Commissioner is told is decided by those who have the last word; writing
    that down stops the 72 hours.
    """
    org = standing.breach.org_id
    require(by, Permission.DECISION_SEE, at=org)
    require(by, *(LAST_WORD if step == Step.COMMISSIONER else MENDS), at=org)
    if found := problems_of_step(step, answer.choice, answer.text, answer.on):
        raise Invalid(found)
    breach = _locked(standing)
    if step == Step.COMMISSIONER:
        hold(standing.wrong.disclosure_id)  # it may be destroyed there at this moment
        first = breach.status == BreachStatus.ON_CLOCK
        breach.status = status_after(BreachStatus(breach.status), BreachAct.DECIDE)
        breach.save(update_fields=["status"])
        end_chase(Matter.BREACH, breach.pk, org=org, by=by)
        if first:
            _chase_until_closed(breach, by=by)
    if step == Step.AT_RISK:
        end_chase(Matter.EMERGENCY_ASTRAY, breach.pk, org=org, by=by)
    written = BreachStep(
        org_id=org,
        breach=breach,
        kind=step,
        choice=answer.choice,
        on=answer.on,
        by_name=named(by),
        at=now(),
    )
    written.save(force_insert=True)
    BreachWords(org_id=org, step=written, text=answer.text.strip()).save(force_insert=True)
    record(Event.BREACH_WRITTEN, by=by, about=breach, step=step.value, choice=answer.choice)
    return written


def _chase_until_closed(breach: Breach, *, by: Actor) -> None:
    """The 72 hours are over, and it is not: it is chased until it is closed. The recipient is rung
    in the end while it has not confirmed that every copy is destroyed, and then those who lead."""
    wrong = WrongPlace.objects.select_related("recipient").get(pk=breach.wrong_place_id)
    gone, org = destruction_of(wrong) is not None, Organisation.objects.get(pk=breach.org_id)
    copy = of_the_copy(wrong)
    matter = Matter.BREACH_OPEN if gone else copy
    due = calendar_for(org).working_day_deadline(now(), CLOSED_WITHIN)
    end_chase(copy, breach.pk, org=org.pk, by=by)
    chase(Waits(matter, breach.pk, org, due, None if gone else wrong.recipient), by=by)


def _locked(standing: Standing) -> Breach:
    breach = Breach.objects.select_for_update().get(pk=standing.breach.pk)
    if breach.ended_at is not None:
        raise WrongState(_("This has been closed."))
    return breach


@transaction.atomic
def close_breach(standing: Standing, *, by: Person) -> None:
    """Close a breach: only when everything about it is written down and the copy is destroyed."""
    require(by, Permission.DECISION_SEE, at=standing.breach.org_id)
    require(by, *LAST_WORD, at=standing.breach.org_id)
    breach = _locked(standing)
    if standing.missing:
        missing = " ".join(standing.missing)
        raise WrongState(_("Not yet answered: %(questions)s") % {"questions": missing})
    breach.status = status_after(BreachStatus(breach.status), BreachAct.CLOSE)
    breach.ended_at = now()
    breach.save(update_fields=["status", "ended_at"])
    for matter in (Matter.BREACH_COPY, Matter.BREACH_COPY_OUTSIDE, Matter.BREACH_OPEN):
        end_chase(matter, breach.pk, org=breach.org_id, by=by)
    record(Event.BREACH_CLOSED, by=by, about=breach)


@transaction.atomic
def confirm_destroyed(wrong: WrongPlace, spread: str, text: str, *, by: Person) -> Destruction:
    """Whoever had it by mistake says that every copy is destroyed; then its words are gone for
    everybody, and a tombstone stays. For somebody outside Crossing the sender writes it down."""
    _require_holder(wrong, by)
    if found := problems_of_destruction(spread, text):
        raise Invalid(found)
    done = Destruction(
        wrong_place=wrong,
        org_id=by.place,
        account_id=by.id,
        by_name=named(by),
        spread=spread,
        text=text.strip(),
        at=now(),
    )
    try:
        with transaction.atomic():
            done.save(force_insert=True)
    except IntegrityError:
        raise WrongState(_("Somebody has confirmed this already.")) from None
    with connection.cursor() as cursor:
        cursor.execute("SELECT destroy_copy(%s)", [wrong.disclosure_id])
    record(Event.COPY_DESTROYED, by=by, about=wrong, spread=spread)
    if by.acting_at == wrong.recipient_id:
        _clear_up(wrong, by)
        leave_to("copy_destroyed", wrong_place=str(wrong.pk), org=str(wrong.sender_id))
    else:
        _destroyed(wrong, by=by)
    return done


def _destroyed(wrong: WrongPlace, *, by: Actor) -> None:
    """Nobody need ring the wrong place any more; what is left is to close it."""
    hold(wrong.disclosure_id)
    for matter in (of_the_copy(wrong), Matter.BREACH):  # older tasks of ringing carry the second
        end_chase(matter, wrong.pk, org=wrong.sender_id, by=by)
    if breach := Breach.objects.filter(wrong_place=wrong, status=BreachStatus.SETTLED).first():
        _chase_until_closed(breach, by=by)


def _require_holder(wrong: WrongPlace, by: Person) -> None:
    if by.acting_at != (wrong.recipient_id or wrong.sender_id):
        raise NotThere
    needed = (Permission.SHARED_SEE,) if wrong.recipient_id else MENDS
    require(by, *needed, at=by.acting_at)


def _clear_up(wrong: WrongPlace, by: Person) -> None:
    """Nothing new waits any more, and a line where it was attached says that it is gone."""
    Arrival.objects.filter(org=by.place, disclosure=wrong.disclosure_id).delete()
    for child in attached_to(wrong.disclosure_id):
        _note(child, by)


def _note(child: Child, by: Person) -> None:
    new = NewEntry(
        kind=EntryKind.NOTE,
        title=_("An answer attached here had come to us by mistake. It is destroyed."),
        text="",
        happened_on=today(),
        source=named(by),
    )
    add_entry(child, new, by=by)


@transaction.atomic
def hear_of_destruction(wrong: WrongPlace, *, by: Service) -> None:
    """The sender is told that it was destroyed, and need not ring any more. Twice does no harm."""
    require(by, Permission.CLOCKS_KEEP, at=wrong.sender_id)
    if destruction_of(wrong) is None:
        return
    _destroyed(wrong, by=by)
    org = Organisation.objects.get(pk=wrong.sender_id)
    send(Notice.ARRIVED, org=org.pk, permission=last_word(org.kind))
    record(Event.COPY_DESTROYED, by=by, about=wrong)
