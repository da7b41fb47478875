"""Asking another organisation about one named child."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing import tasks
from crossing.sharing.models import AskedAbout, Deliberation, InformationRequest
from crossing.sharing.queries.partners import partner, working_days_of
from crossing.sharing.rules import (
    ABOUT_CRIME,
    POLICE,
    Ask,
    Channel,
    Clock,
    DecisionStatus,
    Purpose,
    RequestStatus,
    RequestStep,
    Route,
    clock_of,
    needs_authority,
    problems_of_ask,
    status_after,
)
from crossing.sharing.rules.audience import works_on
from crossing.sharing.rules.standing import due_at


@dataclass(frozen=True)
class Asking:
    """A question, whom it goes to, and which of our own records and questions it belongs to."""

    ask: Ask
    holder: Organisation
    child: Child | None = None
    narrows: InformationRequest | None = None


@dataclass(frozen=True)
class WrittenDown:
    """A question that arrived by phone, letter, e-mail or in person. `number` is one we found."""

    ask: Ask
    asker: Organisation | None = None
    organisation: str = ""
    number: str = ""
    authorised_by: str = ""


@transaction.atomic
def ask(asking: Asking, *, by: Person) -> InformationRequest:
    """Ask a partner about one named child.

    The police need an authoriser first when it is for law enforcement: until then the question
    waits here, and the partner does not see it.
    """
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    question = checked(asking.ask, by)
    partner(by, asking.holder.pk)
    if asking.child is not None and asking.child.org_id != by.acting_at:
        raise NotThere
    asked = _new(question, asking, by)
    asked.save(force_insert=True)
    if asking.child is not None:
        about = AskedAbout(org_id=by.acting_at, request=asked, child=asking.child)
        about.save(force_insert=True)
    if asking.narrows is not None:
        _replace(asking.narrows, by=by)
    child = asking.child.pk if asking.child else None
    record(Event.REQUEST_ASKED, by=by, about=asked, child=child, purpose=asked.purpose)
    if asked.needs_authority:
        send(Kind.WAITING, org=_place(by), permission=Permission.REQUEST_AUTHORISE)
    else:
        _hand_over(asked)
    return asked


def checked(question: Ask, by: Person) -> Ask:
    """The question with what follows from who asks, or the sentences about what is missing."""
    question = replace(question, asker=by.place_kind or "", channel=Channel.HERE)
    if question.asker in POLICE and question.purpose in ABOUT_CRIME:
        question = replace(question, law_enforcement=True)
    if problems := problems_of_ask(question, today()):
        raise Invalid(problems)
    return question


def _place(by: Person) -> Any:
    return by.acting_at


def _new(question: Ask, asking: Asking, by: Person) -> InformationRequest:
    waits = needs_authority(question)
    moment = now()
    return InformationRequest(
        **_words(question),
        asker_id=by.acting_at,
        holder=asking.holder,
        asked_by_id=by.id,
        asked_by_name=_named(by),
        needs_authority=waits,
        status=RequestStatus.AWAITING_AUTHORITY if waits else RequestStatus.OPEN,
        asked_at=moment,
        narrows=asking.narrows,
        **({} if waits else _sending(asking.holder, question.purpose, moment)),
    )


def _words(question: Ask) -> dict[str, Any]:
    """What was asked, as both sides will read it."""
    known = [question.school_or_address.strip()]
    if question.age is not None:
        known.insert(0, _("about %(age)s years old") % {"age": question.age})
    return {
        "channel": question.channel,
        "given": question.given_names.strip(),
        "family": question.family_name.strip(),
        "born_on": question.born_on,
        "as_known": "; ".join(part for part in known if part),
        "purpose": question.purpose,
        "law_enforcement": question.law_enforcement,
        "subject_role": question.subject_role or "",
        "offence": question.offence,
        "ready_question": question.ready or "",
        "wanted": question.wanted,
        "why": question.why,
        "if_not_given": question.if_not,
        "power": question.power or "",
        "needed_by": question.needed_by,
    }


def _named(by: Person) -> str:
    return ", ".join(part for part in (by.name, by.title) if part)


def _sending(holder: Organisation, purpose: str | None, moment: datetime) -> dict[str, datetime]:
    """When it is sent and by when it must be answered, in the holder's working days."""
    due = due_at(Purpose(purpose), moment, working_days_of(holder))
    return {"sent_at": moment, "due_at": due}


def _hand_over(asked: InformationRequest, **recipient: Any) -> Deliberation:
    """The holder gets a decision to make. Whoever asks may put it there, and never sees it."""
    recipient = recipient or {"recipient_id": asked.asker_id}
    work = Deliberation(
        org_id=asked.holder_id,
        request=asked,
        route=Route.ASKED,
        status=DecisionStatus.NEW,
        started_at=asked.sent_at,
        due_at=asked.due_at,
        **recipient,
    )
    work.save(force_insert=True)
    routine = clock_of(Purpose(asked.purpose)) == Clock.ROUTINE
    kind = Kind.WAITING if routine else Kind.URGENT
    send(kind, org=asked.holder_id, permission=works_on(asked.holder.kind))
    return work


