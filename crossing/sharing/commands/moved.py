"""An entry that was about a different child: moved, and called back wherever it went."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.partnership.people import Person
from crossing.records.commands import confirm_move
from crossing.records.models import Child, Move
from crossing.sharing.commands.correct import correct_entry
from crossing.sharing.models import Deliberation
from crossing.sharing.queries.correct import held_about
from crossing.sharing.queries.moved import entries_of, working_with
from crossing.sharing.rules import DecisionStatus
from crossing.sharing.rules.correcting import NewCorrection, Truth


@transaction.atomic
def move_entry(move: Move, *, by: Person) -> Move:
    """Move an entry to the right child. Decisions in the making lose it, a proposal goes back to
    whoever proposed it, and whoever received it is told that it is not about this child."""
    moved = confirm_move(move, by=by)
    correct_entry(moved.from_child, moved.about, _about_somebody_else(), by=by)
    for work in _left_out(moved.from_child, {moved.about}):
        record(Event.ENTRY_LEFT_OUT, by=by, about=work, child=work.child_id)
    return moved


@transaction.atomic
def part_records(one: Child, other: Child, *, by: Person) -> None:
    """Two records that were used as one are of two children: the same for every entry of the one
    that was shared, or is about to be, as if it were about the other."""
    for child, elsewhere in ((one, other), (other, one)):
        strayed = entries_of(elsewhere)
        shared = {UUID(each.entry) for each in held_about(by, child) if each.entry}
        for entry in sorted(shared & strayed):
            correct_entry(child, entry, _about_somebody_else(), by=by)
        for work in _left_out(child, strayed):
            record(Event.ENTRY_LEFT_OUT, by=by, about=work, child=work.child_id)


def _left_out(child: Child, entries: Collection[UUID]) -> list[Deliberation]:
    rows = working_with(child, entries)
    for work in rows:
        _leave_it_out(work, entries)
    return rows


def _about_somebody_else() -> NewCorrection:
    """What recipients read: never who else it is about."""
    return NewCorrection(
        wrong=_("This is about a different child. We recorded it about the wrong one."),
        truth=Truth.NOT_RELY,
        found=_("Two people here agreed that it was recorded about the wrong child."),
        undo=_("Take it out of this child’s record, and undo what was done because of it."),
        urgent=True,
    )


def _leave_it_out(work: Deliberation, entries: Collection[UUID]) -> None:
    work.items.filter(entry__in=entries).delete()
    work.answers["done"] = [
        step for step in work.answers.get("done", []) if step not in ("items", "others")
    ]
    work.version += 1
    if work.status == DecisionStatus.PROPOSED:
        work.status = DecisionStatus.RETURNED
        work.returned_reason = _("An entry in it was about a different child. Look at it again.")
    work.save(update_fields=["answers", "version", "status", "returned_reason"])
