"""The authority that the police need before they ask for law enforcement."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing.commands._request import hand_over, move, sending
from crossing.sharing.models import InformationRequest
from crossing.sharing.rules import RequestStep


@transaction.atomic
def authorise(asked: InformationRequest, *, by: Person) -> None:
    """An inspector or above, signed in, takes responsibility for the question: now it is sent."""
    _require_may_authorise(asked, by)
    moment = now()
    move(
        asked,
        RequestStep.AUTHORISE,
        authorised_by_name=named(by),
        authorised_at=moment,
        **sending(asked.holder, asked.purpose, moment),
    )
    record(Event.AUTHORITY_GIVEN, by=by, about=asked)
    hand_over(asked)
    send(Kind.ARRIVED, org=by.place, to=asked.asked_by_id)


@transaction.atomic
def refuse_authority(asked: InformationRequest, reason: str, *, by: Person) -> None:
    """Refuse to authorise a question, with the reason. It is never sent."""
    _require_may_authorise(asked, by)
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that the officer knows what to change.")})
    move(
        asked,
        RequestStep.DECLINE,
        authority_refused_by_name=named(by),
        authority_refused_reason=reason,
        ended_at=now(),
    )
    record(Event.AUTHORITY_REFUSED, by=by, about=asked)
    send(Kind.ARRIVED, org=by.place, to=asked.asked_by_id)


def _require_may_authorise(asked: InformationRequest, by: Person) -> None:
    if asked.asker_id != by.acting_at:
        raise NotThere
    require(by, Permission.REQUEST_AUTHORISE, at=by.acting_at)
    if asked.asked_by_id == by.id:
        raise Denied(_("You asked this question, so somebody else must authorise it."))
