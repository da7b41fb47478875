"""A concern: recorded, read, added to, decided about. What was submitted is locked."""

from __future__ import annotations

import dataclasses

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.records import queries
from crossing.records.checking import complete
from crossing.records.commands import _concern
from crossing.records.commands.advice import end_advice
from crossing.records.models import (
    Child,
    Concern,
    ConcernAddition,
    ConcernDecision,
    ConcernReading,
    ConcernWaiting,
)
from crossing.records.rules import AdditionKind, NewConcern, NewDecision, may_add_to


@transaction.atomic
def record_concern(new: NewConcern, child: Child | None = None, *, by: Person) -> Concern:
    """Record a concern, locked from here on. Without a child, the safeguarding lead finds out who
    it is about. Those who decide are told at once when the child is not safe."""
    _concern.may_record(child, by=by)
    complete(new)
    pk = child.pk if child else None
    concern = _concern.write(new, pk, by=by)
    _concern.tell(concern, concern.is_urgent)
    record(Event.CONCERN_RECORDED, by=by, about=concern, child=pk, urgent=concern.is_urgent)
    return concern


@transaction.atomic
def read_concern(concern: Concern, *, by: Person) -> Concern:
    """Open a concern. When somebody who decides opens it, its author sees that it was read. What
    was written about several children is read about each of them."""
    require(by, Permission.OWN_SEE, at=concern.org_id)
    decides = concern.org_id in by.places(Permission.CONCERN_DECIDE)
    mine = ConcernReading.objects.filter(org=concern.org_id, concern=concern, by=by.id)
    if decides and by.id != concern.author_id and not mine.exists():
        ConcernReading(**_beside(concern, by)).save(force_insert=True)
    if decides and by.id != concern.author_id:
        _concern.seen(concern, by=by)
    record(Event.CONCERN_READ, by=by, about=concern, child=concern.child_id)
    whole = queries.whole_of(by, concern)
    for other in whole.others if whole.written else []:
        record(Event.CONCERN_READ, by=by, about=other, child=other.child_id)
    return concern


def _beside(concern: Concern, by: Person) -> dict[str, object]:
    """Who writes a row beside a concern, and when."""
    return {
        "org_id": concern.org_id,
        "concern": concern,
        "by_id": by.id,
        "by_name": named(by),
        "at": Now(),
    }


@transaction.atomic
def add_to_concern(
    concern: Concern, text: str, reason: str, *, urgent: bool = False, by: Person
) -> ConcernAddition:
    """Add to a concern, with the reason. What was written before stays as it was."""
    require(by, Permission.OWN_SEE, at=concern.org_id)
    works_on_cases = concern.org_id in by.places(Permission.CONTENT_SEE)
    if not may_add_to(concern.author_id, by.id, works_on_cases):
        raise Denied
    missing = {} if text.strip() else {"text": _("Enter what you want to add")}
    if not reason.strip():
        missing["reason"] = _("Enter why you are adding it")
    if missing:
        raise Invalid(missing)
    addition = ConcernAddition(
        **_beside(concern, by), kind=AdditionKind.ADDED, text=text, reason=reason
    )
    addition.save(force_insert=True)
    _concern.tell(concern, urgent)
    if urgent:
        _concern.look_again(concern, by=by)
    record(Event.CONCERN_ADDED_TO, by=by, about=concern, child=concern.child_id)
    return addition


@transaction.atomic
def still_worried(concern: Concern, text: str, *, by: Person) -> ConcernAddition:
    """The author says: I am still worried. The concern waits for a decision again."""
    require(by, Permission.OWN_SEE, at=concern.org_id)
    if by.id != concern.author_id:
        raise Denied(_("Only the person who recorded a concern can say that. You can add to it."))
    if not text.strip():
        raise Invalid({"worry": _("Enter what still worries you")})
    addition = ConcernAddition(**_beside(concern, by), kind=AdditionKind.STILL_WORRIED, text=text)
    addition.save(force_insert=True)
    ConcernWaiting(org_id=concern.org_id, concern=concern, worried=True).save(force_insert=True)
    _concern.tell(concern, urgent=False)
    record(Event.CONCERN_STILL_WORRIED, by=by, about=concern, child=concern.child_id)
    return addition


@transaction.atomic
def decide_concern(concern: Concern, new: NewDecision, *, by: Person) -> ConcernDecision:
    """Decide what to do, with reasons. A later decision stands beside an earlier one. Advice that
    has not come is not waited for any more."""
    require(by, Permission.CONCERN_DECIDE, at=concern.org_id)
    complete(new)
    decision = ConcernDecision(**_beside(concern, by), **dataclasses.asdict(new))
    decision.save(force_insert=True)
    ConcernWaiting.objects.filter(org=concern.org_id, concern=concern).delete()
    _concern.seen(concern, by=by)
    end_advice(concern.org_id, by=by, concern=concern.pk)
    record(Event.CONCERN_DECIDED, by=by, about=concern, child=concern.child_id, what=new.what)
    return decision


@transaction.atomic
def say_who(concern: Concern, child: Child, *, by: Person) -> Concern:
    """Say which child a concern is about, when its author could not. Once said, it stays."""
    require(by, Permission.CONCERN_DECIDE, at=concern.org_id)
    if child.org_id != concern.org_id:
        raise NotThere
    unnamed = Concern.objects.filter(pk=concern.pk, child=None)
    if not unnamed.update(child=child):
        raise WrongState(_("This concern already says which child it is about."))
    concern.child = child
    record(Event.CONCERN_NAMED, by=by, about=concern, child=child.pk)
    return concern
