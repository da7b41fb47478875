"""Share now: a child in danger."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.days import day_of
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, named, require
from crossing.partnership.queries import calendar_for, organisation_of
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing import rules
from crossing.sharing.answers import plain
from crossing.sharing.commands._crossing import envelope
from crossing.sharing.commands._emergency import leave_line
from crossing.sharing.models import (
    Arrival,
    Deliberation,
    DeliberationItem,
    DisclosedItem,
    Emergency,
    EmergencyClock,
)
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.partners import partner
from crossing.sharing.rules.emergency import (
    RECORD_WITHIN,
    UNREAD_AFTER,
    EmergencyStatus,
    Urgent,
    names_of,
    review_due,
)
from crossing.todo.commands import Waits, chase
from crossing.todo.rules import Matter


@dataclass(frozen=True)
class ShareNow:
    """The six answers, with the child and the recipient that were chosen. `key` is of the page
    that was sent: the same page sent twice is one emergency."""

    key: UUID
    urgent: Urgent
    child: Child | None = None
    recipient: Organisation | None = None


@transaction.atomic
def share_now(new: ShareNow, *, by: Person) -> Emergency:
    """Share at once about a child in danger. It is never stopped: no agreement, assessment, second
    person or question of law stands in the way. The record and a review are due afterwards."""
    require(by, Permission.EMERGENCY_SHARE, at=by.acting_at)
    new = _checked(new, by)
    if sent := _sent_before(new.key, by):
        return sent
    moment, org = now(), organisation_of(by)
    desk = _desk(new, org, moment, by)
    try:
        with transaction.atomic():
            emergency = _crossed(new, desk, moment, by)
    except IntegrityError:  # the other press of a double click was first
        if sent := _sent_before(new.key, by):
            return sent
        raise WrongState(_("This page was sent already. Open “Share now” again.")) from None
    _run_clocks(new, emergency, org, moment, by)
    record(
        Event.EMERGENCY_SHARED,
        by=by,
        about=emergency,
        child=emergency.child_id,
        channel=new.urgent.channel,
    )
    return emergency


def _checked(new: ShareNow, by: Person) -> ShareNow:
    """What is missing is said; a child or a recipient that is not ours to choose is not there."""
    if new.child is not None and new.child.org_id != by.place:
        raise NotThere
    if new.recipient is not None:
        partner(by, new.recipient.pk)
    urgent = dataclasses.replace(new.urgent, here=new.recipient is not None)
    if found := urgent.problems():
        raise Invalid(found)
    return dataclasses.replace(new, urgent=urgent)


def _sent_before(key: UUID, by: Person) -> Emergency | None:
    return Emergency.objects.visible_to(by).filter(pk=key, org=by.place, by=by.id).first()


def _desk(new: ShareNow, org: Organisation, moment: datetime.datetime, by: Person) -> Desk:
    """The full record in the making, on which the law is worked out: what was said is in it."""
    urgent = new.urgent
    work = Deliberation(
        org=org,
        route=rules.Route.EMERGENCY,
        recipient=new.recipient,
        outside_recipient="" if new.recipient else urgent.outside.strip()[:250],
        child=new.child,
        status=rules.DecisionStatus.NEW,
        answers=_said(new),
        started_at=moment,
        due_at=moment + RECORD_WITHIN,
    )
    desk = Desk(by, work, today())
    desk.items = _items(new, work)
    work.answers |= _sent_under(desk)
    desk.saved |= work.answers
    return desk


def _said(new: ShareNow) -> dict[str, Any]:
    """Nothing that was said is asked again when the record is written."""
    urgent = new.urgent
    rung = urgent.channel == rules.Channel.PHONE and not urgent.here
    given = {
        "purpose": rules.Purpose.EMERGENCY,
        "child_as_named": urgent.named.strip()[:250],
        "channel": urgent.channel,
        "told_to": "" if urgent.here else urgent.outside.strip(),
        "identity_check": rules.IdentityCheck.CALLED_BACK if rung else "",
        "is_our_child": rules.OurChild.YES if new.child else "",
        "silence_because": urgent.threat.strip(),
        "outcome": rules.Outcome.SHARE_ALL,
    }
    return {name: value for name, value in given.items() if value}


def _sent_under(desk: Desk) -> dict[str, Any]:
    """The conditions under which it is sent stay as they are: the record cannot change them."""
    law = desk.law
    return {
        "marking": law.marking,
        "handling": plain([each.value for each in law.handling]),
        "retention": law.retention.label if law.retention else "",
        "ends_on": plain(law.ends_on),
    }


def _crossed(new: ShareNow, desk: Desk, moment: datetime.datetime, by: Person) -> Emergency:
    """What crosses, with its frozen copy; and the record that is due."""
    desk.deliberation.save(force_insert=True)
    shared = envelope(desk, moment)
    shared.pk = new.key
    if new.child is None:
        shared.child_given, shared.child_family = names_of(new.urgent.named)
    if new.urgent.typed_for.strip():
        shared.sent_by_name = new.urgent.typed_for.strip()[:250]
    shared.save(force_insert=True)
    emergency = Emergency(
        pk=new.key,
        org_id=by.place,
        disclosure=shared,
        deliberation=desk.deliberation,
        child=new.child,
        child_as_named=new.urgent.named.strip()[:250],
        by_id=by.id,
        by_name=named(by),
        typed_for=new.urgent.typed_for.strip()[:250],
        phone=new.urgent.phone.strip()[:100],
    )
    emergency.save(force_insert=True)
    DeliberationItem.objects.bulk_create(desk.items)
    DisclosedItem.objects.bulk_create(
        DisclosedItem(
            disclosure=shared, **{name: getattr(item, name) for name in ("position", *FROZEN)}
        )
        for item in desk.items
    )
    return emergency


FROZEN = ("title", "text", "happened_on", "basis", "data_class")


def _items(new: ShareNow, work: Deliberation) -> list[DeliberationItem]:
    """The two texts, as they were typed: for them, and for our own record."""
    texts = (
        (_("The danger"), new.urgent.threat),
        (_("What to know now"), new.urgent.told),
    )
    return [
        DeliberationItem(
            org_id=work.org_id,
            deliberation=work,
            position=position,
            title=title,
            text=text.strip(),
            treatment=rules.Treatment.INCLUDE,
            basis="",  # nobody was asked
            data_class=rules.data_class_of(text),
            happened_on=day_of(work.started_at),
        )
        for position, (title, text) in enumerate(texts)
    ]


def _run_clocks(
    new: ShareNow, emergency: Emergency, org: Organisation, moment: datetime.datetime, by: Person
) -> None:
    """Their people are told at once, and ours; what is due is chased until it is done."""
    clock = EmergencyClock(
        org=org,
        emergency=emergency,
        status=EmergencyStatus.SHARED,
        shared_at=moment,
        record_due_at=moment + RECORD_WITHIN,
        review_due_at=review_due(moment, calendar_for(org)),
    )
    clock.save(force_insert=True)
    chase(Waits(Matter.EMERGENCY_RECORD, emergency.pk, org, clock.record_due_at), by=by)
    chase(Waits(Matter.EMERGENCY_REVIEW, emergency.pk, org, clock.review_due_at), by=by)
    send(Notice.URGENT, org=org.pk, permission=Permission.EMERGENCY_REVIEW)
    if new.recipient is not None:
        Arrival(org=new.recipient, disclosure_id=emergency.pk).save(force_insert=True)
        send(Notice.URGENT, org=new.recipient.pk, permission=Permission.REQUEST_ASK)
        unread = Waits(
            Matter.EMERGENCY_UNREAD, emergency.pk, org, moment + UNREAD_AFTER, new.recipient
        )
        chase(unread, by=by)
    if new.child is not None:
        told = new.recipient.name if new.recipient else new.urgent.outside.strip()
        leave_line(new.child, emergency, told, by=by)


READERS = (Permission.EMERGENCY_SHARE, Permission.DECISION_SEE, Permission.OUTSIDE_SEE)


@transaction.atomic
def read_emergency(emergency: Emergency, *, by: Person) -> None:
    """Reading what was shared in an emergency is an event, for whoever shared it too."""
    require(by, *READERS, at=emergency.org_id)
    record(Event.EMERGENCY_READ, by=by, about=emergency, child=emergency.child_id)
