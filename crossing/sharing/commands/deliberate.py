"""Making up one's mind, step by step: nothing here leaves the organisation."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now, now, today
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.models import Child
from crossing.sharing import rules
from crossing.sharing.answers import plain
from crossing.sharing.models import Connection, Deliberation, DeliberationItem
from crossing.sharing.queries.desk import Desk, is_only_outside_decider
from crossing.sharing.queries.partners import working_days_of
from crossing.sharing.queries.people import deciders_left
from crossing.sharing.rules.audience import works_on
from crossing.sharing.rules.standing import due_at

UNASKED_PERMISSIONS = (Permission.SHARING_DECIDE, Permission.SHARING_PROPOSE)
EDITABLE = (rules.DecisionStatus.NEW, rules.DecisionStatus.RETURNED)


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


@dataclass(frozen=True)
class Chosen:
    """One thing that may be shared, and what becomes of it."""

    title: str
    text: str
    treatment: str
    basis: str
    data_class: str
    entry_kind: str = ""
    entry: UUID | None = None
    happened_on: datetime.date | None = None
    source: str = ""
    childs_words: bool = False
    reason: str = ""
    still_true: str = ""


@dataclass(frozen=True)
class Work:
    """What one page of the path saves. `version` is the one that the page was made from."""

    step: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    child: Child | None = None
    items: Sequence[Chosen] | None = None
    version: int | None = None


@transaction.atomic
def start_unasked(child: Child, start: Start, *, by: Person) -> Deliberation:
    """Start to share about one's own child: without being asked, on the phone, or told already."""
    if not any(child.org_id in by.places(each) for each in UNASKED_PERMISSIONS):
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
        _replace_items(deliberation, [_said(start)])
    record(
        Event.DELIBERATION_STARTED, by=by, about=deliberation, child=child.pk, route=start.route
    )
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
def open_deliberation(deliberation: Deliberation, step: str, *, by: Person) -> None:
    """Read one page of a decision in the making, with the request that lies behind it."""
    require(by, Permission.DECISION_SEE, at=deliberation.org_id)
    record(
        Event.DELIBERATION_OPENED,
        by=by,
        about=deliberation,
        child=deliberation.child_id,
        step=step,
    )


@transaction.atomic
def speak(deliberation: Deliberation, *, by: Person) -> Deliberation:
    """A child is in danger, or it cannot wait: the answer is given by phone, and decided as usual."""
    fresh = locked(deliberation, by=by)
    fresh.route = rules.Route.SPEAKING
    fresh.answers |= {"channel": rules.Channel.PHONE}
    _keep(fresh, "speaking", by=by)
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
    _keep(fresh, "speaking", by=by)
    return fresh


@transaction.atomic
def look_for(deliberation: Deliberation, text: str, *, by: Person) -> None:
    """Look among our own children under another name than the asker gave."""
    fresh = locked(deliberation, by=by)
    fresh.answers |= {"look_for": text[:200]}
    fresh.save(update_fields=["answers"])
    record(Event.CHILD_SEARCHED, by=by, about=fresh)


@transaction.atomic
def declare_connection(deliberation: Deliberation, *, by: Person) -> None:
    """Somebody is personally connected to the family: they are out, and others decide.

    When nobody is left inside, it passes to the named outside decider.
    """
    fresh = locked(deliberation, by=by, editing=False)
    Connection(
        org_id=fresh.org_id, deliberation=fresh, account_id=by.id, name=by.name, at=Now()
    ).save(force_insert=True)
    if not deciders_left(fresh):
        fresh.outside = True
        fresh.save(update_fields=["outside"])
    send(Notice.WAITING, org=fresh.org_id, permission=works_on(fresh.org.kind))
    record(
        Event.CONNECTION_DECLARED, by=by, about=fresh, child=fresh.child_id, outside=fresh.outside
    )


