"""An entry about the wrong child: one person asks to move it, another confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.checking import complete
from crossing.records.commands._two import Ending, end, start_clock, stop_clock
from crossing.records.models import (
    Child,
    Concern,
    Entry,
    Move,
    MovedHere,
    MovedNotice,
    Original,
    OriginalOpening,
    Removed,
    Significance,
)
from crossing.records.queries.moves import as_it_stood, readers
from crossing.records.rules import CONCERN, NewMove, TwoStep
from crossing.todo.rules import Matter


@dataclass(frozen=True)
class WrongChild:
    """What is asked: this entry is about that child, or about nobody whom we know yet."""

    entry: Concern | Entry
    child: Child | None
    reason: str

    @property
    def kind(self) -> str:
        """A concern, or the kind of entry that it is."""
        return CONCERN if isinstance(self.entry, Concern) else self.entry.kind


@transaction.atomic
def ask_move(wrong: WrongChild, *, by: Person) -> Move:
    """Say that an entry is about a different child. Whoever keeps records may; it moves when
    somebody else who decides confirms."""
    entry = wrong.entry
    require(by, Permission.CHILD_RECORD, at=entry.org_id)
    before, after = entry.child, wrong.child
    if before is None or (after is not None and after.org_id != entry.org_id):
        raise NotThere
    complete(NewMove(wrong.kind, wrong.reason, after is not None, before.sealed))
    if after is not None and after.pk == before.pk:
        raise Invalid({"who": _("It stands in this child’s record already")})
    if Move.objects.filter(org=entry.org_id, about=entry.pk, status=TwoStep.ASKED).exists():
        raise WrongState(_("Somebody has said so already. It waits for a second person."))
    move = Move(
        org_id=entry.org_id,
        kind=wrong.kind,
        about=entry.pk,
        from_child=before,
        to_child=after,
        reason=wrong.reason,
        asked_by_id=by.id,
        asked_by_name=by.name,
        asked_at=now(),
    )
    move.save(force_insert=True)
    secret = before.sealed or bool(after and after.sealed)
    start_clock(Matter.MOVE_TO_CONFIRM, move, secret, by=by)
    record(Event.MOVE_ASKED, by=by, about=move, child=before.pk, kind=wrong.kind)
    return move


@transaction.atomic
def confirm_move(move: Move, *, by: Person) -> Move:
    """Move the entry, with all that stands beside it. In the wrong record only a line without
    words stays; the original is sealed; whoever read it there is told."""
    ended = end(Move, move, Ending(TwoStep.CONFIRMED), by=by)
    entry = _locked(ended)
    _seal_original(ended, entry)
    readers_of = readers(ended, entry)
    entry.child = ended.to_child
    entry.save(update_fields=["child"])
    _take_marks_along(ended)
    _tell(ended, entry, readers_of - {by.id, ended.asked_by_id})
    stop_clock(Matter.MOVE_TO_CONFIRM, ended, by=by)
    record(Event.ENTRY_REMOVED, by=by, about=ended, child=ended.from_child_id, kind=ended.kind)
    record(Event.ENTRY_MOVED_HERE, by=by, about=entry, child=ended.to_child_id, kind=ended.kind)
    return ended


@transaction.atomic
def refuse_move(move: Move, because: str, *, by: Person) -> Move:
    """Leave the entry where it is, with the reason. Whoever asked may take it back so."""
    ended = end(Move, move, Ending(TwoStep.REFUSED, because), by=by)
    stop_clock(Matter.MOVE_TO_CONFIRM, ended, by=by)
    record(Event.MOVE_REFUSED, by=by, about=ended, child=ended.from_child_id)
    return ended


@transaction.atomic
def open_original(move: Move, reason: str, *, by: Person) -> Original:
    """Open what was removed, for a written reason: the two who moved it, and those who see sealed
    records."""
    require(by, Permission.OWN_SEE, at=move.org_id)
    named = by.id in (move.asked_by_id, move.ended_by_id)
    if not (named or move.org_id in by.places(Permission.SEALED_SEE)):
        raise Denied
    if not reason.strip():
        raise Invalid({"reason": _("Enter why you need to open it")})
    original = Original.objects.filter(org=move.org_id, move=move).first()
    if original is None:
        raise NotThere
    OriginalOpening(
        org_id=move.org_id, move=move, by_id=by.id, by_name=by.name, at=now(), reason=reason
    ).save(force_insert=True)
    record(Event.ORIGINAL_OPENED, by=by, about=move, child=move.from_child_id)
    return original


@transaction.atomic
def say_who_entry(entry: Entry, child: Child, *, by: Person) -> Entry:
    """Say which child an entry is about, when it left another record and nobody knew whose it
    was. Once said, it stays."""
    require(by, Permission.CONCERN_DECIDE, at=entry.org_id)
    if child.org_id != entry.org_id:
        raise NotThere
    if not Entry.objects.filter(pk=entry.pk, child=None).update(child=child):
        raise WrongState(_("This entry already stands in a child’s record."))
    entry.child = child
    record(Event.ENTRY_MOVED_HERE, by=by, about=entry, child=child.pk, kind=entry.kind)
    return entry


@transaction.atomic
def see_notice(notice: MovedNotice, *, by: Person) -> None:
    """Somebody who read an entry in the wrong record has seen that it is about another child."""
    require(by, Permission.OWN_SEE, at=notice.org_id)
    if notice.account_id != by.id:
        raise Denied
    notice.seen_at = now()
    notice.save(update_fields=["seen_at"])
    record(Event.MOVE_SEEN, by=by, about=notice)


def _locked(move: Move) -> Concern | Entry:
    """The entry, still where it was when somebody asked."""
    model: Any = Concern if move.kind == CONCERN else Entry
    rows = model.objects.select_for_update().filter(org=move.org_id, pk=move.about)
    entry: Concern | Entry | None = rows.filter(child=move.from_child_id).first()
    if entry is None:
        raise WrongState(_("This entry is not there any more."))
    return entry


def _seal_original(move: Move, entry: Concern | Entry) -> None:
    """Keep what stood there, sealed, and leave a line without words."""
    own = {"org_id": move.org_id, "move": move}
    Original(**own, copy=as_it_stood(move, entry)).save(force_insert=True)
    Removed(
        **own,
        child_id=move.from_child_id,
        happened_on=entry.happened_on,
        by_name=move.ended_by_name,
        at=now(),
    ).save(force_insert=True)
    MovedHere(org_id=move.org_id, about=move.about, at=now()).save(force_insert=True)


def _take_marks_along(move: Move) -> None:
    """What was marked as significant stays so, in the right record."""
    marks = Significance.objects.filter(org=move.org_id, child=move.from_child_id, entry=move.about)
    kept = list(marks)
    marks.delete()
    if move.to_child_id is not None:
        for mark in kept:
            mark.child_id = move.to_child_id
            mark.save(force_insert=True)


def _tell(move: Move, entry: Concern | Entry, accounts: set[UUID]) -> None:
    """A message to each, and a line on their own home page until they have seen it."""
    same = {"org_id": move.org_id, "move": move, "child_id": move.from_child_id, "at": now()}
    MovedNotice.objects.bulk_create(
        MovedNotice(**same, account_id=account, happened_on=entry.happened_on)
        for account in sorted(accounts)
    )
    for account in sorted(accounts):
        send(Notice.WAITING, org=move.org_id, to=account)
