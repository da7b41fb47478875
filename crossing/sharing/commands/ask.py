"""Asking another organisation about one named child."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Invalid, NotThere
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.commands._existence import require_within_limits
from crossing.sharing.commands._request import hand_over, leave_to, move, sending, words_of
from crossing.sharing.models import AskedAbout, InformationRequest
from crossing.sharing.queries.partners import partner
from crossing.sharing.rules import (
    Ask,
    RequestStatus,
    RequestStep,
    needs_authority,
    problems_of_ask,
)
from crossing.sharing.rules.audience import as_asked_by


@dataclass(frozen=True)
class Asking:
    """A question, whom it goes to, and which of our own records and questions it belongs to."""

    ask: Ask
    holder: Organisation
    child: Child | None = None
    narrows: InformationRequest | None = None


@transaction.atomic
def ask(asking: Asking, *, by: Person) -> InformationRequest:
    """Ask a partner about one named child.

    The police need an authoriser first when it is for law enforcement: until then the question
    waits here, and the partner does not see it.
    """
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    question = _checked(asking.ask, by)
    partner(by, asking.holder.pk)
    if question.existence:
        require_within_limits(by)
    if asking.child is not None and asking.child.org_id != by.acting_at:
        raise NotThere
    asked = _new(question, asking, by)
    asked.save(force_insert=True)
    if asking.child is not None:
        about = AskedAbout(org_id=by.place, request=asked, child=asking.child)
        about.save(force_insert=True)
    if asking.narrows is not None:
        _replace(asking.narrows, by=by)
    child = asking.child.pk if asking.child else None
    seen: dict[str, str | bool] = {"purpose": asked.purpose, "existence": asked.existence_only}
    record(Event.REQUEST_ASKED, by=by, about=asked, child=child, **seen)
    if asked.needs_authority:
        send(Kind.WAITING, org=by.place, permission=Permission.REQUEST_AUTHORISE)
    else:
        hand_over(asked)
    return asked


def _checked(question: Ask, by: Person) -> Ask:
    """The question with what follows from who asks, or the sentences about what is missing."""
    question = as_asked_by(question, by.place_kind or "")
    if problems := problems_of_ask(question, today()):
        raise Invalid(problems)
    return question


def _new(question: Ask, asking: Asking, by: Person) -> InformationRequest:
    waits = needs_authority(question)
    moment = now()
    return InformationRequest(
        **words_of(question),
        asker_id=by.acting_at,
        holder=asking.holder,
        asked_by_id=by.id,
        asked_by_name=named(by),
        needs_authority=waits,
        status=RequestStatus.AWAITING_AUTHORITY if waits else RequestStatus.OPEN,
        asked_at=moment,
        narrows=asking.narrows,
        **({} if waits else sending(asking.holder, question.purpose or "", moment)),
    )


@transaction.atomic
def withdraw(asked: InformationRequest, *, by: Person) -> None:
    """Take a question back. The partner's work on it ends."""
    _require_asker(asked, by)
    move(asked, RequestStep.WITHDRAW, ended_at=now())
    record(Event.REQUEST_WITHDRAWN, by=by, about=asked)
    _end_work(asked)


def _replace(asked: InformationRequest, *, by: Person) -> None:
    """A narrower question takes the place of this one."""
    _require_asker(asked, by)
    move(asked, RequestStep.NARROW, ended_at=now())
    record(Event.REQUEST_NARROWED, by=by, about=asked)
    _end_work(asked)


def _require_asker(asked: InformationRequest, by: Person) -> None:
    if asked.asker_id != by.acting_at:
        raise NotThere
    require(by, Permission.REQUEST_ASK, at=by.acting_at)


def _end_work(asked: InformationRequest) -> None:
    """The asker cannot reach the holder's work: a job of the holder's ends it."""
    if asked.sent_at is not None:
        leave_to("close_deliberation", request=str(asked.pk), org=str(asked.holder_id))


@transaction.atomic
def read_request(asked: InformationRequest, *, by: Person) -> None:
    """Reading a question, and what came of it, is an event."""
    child = getattr(getattr(asked, "asked_about", None), "child_id", None)
    record(Event.REQUEST_READ, by=by, about=asked, child=child)
