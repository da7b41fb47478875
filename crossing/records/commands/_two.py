"""What one asks for and another confirms: ending it, and its clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, WrongState
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, require
from crossing.partnership.queries import calendar_for
from crossing.partnership.rules import Permission
from crossing.records.models import JoinRequest, Move
from crossing.records.queries.second import who_confirms
from crossing.records.rules import TwoStep, may_confirm
from crossing.todo.commands import Waits, ask_for_second, chase, end_chase, set_task
from crossing.todo.models import Task
from crossing.todo.rules import Audience, Matter

DAYS = 1  # a wrong entry is read by others meanwhile
ENDED = ("status", "because", "ended_by", "ended_by_name", "ended_at")
T = TypeVar("T", Move, JoinRequest)


@dataclass(frozen=True)
class Ending:
    """What becomes of it; turning down takes a reason."""

    status: TwoStep
    because: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def end(model: type[T], asked: T, ending: Ending, *, by: Person) -> T:
    """The row, ended once: confirmed by somebody else who decides, or turned down by anybody who
    decides, or taken back by whoever asked."""
    own = asked.asked_by_id == by.id
    require(by, Permission.CHILD_RECORD if own else Permission.CONCERN_DECIDE, at=asked.org_id)
    if ending.status == TwoStep.CONFIRMED and not may_confirm(asked.asked_by_id, by.id):
        raise Denied(_("You asked for this, so somebody else must confirm it."))
    if ending.status == TwoStep.REFUSED and not ending.because.strip():
        raise Invalid({"because": _("Enter why not")})
    rows = model._default_manager.select_for_update(of=("self",))
    fresh: T | None = rows.filter(pk=asked.pk).first()  # one that has ended is nobody's to change
    if fresh is None or not fresh.waits:
        raise WrongState(_("Somebody has dealt with this already."))
    fresh.status, fresh.because = ending.status, ending.because
    fresh.ended_by_id, fresh.ended_by_name, fresh.ended_at = by.id, by.name, now()
    for name, value in ending.more.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=[*ENDED, *ending.more])
    return fresh


def start_clock(matter: Matter, asked: Move | JoinRequest, secret: bool, *, by: Person) -> None:
    """Somebody who decides confirms it by the end of the next working day. When a record is
    sealed, one person is named who may see sealed records: nobody else would find anything. Where
    there is nobody to confirm it, the administrator is asked to name somebody."""
    org = Organisation.objects.get(pk=asked.org_id)
    due = calendar_for(org).working_day_deadline(now(), DAYS)
    others = who_confirms(asked.org_id, by.id, sealed=secret)
    named = others[0] if others and secret else None
    task = Task(
        org=org,
        audience=Audience.HEADS if secret else Audience.LEADS,
        account_id=named.account_id if named else None,
        named=named.name if named else "",
        matter=matter,
        about=asked.pk,
        due_at=due,
    )
    if others:
        chase(Waits(matter, asked.pk, org, due, asked_by=by.id), by=by)
    else:
        ask_for_second(asked.pk, by=by)
    set_task(task, by=by)


def stop_clock(matter: Matter, asked: Model, *, by: Person) -> None:
    """It has ended."""
    for one in (matter, Matter.SECOND_PERSON):
        end_chase(one, asked.pk, org=by.place, by=by)
