"""Correcting what was shared: beside the frozen copy, to everybody who has it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, named, require
from crossing.partnership.queries import calendar_for
from crossing.partnership.rules import Permission
from crossing.records.commands.entries import add_entry
from crossing.records.models import Child
from crossing.records.rules import EntryKind, NewEntry
from crossing.sharing.commands._mending import require_recipient, require_sender
from crossing.sharing.commands._request import leave_to
from crossing.sharing.commands.contradict import answer_with_correction
from crossing.sharing.models import (
    Correcting,
    Correction,
    CorrectionReceipt,
    Disclosure,
)
from crossing.sharing.queries.correct import Held, holding_entry
from crossing.sharing.queries.marks import corrected
from crossing.sharing.queries.receive import attached_to
from crossing.sharing.rules.correcting import (
    NewCorrection,
    correction_due,
    problems_of_receipt,
    problems_of_telling,
)
from crossing.todo.commands import Waits, chase, end_chase
from crossing.todo.rules import Matter


@transaction.atomic
def correct(held: Sequence[Held], new: NewCorrection, *, by: Person) -> list[Correction]:
    """Say that an item is wrong, to everybody who has it. The copies stay as they were.

    Each recipient has two working days to acknowledge it, or today when it is urgent; in the same
    time we tell whoever is outside Crossing, and write that down. Open contradictions about it are
    answered.
    """
    if found := new.problems():
        raise Invalid(found)
    if not held:
        raise Invalid({"held": _("Select where it is to be corrected")})
    for each in held:
        require_sender(each.shared, by)
    act = _act(held[0], new, by)
    act.save(force_insert=True)
    made = [_correct_one(each, act, new, by) for each in held]
    record(Event.CORRECTION_MADE, by=by, about=act, count=len(made), urgent=new.urgent)
    return made


@transaction.atomic
def correct_entry(child: Child, entry: UUID, new: NewCorrection, *, by: Person) -> list[Correction]:
    """Correct every part of one entry of this child's record, wherever we have shared it: for an
    entry that turns out to be about another child. Whoever was told so already is not told twice,
    and nobody need have it at all."""
    held = [one for one in holding_entry(by, child, entry) if not _said_before(one, new)]
    made = correct(held, new, by=by) if held else []
    if not made:
        record(Event.CORRECTION_MADE, by=by, child=child.pk, count=0, urgent=new.urgent)
    return made


def _act(held: Held, new: NewCorrection, by: Person) -> Correcting:
    return Correcting(
        org_id=held.shared.sender_id,
        entry_kind=held.entry_kind,
        entry=held.entry or None,
        found=new.found.strip(),
        by_id=by.id,
        by_name=named(by),
        at=now(),
    )


def _correct_one(held: Held, act: Correcting, new: NewCorrection, by: Person) -> Correction:
    locked = Disclosure.objects.select_for_update(of=("self",)).select_related("recipient")
    shared = locked.get(pk=held.shared.pk)
    if _said_before(held, new):
        raise WrongState(_("This has been corrected already, in the same words."))
    moment = now()
    calendar = calendar_for(shared.recipient or held.org)
    made = Correction(
        act=act,
        disclosure=shared,
        sender_id=shared.sender_id,
        recipient_id=shared.recipient_id,
        position=held.position,
        title=held.title,
        truth=new.truth,
        wrong=new.wrong.strip(),
        instead=new.instead.strip(),
        undo=new.undo.strip(),
        urgent=new.urgent,
        by_name=act.by_name,
        at=moment,
        due_at=correction_due(moment, new.urgent, calendar),
    )
    made.save(force_insert=True)
    _wait_for_them(made, shared, held.org, by)
    _own_line(made, held, by)
    answer_with_correction(made, by=by)
    return made


def _said_before(held: Held, new: NewCorrection) -> bool:
    """The last correction of this part says the same: a form that was sent twice corrects once."""
    last = Correction.objects.filter(disclosure=held.shared.pk, position=held.position)
    before = last.order_by("-at").first()
    return before is not None and before.wrong == new.wrong.strip()


def _wait_for_them(made: Correction, shared: Disclosure, org: Organisation, by: Person) -> None:
    """A clock for a partner, who is told; and one for us to tell somebody outside Crossing."""
    if shared.recipient is None:
        chase(Waits(Matter.CORRECTION_TO_TELL, made.pk, org, made.due_at), by=by)
        return
    waits = Waits(Matter.CORRECTION_UNREAD, made.pk, org, made.due_at, ring=shared.recipient)
    chase(waits, by=by)
    kind = Notice.URGENT if made.urgent else Notice.ARRIVED
    send(kind, org=shared.recipient.pk, permission=Permission.REQUEST_ASK)


def _own_line(made: Correction, held: Held, by: Person) -> None:
    """A line in our own record of the child that leads to the correction."""
    if held.child is not None:
        title = _("We corrected what we shared with %(who)s")
        _line(held.child, made, title % {"who": held.who}, by)


def _line(child: Child, made: Correction, title: str, by: Person) -> None:
    new = NewEntry(
        kind=EntryKind.SHARED if by.acting_at == made.sender_id else EntryKind.ANSWER,
        title=title[:250],
        text="",
        happened_on=today(),
        source=made.by_name,
        ref_kind="correction",
        ref=made.pk,
    )
    add_entry(child, new, by=by)


@transaction.atomic
def read_correction(correction: Correction, *, by: Person) -> None:
    """Reading a correction is an event, on either side."""
    require(by, Permission.SHARED_SEE, at=by.acting_at)
    record(Event.CORRECTION_READ, by=by, about=correction)


@transaction.atomic
def acknowledge_correction(correction: Correction, relied: str, did: str, *, by: Person) -> None:
    """Say that it was read, whether anybody acted on what was wrong, and what is done about that.

    One's own row, once; the first stops the sender's clock. A line goes into our own record where
    the answer was attached.
    """
    require_recipient(correction.disclosure, by)
    if found := problems_of_receipt(relied, did):
        raise Invalid(found)
    earlier = CorrectionReceipt.objects.filter(correction=correction)
    if earlier.filter(account=by.id).exists():
        raise WrongState(_("You have acknowledged this already."))
    first = not earlier.exists()
    _receive(correction, relied, did, by)
    if first:
        for child in attached_to(correction.disclosure_id):
            _line(child, correction, _("Correction of an answer received"), by)
    record(Event.CORRECTION_ACKNOWLEDGED, by=by, about=correction, relied=relied)
    ids = {"correction": str(correction.pk), "org": str(correction.sender_id)}
    leave_to("correction_read", **ids)


@transaction.atomic
def tell_outside(correction: Correction, relied: str, did: str, *, by: Person) -> None:
    """Write down that somebody outside Crossing was told: who, when, and what they say. Until then
    it is chased here."""
    require_sender(correction.disclosure, by)
    (it,) = corrected([correction])
    if correction.recipient_id is not None or it.gone:
        raise NotThere
    if it.is_read:
        raise WrongState(_("Somebody has written this down already."))
    if found := problems_of_telling(relied, did):
        raise Invalid(found)
    _receive(correction, relied, did, by)
    end_chase(Matter.CORRECTION_TO_TELL, correction.pk, org=correction.sender_id, by=by)
    record(Event.CORRECTION_TOLD, by=by, about=correction, relied=relied)


def _receive(correction: Correction, relied: str, did: str, by: Person) -> None:
    CorrectionReceipt(
        org_id=by.place,
        correction=correction,
        account_id=by.id,
        by_name=named(by),
        relied=relied,
        did=did.strip(),
        at=now(),
    ).save(force_insert=True)
