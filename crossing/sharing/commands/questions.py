"""Answering a question back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.database.sealed import sealed
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing.commands._request import leave_to
from crossing.sharing.models import Question
from crossing.sharing.rules.audience import works_on


@transaction.atomic
def read_question(question: Question, *, by: Person) -> None:
    """Reading a question back is an event, like reading what it is about."""
    record(Event.REQUEST_READ, by=by, about=question)


@transaction.atomic
def answer_question(question: Question, answer: str, *, by: Person) -> None:
    """Answer the other side's one question. Anything new about a child needs its own decision."""
    if question.to_org_id != by.acting_at:
        raise NotThere
    about_request = question.request_id is not None
    needed = Permission.REQUEST_ASK if about_request else Permission.DECISION_SEE
    require(by, needed, at=by.acting_at)
    if not answer.strip():
        raise Invalid({"text": _("Write your answer.")})
    unanswered = Question.objects.filter(pk=question.pk, answered_at__isnull=True)
    written = {"answer": answer.strip(), "answered_by_name": named(by), "answered_at": now()}
    if not unanswered.update(**sealed(question, **written)):
        raise WrongState(_("This question has been answered already."))
    record(Event.QUESTION_ANSWERED, by=by, about=question)
    _tell(question)
    if about_request:
        leave_to("resume_clock", question=str(question.pk), org=str(question.from_org_id))


def _tell(question: Question) -> None:
    """Whoever works on it there is told; a recipient's people are those who may ask."""
    asker = Organisation.objects.get(pk=question.from_org_id)
    about_request = question.request_id is not None
    permission = works_on(asker.kind) if about_request else Permission.REQUEST_ASK
    send(Kind.ARRIVED, org=asker.pk, permission=permission)
