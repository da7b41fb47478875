"""What every way of asking has in common: its words, its clock, and handing it over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from procrastinate.contrib.django import app

from crossing.core.errors import WrongState
from crossing.database.sealed import sealed
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.models import Organisation
from crossing.sharing.models import Deliberation, InformationRequest
from crossing.sharing.queries.partners import working_days_of
from crossing.sharing.rules import (
    Ask,
    Clock,
    DecisionStatus,
    Purpose,
    RequestStatus,
    RequestStep,
    Route,
    clock_of,
    status_after,
)
from crossing.sharing.rules.audience import as_known, works_on
from crossing.sharing.rules.standing import due_at


def words_of(question: Ask) -> dict[str, Any]:
    """What was asked, as both sides will read it."""
    return {
        "channel": question.channel,
        "given": question.given_names.strip(),
        "family": question.family_name.strip(),
        "born_on": question.born_on,
        "as_known": as_known(question.age, question.school_or_address),
        "purpose": question.purpose,
        "law_enforcement": question.law_enforcement,
        "subject_role": question.subject_role or "",
        "offence": question.offence,
        "ready_question": question.ready or "",
        "existence_only": question.existence,
        "wanted": question.wanted,
        "why": question.why,
        "if_not_given": question.if_not,
        "power": question.power or "",
        "needed_by": question.needed_by,
    }


def sending(holder: Organisation, purpose: str, moment: datetime) -> dict[str, datetime]:
    """When it is sent and by when it must be answered, in the holder's working days."""
    due = due_at(Purpose(purpose), moment, working_days_of(holder))
    return {"sent_at": moment, "due_at": due}


def hand_over(asked: InformationRequest, **recipient: Any) -> Deliberation:
    """The holder gets a decision to make. Whoever asks may put it there, and never sees it."""
    recipient = recipient or {"recipient_id": asked.asker_id}
    times: dict[str, Any] = {"started_at": asked.sent_at, "due_at": asked.due_at}
    work = Deliberation(
        org_id=asked.holder_id,
        request=asked,
        route=Route.ASKED,
        status=DecisionStatus.NEW,
        **times,
        **recipient,
    )
    work.save(force_insert=True)
    routine = clock_of(Purpose(asked.purpose)) == Clock.ROUTINE
    kind = Kind.WAITING if routine else Kind.URGENT
    send(kind, org=asked.holder_id, permission=works_on(asked.holder.kind))
    return work


def move(asked: InformationRequest, step: RequestStep, **changes: Any) -> None:
    """Take one step, unless somebody else has taken one meanwhile."""
    before = RequestStatus(asked.status)
    changes["status"] = status_after(before, step)
    still = InformationRequest.objects.filter(pk=asked.pk, status=before)
    if not still.update(**sealed(asked, **changes)):
        raise WrongState
    for name, value in changes.items():
        setattr(asked, name, value)


def leave_to(job: str, **ids: str) -> None:
    """Leave work to a job, by its name. It runs when this transaction commits, and only then."""
    app.configure_task(f"crossing.sharing.tasks.{job}").defer(**ids)
