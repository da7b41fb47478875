"""Sharing that nobody asked for in writing: without being asked, by phone, told already."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person
from crossing.records.models import Child
from crossing.sharing import rules
from crossing.sharing.answers import plain
from crossing.sharing.commands._work import keep, locked, replace_items
from crossing.sharing.commands.work import Chosen
from crossing.sharing.models import (
    Deliberation,
)
from crossing.sharing.queries.mine import may_start
from crossing.sharing.queries.partners import working_days_of
from crossing.sharing.rules.standing import due_at


@dataclass(frozen=True)
class Start:
    """Sharing without being asked, by phone, or told already: who is told, and how."""

    route: rules.Route
    purpose: rules.Purpose
    recipient: Organisation | None = None
    outside_recipient: str = ""
    recipient_kind: str = ""
    told_to: str = ""
    identity_check: str = ""
    channel: str = rules.Channel.HERE
    told_at: datetime.datetime | None = None
    what_was_said: str = ""

    def problems(self, now: datetime.datetime) -> dict[str, str]:
        """Who is told, how they were checked, and for what was told already: what and when."""
        found = {}
        if self.recipient is None and not self.outside_recipient.strip():
            found["recipient"] = _("Choose who is told, or write who they are.")
        told = self.recipient is None or self.route != rules.Route.UNASKED
        if told and not self.told_to.strip():
            found["told_to"] = _("Write down who you are telling, and their position.")
        if told and not self.identity_check:
            found["identity_check"] = _("Say how you checked who they are.")
        if self.route == rules.Route.TOLD_ALREADY:
            found |= self._told_already(now)
        return found

    def _told_already(self, now: datetime.datetime) -> dict[str, str]:
        found = {}
        if not self.what_was_said.strip():
            found["what_was_said"] = _("Write down what you told them.")
        if self.told_at is None:
            found["told_at"] = _("Say when you told them.")
        elif self.told_at > now:
            found["told_at"] = _("The time must be in the past.")
        return found


@transaction.atomic
def start_unasked(child: Child, start: Start, *, by: Person) -> Deliberation:
    """Start to share about one's own child: without being asked, on the phone, or told already."""
    if not may_start(by, child.org_id):
        raise Denied
    moment = now()
    if found := start.problems(moment):
        raise Invalid(found)
    deliberation = Deliberation(
        org_id=child.org_id,
        route=start.route,
        recipient=start.recipient,
        outside_recipient=start.outside_recipient,
        child=child,
        status=rules.DecisionStatus.NEW,
        answers=_answers_at_start(start),
        started_at=moment,
        due_at=due_at(start.purpose, moment, working_days_of(child.org)),
    )
    deliberation.save(force_insert=True)
    if start.what_was_said:
        replace_items(deliberation, [_said(start)])
    record(Event.DELIBERATION_STARTED, by=by, about=deliberation, child=child.pk, route=start.route)
    return deliberation


def _answers_at_start(start: Start) -> dict[str, Any]:
    told = start.recipient is None or start.route != rules.Route.UNASKED
    given = {
        "purpose": start.purpose,
        "recipient_kind": start.recipient_kind,
        "told_to": start.told_to if told else "",
        "identity_check": start.identity_check if told else "",
        "channel": start.channel,
        "told_at": plain(start.told_at),
    }
    return {name: value for name, value in given.items() if value}


def _said(start: Start) -> Chosen:
    """What was told already is the first item, as it was said."""
    return Chosen(
        title=_("What we told them"),
        text=start.what_was_said,
        treatment=rules.Treatment.INCLUDE,
        basis=rules.FactOrOpinion.FACT,
        data_class=rules.data_class_of(start.what_was_said),
        happened_on=start.told_at.date() if start.told_at else None,
    )


@transaction.atomic
def speak(deliberation: Deliberation, *, by: Person) -> Deliberation:
    """It cannot wait: the answer is given by phone, and decided and recorded as usual."""
    fresh = locked(deliberation, by=by)
    fresh.route = rules.Route.SPEAKING
    fresh.answers |= {"channel": rules.Channel.PHONE}
    keep(fresh, "speaking", by=by)
    record(Event.DELIBERATION_SAVED, by=by, about=fresh, child=fresh.child_id, step="speaking")
    return fresh


@transaction.atomic
def read_out(deliberation: Deliberation, items: Sequence[str], *, by: Person) -> Deliberation:
    """The call is over: what was ticked was read out. The written copy goes when it is decided.

    What was not read out is left out.
    """
    fresh = locked(deliberation, by=by)
    for item in fresh.items.filter(treatment=rules.Treatment.INCLUDE):
        if str(item.pk) not in items:
            item.treatment, item.reason = rules.Treatment.LEAVE_OUT, _("Not read out on the phone")
            item.save(update_fields=["treatment", "reason"])
    fresh.answers |= {"told_at": plain(now())}
    keep(fresh, "speaking", by=by)
    record(Event.DELIBERATION_SAVED, by=by, about=fresh, child=fresh.child_id, step="speaking")
    return fresh