@transaction.atomic
def save_step(deliberation: Deliberation, work: Work, *, by: Person) -> Deliberation:
    """Save one page of the path. Somebody else's newer page is never overwritten unread."""
    fresh = locked(deliberation, by=by, version=work.version)
    put(fresh, work, by=by)
    return fresh


def put(fresh: Deliberation, work: Work, *, by: Person) -> None:
    """Write one page into a locked deliberation."""
    ours = work.answers.get("is_our_child")
    if ours is not None:
        _choose_child(fresh, work.child if ours == rules.OurChild.YES else None, by=by)
    if work.items is not None:
        _replace_items(fresh, work.items)
    fresh.answers |= plain(work.answers)
    _keep(fresh, work.step, by=by)


def _choose_child(fresh: Deliberation, child: Child | None, *, by: Person) -> None:
    """Which of our children it is. Another child means other items; looking is an event."""
    chosen = child.pk if child else None
    if chosen == fresh.child_id:
        return
    fresh.items.all().delete()
    fresh.child = child
    fresh.answers["done"] = [
        step for step in fresh.answers.get("done", []) if step not in ("items", "others", "weigh")
    ]
    if child is not None:
        records.open_child(child, by=by)


def _replace_items(fresh: Deliberation, items: Sequence[Chosen]) -> None:
    fresh.items.all().delete()
    DeliberationItem.objects.bulk_create(
        DeliberationItem(
            org_id=fresh.org_id, deliberation=fresh, position=position, **vars(item)
        )
        for position, item in enumerate(items)
    )


def draft_key(deliberation: Deliberation, step: str) -> str:
    """Under which key the words on one page save themselves."""
    return f"decide-{deliberation.pk}-{step}"


def _keep(fresh: Deliberation, step: str, *, by: Person) -> None:
    records.drop_draft(draft_key(fresh, step), by=by)
    done = fresh.answers.get("done", [])
    fresh.answers |= {"done": [*done, *([] if step in done else [step])], "by": str(by.id)}
    fresh.version += 1
    fresh.save(update_fields=["answers", "version", "child", "route", "status"])
    record(Event.DELIBERATION_SAVED, by=by, about=fresh, child=fresh.child_id, step=step)


def locked(
    deliberation: Deliberation,
    *,
    by: Person,
    version: int | None = None,
    editing: bool = True,
) -> Deliberation:
    """The row as it stands now, held until this is done; refused when it has moved on."""
    _require_part(deliberation, by=by)
    fresh = (
        Deliberation.objects.select_for_update(of=("self",))
        .select_related("org", "recipient", "request__asker", "child")
        .get(pk=deliberation.pk)
    )
    _require_open(fresh)
    if editing and fresh.status not in EDITABLE:
        raise WrongState(_("This has been proposed. It can be changed when it has been returned."))
    somebody_else = fresh.answers.get("by") != str(by.id)
    if version is not None and version != fresh.version and somebody_else:
        raise WrongState(
            _("Somebody else has worked on this since you opened it. Open it again to carry on.")
        )
    return fresh


def _require_part(deliberation: Deliberation, *, by: Person) -> None:
    """Only those who decide or propose here, and nobody who is personally connected."""
    everybody = (*UNASKED_PERMISSIONS, Permission.SHARING_CONFIRM)
    if not any(deliberation.org_id in by.places(each) for each in everybody):
        raise Denied
    if deliberation.connections.filter(account=by.id).exists():
        raise NotThere
    if is_only_outside_decider(by) and not deliberation.outside:
        raise NotThere


def _require_open(fresh: Deliberation) -> None:
    if fresh.ended_at is not None:
        raise WrongState(_("This has already been decided."))
    if fresh.request is not None and fresh.request.ended_at is not None:
        raise WrongState(_("The request has been withdrawn, so there is nothing to decide."))


def desk_of(fresh: Deliberation, *, by: Person) -> Desk:
    """The locked deliberation, on this person's desk."""
    return Desk(by, fresh, today())
