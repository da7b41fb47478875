"""Asking a colleague or the data protection officer, and answering in writing."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now, now
from crossing.core.errors import Denied, Invalid, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Membership
from crossing.partnership.people import Actor, Person, named, require
from crossing.partnership.queries import calendar_for, organisation_of
from crossing.partnership.rules import Permission
from crossing.records import queries
from crossing.records.checking import complete
from crossing.records.models import Advice, AdviceAnswer, AdviceBack
from crossing.records.queries.advice import About
from crossing.records.rules.advice import ANSWER_DAYS, NewAdvice
from crossing.todo.commands import Waits, chase, end_chase, set_task
from crossing.todo.models import Task
from crossing.todo.rules import Audience, Matter


@transaction.atomic
def ask_advice(about: About, new: NewAdvice, *, by: Person) -> Advice:
    """Ask for advice. Whoever is asked reads the question and no record; names are covered in it
    unless it says why they are needed. It is chased until it is answered, or ends without one."""
    allowed = (Permission.CONTENT_SEE, Permission.OUTSIDE_SEE)
    require(by, *allowed, at=about.org)
    complete(new)
    asked = next((one for one in queries.may_be_asked(by) if one.account_id == new.of), None)
    if asked is None:
        raise Invalid({"of": _("Select somebody who works here")})
    covered = new.names_because.strip() == ""
    org, moment = organisation_of(by), now()
    advice = Advice(
        org_id=about.org,
        concern=about.concern,
        deliberation=about.deliberation,
        asked_by_id=by.id,
        asked_by_name=named(by),
        of_id=asked.account_id,
        of_name=_listed(asked),
        question=queries.without_names(by, about, new.question) if covered else new.question,
        names_because=new.names_because.strip(),
        asked_at=moment,
        due_at=calendar_for(org).working_day_deadline(moment, ANSWER_DAYS),
    )
    advice.save(force_insert=True)
    chase(Waits(Matter.ADVICE, advice.pk, org, advice.due_at), by=by)
    set_task(_task(advice), by=by)
    send(Notice.WAITING, org=about.org, to=advice.of_id)
    child = about.child.pk if about.child else None
    record(Event.ADVICE_ASKED, by=by, about=advice, child=child, names_covered=covered)
    return advice


def _listed(asked: Membership) -> str:
    return ", ".join(part for part in (asked.name, asked.title or asked.role_name) if part)[:250]


def _task(advice: Advice) -> Task:
    return Task(
        org_id=advice.org_id,
        audience=Audience.HEADS,
        account_id=advice.of_id,
        named=advice.of_name,
        matter=Matter.ADVICE,
        about=advice.pk,
        due_at=advice.due_at,
    )


@transaction.atomic
def read_advice(advice: Advice, *, by: Person) -> Advice:
    """Open a question that one is asked, or the answer."""
    require(by, Permission.COLLEAGUES_SEE, at=advice.org_id)
    record(Event.ADVICE_READ, by=by, about=advice)
    return advice


@transaction.atomic
def answer_advice(advice: Advice, text: str, *, by: Person) -> AdviceAnswer:
    """Answer in writing, once. Only whoever was asked."""
    require(by, Permission.COLLEAGUES_SEE, at=advice.org_id)
    if by.id != advice.of_id:
        raise Denied
    if not text.strip():
        raise Invalid({"text": _("Enter your answer")})
    _check_waits(advice)
    answer = AdviceAnswer(
        org_id=advice.org_id,
        advice=advice,
        by_id=by.id,
        by_name=named(by),
        text=text,
        at=Now(),
    )
    answer.save(force_insert=True)
    end_chase(Matter.ADVICE, advice.pk, org=advice.org_id, by=by)
    send(Notice.WAITING, org=advice.org_id, to=advice.asked_by_id)
    record(Event.ADVICE_ANSWERED, by=by, about=advice)
    return answer


def _check_waits(advice: Advice) -> None:
    if AdviceAnswer.objects.filter(org=advice.org_id, advice=advice).exists():
        raise WrongState(_("This has been answered already."))
    if AdviceBack.objects.filter(org=advice.org_id, advice=advice).exists():
        raise WrongState(_("No answer is wanted any more."))


@transaction.atomic
def take_back_advice(advice: Advice, *, by: Person) -> None:
    """Take the question back, to ask somebody else or nobody: whoever asked, and who decides."""
    require(by, Permission.COLLEAGUES_SEE, at=advice.org_id)
    if not queries.may_take_back(by, advice):
        raise Denied
    _check_waits(advice)
    _end(advice, by=by)
    record(Event.ADVICE_BACK, by=by, about=advice)


@transaction.atomic
def end_advice(org: UUID, *, by: Actor, **about: UUID) -> None:
    """A part of deciding or closing what advice was asked about: nobody need answer any more."""
    for advice in Advice.objects.filter(org=org, answer=None, back=None, **about):
        _end(advice, by=by)
        record(Event.ADVICE_BACK, by=by, about=advice)


def _end(advice: Advice, *, by: Actor) -> None:
    person = by if isinstance(by, Person) else None
    AdviceBack(
        org_id=advice.org_id,
        advice=advice,
        by_id=person.id if person else None,
        by_name=named(person) if person else by.name,
        at=Now(),
    ).save(force_insert=True)
    end_chase(Matter.ADVICE, advice.pk, org=advice.org_id, by=by)