def _move(asked: InformationRequest, step: RequestStep, **changes: Any) -> None:
    """Take one step, unless somebody else has taken one meanwhile."""
    before = RequestStatus(asked.status)
    changes["status"] = status_after(before, step)
    still = InformationRequest.objects.filter(pk=asked.pk, status=before)
    if not still.update(**changes):
        raise WrongState
    for name, value in changes.items():
        setattr(asked, name, value)


@transaction.atomic
def authorise(asked: InformationRequest, *, by: Person) -> None:
    """An inspector or above, signed in, takes responsibility for the question: now it is sent."""
    _require_may_authorise(asked, by)
    moment = now()
    sending = _sending(asked.holder, asked.purpose, moment)
    _move(
        asked,
        RequestStep.AUTHORISE,
        authorised_by_name=_named(by),
        authorised_at=moment,
        **sending,
    )
    record(Event.AUTHORITY_GIVEN, by=by, about=asked)
    _hand_over(asked)
    send(Kind.ARRIVED, org=_place(by), to=asked.asked_by_id)


@transaction.atomic
def refuse_authority(asked: InformationRequest, reason: str, *, by: Person) -> None:
    """Refuse to authorise a question, with the reason. It is never sent."""
    _require_may_authorise(asked, by)
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that the officer knows what to change.")})
    _move(
        asked,
        RequestStep.DECLINE,
        authority_refused_by_name=_named(by),
        authority_refused_reason=reason,
        ended_at=now(),
    )
    record(Event.AUTHORITY_REFUSED, by=by, about=asked)
    send(Kind.ARRIVED, org=_place(by), to=asked.asked_by_id)


def _require_may_authorise(asked: InformationRequest, by: Person) -> None:
    if asked.asker_id != by.acting_at:
        raise NotThere
    require(by, Permission.REQUEST_AUTHORISE, at=by.acting_at)
    if asked.asked_by_id == by.id:
        raise Denied(_("You asked this question, so somebody else must authorise it."))


@transaction.atomic
def withdraw(asked: InformationRequest, *, by: Person) -> None:
    """Take a question back. The partner's work on it ends."""
    _require_asker(asked, by)
    _move(asked, RequestStep.WITHDRAW, ended_at=now())
    record(Event.REQUEST_WITHDRAWN, by=by, about=asked)
    _end_work(asked)


def _replace(asked: InformationRequest, *, by: Person) -> None:
    """A narrower question takes the place of this one."""
    _require_asker(asked, by)
    _move(asked, RequestStep.NARROW, ended_at=now())
    record(Event.REQUEST_NARROWED, by=by, about=asked)
    _end_work(asked)


def _require_asker(asked: InformationRequest, by: Person) -> None:
    if asked.asker_id != by.acting_at:
        raise NotThere
    require(by, Permission.REQUEST_ASK, at=by.acting_at)


def _end_work(asked: InformationRequest) -> None:
    """The asker cannot reach the holder's work: a job of the holder's ends it."""
    if asked.sent_at is not None:
        tasks.close_deliberation.defer(request=str(asked.pk), org=str(asked.holder_id))


@transaction.atomic
def record_request(told: WrittenDown, *, by: Person) -> Deliberation:
    """Write down a question that arrived by phone, letter, e-mail or in person.

    Who asked, how they were checked, and what they want: then it is decided like any other.
    """
    require(by, Permission.DECISION_SEE, at=by.acting_at)
    question = replace(told.ask, asker=told.asker.kind if told.asker else "")
    problems = problems_of_ask(question, today())
    if question.channel == Channel.HERE:
        problems.setdefault("channel", _("Say how they asked."))
    if problems:
        raise Invalid(problems)
    if told.asker is not None:
        partner(by, told.asker.pk)
    asked = _written_down(told, question, by)
    asked.save(force_insert=True)
    record(Event.REQUEST_WRITTEN_DOWN, by=by, about=asked, channel=asked.channel)
    recipient = {"recipient": told.asker, "outside_recipient": asked.outside_asker}
    return _hand_over(asked, **recipient)


def _written_down(told: WrittenDown, question: Ask, by: Person) -> InformationRequest:
    holder = Organisation.objects.get(pk=by.acting_at)
    organisation = told.asker.name if told.asker else told.organisation
    who = (question.asked_by, question.position, organisation)
    check = (question.identity_check.label if question.identity_check else "", told.number)
    moment = now()
    return InformationRequest(
        **_words(question),
        **_sending(holder, question.purpose, moment),
        holder=holder,
        asked_by_id=by.id,
        asked_by_name=_named(by),
        outside_asker=", ".join(part.strip() for part in who if part.strip())[:250],
        identity_check=": ".join(str(part) for part in check if part)[:500],
        authorised_by_name=told.authorised_by,
        status=RequestStatus.OPEN,
        asked_at=moment,
    )


@transaction.atomic
def read_request(asked: InformationRequest, *, by: Person) -> None:
    """Reading a question, and what came of it, is an event."""
    child = getattr(getattr(asked, "asked_about", None), "child_id", None)
    record(Event.REQUEST_READ, by=by, about=asked, child=child)
