"""A question that arrived by phone, letter, e-mail or in person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Invalid
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing.commands._request import hand_over, sending, words_of
from crossing.sharing.models import Deliberation, InformationRequest
from crossing.sharing.queries.partners import partner
from crossing.sharing.rules import Ask, Channel, RequestStatus, problems_of_ask


@dataclass(frozen=True)
class WrittenDown:
    """A question that arrived by phone, letter, e-mail or in person. `number` is one we found."""

    ask: Ask
    asker: Organisation | None = None
    organisation: str = ""
    number: str = ""
    authorised_by: str = ""


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
    return hand_over(asked, **recipient)


def _written_down(told: WrittenDown, question: Ask, by: Person) -> InformationRequest:
    holder = Organisation.objects.get(pk=by.place)
    organisation = told.asker.name if told.asker else told.organisation
    who = (question.asked_by, question.position, organisation)
    check = (question.identity_check.label if question.identity_check else "", told.number)
    moment = now()
    return InformationRequest(
        **words_of(question),
        **sending(holder, question.purpose or "", moment),
        holder=holder,
        asked_by_id=by.id,
        asked_by_name=named(by),
        outside_asker=", ".join(part.strip() for part in who if part.strip())[:250],
        identity_check=": ".join(str(part) for part in check if part)[:500],
        authorised_by_name=told.authorised_by,
        status=RequestStatus.OPEN,
        asked_at=moment,
    )
