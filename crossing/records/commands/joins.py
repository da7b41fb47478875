"""Two records of one child: joined and taken apart again, each by two people. No row is rewritten:
every entry keeps the record under which it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.commands._two import Ending, end, start_clock, stop_clock
from crossing.records.models import Child, ChildJoin, JoinRequest, SearchGram, group_of
from crossing.records.queries.joins import held, open_join_request, since
from crossing.records.rules import Part, TwoStep, after_parting, stricter
from crossing.records.rules.moving import NAMES
from crossing.todo.rules import Matter


@dataclass(frozen=True)
class NewJoin:
    """Two records of one child: the one that goes on being used, the other, and how it is known."""

    kept: Child
    other: Child
    reason: str


@transaction.atomic
def ask_join(new: NewJoin, *, by: Person) -> JoinRequest:
    """Say that two records are of one child. They are joined when another person confirms."""
    kept, other = new.kept, new.other
    require(by, Permission.CHILD_RECORD, at=kept.org_id)
    if kept.org_id != other.org_id:
        raise NotThere
    _written(new.reason, _("Enter how you know that it is the same child"))
    if kept.pk == other.pk:
        raise Invalid({"who": _("This is the same record. Choose the other one")})
    _require_free(kept, other)
    asked = _asked(Part.JOIN, new, [], by)
    record(Event.JOIN_ASKED, by=by, about=asked, child=kept.pk)
    return asked


@transaction.atomic
def confirm_join(asked: JoinRequest, *, by: Person) -> ChildJoin:
    """Use two records as one: one chronology, found by either name, the stricter of what hides."""
    _require_is(asked, Part.JOIN)
    kept, other = _locked(asked)
    flags = {"kept": _flags(kept), "other": _flags(other)}
    before = {"before": {"flags": flags, "held": held(kept)}}
    ended = end(JoinRequest, asked, Ending(TwoStep.CONFIRMED, more=before), by=by)
    _require_free(kept, other, besides=ended)
    pair = {"org_id": ended.org_id, "kept": kept, "other": other}
    join = ChildJoin(**pair, request=ended, joined_at=now())
    join.save(force_insert=True)
    both = stricter(flags["kept"], flags["other"])
    for child in (kept, other):
        _set_flags(child, both)
    stop_clock(Matter.JOIN_TO_CONFIRM, ended, by=by)
    record(Event.CHILDREN_JOINED, by=by, about=join, child=kept.pk, other=str(other.pk))
    return join


@transaction.atomic
def refuse_join(asked: JoinRequest, because: str, *, by: Person) -> JoinRequest:
    """Leave the two records as they are, with the reason."""
    ended = end(JoinRequest, asked, Ending(TwoStep.REFUSED, because), by=by)
    stop_clock(Matter.JOIN_TO_CONFIRM, ended, by=by)
    record(Event.JOIN_REFUSED, by=by, about=ended, child=ended.kept_id, what=ended.what)
    return ended


@transaction.atomic
def ask_part(join: ChildJoin, reason: str, to_other: Iterable[str], *, by: Person) -> JoinRequest:
    """Say that two joined records are of two children. What was recorded since goes to the one or
    the other; what is not named stays with the record in use."""
    require(by, Permission.CHILD_RECORD, at=join.org_id)
    _written(reason, _("Enter how you know that they are two children"))
    if open_join_request(join.other) is not None:
        raise WrongState(_("This waits for a second person already."))
    known = {one.key for one in since(join)}
    chosen = sorted(set(to_other))
    if not set(chosen) <= known:
        raise NotThere
    new = NewJoin(join.kept, join.other, reason)
    asked = _asked(Part.PART, new, [*chosen, *_staying(known, chosen)], by)
    record(Event.PART_ASKED, by=by, about=asked, child=join.kept_id)
    return asked


class Parted(Protocol):
    """What else is to be done when two records are of two children."""

    def __call__(self, one: Child, other: Child, *, by: Person) -> None: ...


AFTER_PARTING: list[Parted] = []  # sharing calls back what went out about the wrong one


@transaction.atomic
def confirm_part(asked: JoinRequest, *, by: Person) -> ChildJoin:
    """Take two records apart: each is again as it was, with what was assigned to it since."""
    _require_is(asked, Part.PART)
    ended = end(JoinRequest, asked, Ending(TwoStep.CONFIRMED), by=by)
    kept, other = _locked(ended)
    join = _current(kept, other)
    later = since(join)
    assigned = {key.removeprefix("-") for key in ended.to_other}
    if {one.key for one in later} != assigned:
        raise WrongState(
            _("Something was recorded since this was asked. Ask again, so that it is assigned too.")
        )
    for one in later:
        if one.key in ended.to_other:
            one.row.child = other
            one.row.save(update_fields=["child"])
    current, before = _flags(kept), join.request.before["flags"]
    join.parted_at = now()
    join.save(update_fields=["parted_at"])
    _set_flags(kept, after_parting(before["kept"], before["other"], current))
    _set_flags(other, after_parting(before["other"], before["kept"], current))
    stop_clock(Matter.JOIN_TO_CONFIRM, ended, by=by)
    record(Event.CHILDREN_PARTED, by=by, about=join, child=kept.pk, other=str(other.pk))
    for call_back in AFTER_PARTING:
        call_back(Child.objects.get(pk=kept.pk), Child.objects.get(pk=other.pk), by=by)
    return join


def _current(kept: Child, other: Child) -> ChildJoin:
    rows = ChildJoin.objects.now().select_for_update(of=("self",)).select_related("request")
    return rows.get(kept=kept, other=other)


def _staying(known: set[str], chosen: list[str]) -> list[str]:
    """What stays is named too, so that nothing recorded later is assigned by nobody."""
    return [f"-{key}" for key in sorted(known - set(chosen))]


def _asked(what: Part, new: NewJoin, to_other: list[str], by: Person) -> JoinRequest:
    asked = JoinRequest(
        org_id=new.kept.org_id,
        what=what,
        kept=new.kept,
        other=new.other,
        to_other=to_other,
        reason=new.reason,
        asked_by_id=by.id,
        asked_by_name=by.name,
        asked_at=now(),
    )
    asked.save(force_insert=True)
    start_clock(Matter.JOIN_TO_CONFIRM, asked, new.kept.sealed or new.other.sealed, by=by)
    return asked


def _require_free(kept: Child, other: Child, besides: JoinRequest | None = None) -> None:
    """One record leads to one other, and no further."""
    if len(group_of(other)) > 1:
        raise Invalid({"kept": _("That record is joined to another already. Keep that one in use")})
    if group_of(kept)[0] != kept.pk:
        raise Invalid({"kept": _("This record is joined to another already. Use that one")})
    waiting = open_join_request(other) if besides is None else None
    if waiting is not None:
        raise WrongState(_("This waits for a second person already."))


def _locked(asked: JoinRequest) -> tuple[Child, Child]:
    rows = Child.objects.select_for_update().filter(org=asked.org_id)
    found = {row.pk: row for row in rows.filter(pk__in=[asked.kept_id, asked.other_id])}
    return found[asked.kept_id], found[asked.other_id]


def _require_is(asked: JoinRequest, what: Part) -> None:
    if asked.what != what:
        raise NotThere


def _flags(child: Child) -> dict[str, bool]:
    return {name: getattr(child, name) for name in NAMES}


def _set_flags(child: Child, flags: dict[str, bool]) -> None:
    """What hides is part of each record, so that row security needs to know of no join."""
    for name, on in flags.items():
        setattr(child, name, on)
    child.save(update_fields=list(flags))
    SearchGram.objects.write_for(child)


def _written(text: str, sentence: str) -> None:
    if not text.strip():
        raise Invalid({"reason": sentence})
