"""A concern about an adult who works here: recorded, read, decided about, by the few it is for.

The log says that something of this kind happened, and neither about whom nor what.
"""

from __future__ import annotations

import dataclasses
import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now, now
from crossing.core.errors import Invalid
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Membership
from crossing.partnership.people import Person, named, require
from crossing.partnership.queries import calendar_for, organisation_of
from crossing.partnership.rules import Permission, Role
from crossing.records import queries
from crossing.records.checking import complete
from crossing.records.folding import fold
from crossing.records.models import StaffConcern, StaffConcernReading, StaffConcernStep
from crossing.records.rules.adults import (
    AdultIs,
    Keeper,
    Level,
    NewStaffConcern,
    NewStaffStep,
    Standing,
    keeper_of,
)
from crossing.todo.commands import Waits, chase, end_chase
from crossing.todo.rules import Matter

HEADS, CHAIRS = Permission.STAFFCONCERN_SEE, Permission.CHAIRCONCERN_SEE
READERS = {Keeper.HEAD: HEADS, Keeper.CHAIR: CHAIRS}
MATTERS = (Matter.STAFF_CONCERN, Matter.STAFF_CONCERN_HEAD, Matter.STAFF_CONCERN_CHAIR)
OFFICERS = (Role.OFFICER, Role.SERGEANT, Role.AUTHORISER)
SOON = datetime.timedelta(hours=2)  # the LADO hears of harm within one working day


@transaction.atomic
def record_staff_concern(new: NewStaffConcern, *, by: Person) -> StaffConcern:
    """Record a concern about an adult. It goes to the head alone; about the head, to the chair.
    Nobody whom it is about is told, nor anybody else."""
    require(by, Permission.CONCERN_RECORD, at=by.acting_at)
    complete(new)
    adult, as_named = _adult(new, by)
    concern = StaffConcern(
        org_id=by.place,
        goes_to=keeper_of(_standing(new, adult, by)),
        adult_id=adult,
        author_id=by.id,
        author_name=named(by),
        recorded_at=Now(),
        **(_said(new) | {"adult_as_named": as_named}),
    )
    concern.save(force_insert=True)
    _tell(concern)
    _wait(concern, by)
    record(Event.STAFF_CONCERN_RECORDED, by=by, about=concern)
    return concern


def _said(new: NewStaffConcern) -> dict[str, object]:
    said = dataclasses.asdict(new)
    del said["adult"]
    return said


def _adult(new: NewStaffConcern, by: Person) -> tuple[UUID | None, str]:
    """The colleague whom it is about: chosen, or typed by name; so that they never read it. Who
    leads here is known without being named."""
    here = queries.colleagues_here(by)
    if new.adult:
        chosen = [one for one in here if one.account_id == new.adult]
        if not chosen:
            raise Invalid({"adult": _("Choose somebody who works here, or say who it is")})
        return new.adult, new.adult_as_named.strip() or chosen[0].name
    wanted = fold(new.adult_as_named)
    same = {one.account_id for one in here if fold(one.name) == wanted}
    if len(same) > 1:
        raise Invalid({"adult": _("Two people here have this name: choose which")})
    if not same and new.adult_is == AdultIs.LEADER:
        same = queries.holders_of(by.place, HEADS)
    return (same.pop() if len(same) == 1 else None), new.adult_as_named


def _standing(new: NewStaffConcern, adult: UUID | None, by: Person) -> Standing:
    heads = queries.holders_of(by.place, HEADS)
    chairs = queries.holders_of(by.place, CHAIRS)
    roles = Membership.objects.filter(org=by.place, account=adult).values_list("role", flat=True)
    return Standing(
        place=by.place_kind,
        adult_is=new.adult_is,
        adult_leads=adult in heads,
        adult_is_officer=adult is not None and any(role in OFFICERS for role in roles),
        author_leads=by.id in heads,
        another_leader=bool(heads - {adult, by.id}),
        another_chair=bool(chairs - {adult}),
    )


def _tell(concern: StaffConcern) -> None:
    """Each reader by themselves: a message to all who hold the permission could reach the adult."""
    kind = Notice.WAITING if concern.level == Level.LOW else Notice.URGENT
    readers = queries.readers_of(concern, READERS[Keeper(concern.goes_to)])
    for account in sorted(readers - {concern.author_id}):
        send(kind, org=concern.org_id, to=account)


def _wait(concern: StaffConcern, by: Person) -> None:
    """It is chased until it is read, by nobody whom it is about."""
    org, moment = organisation_of(by), now()
    late = calendar_for(org).working_day_deadline(moment, 1)
    due = late if concern.level == Level.LOW else moment + SOON
    ring = queries.services_here(by).first()
    chase(Waits(_matter(concern), concern.pk, org, due, ring=ring), by=by)


def _matter(concern: StaffConcern) -> Matter:
    if concern.goes_to == Keeper.CHAIR:
        return Matter.STAFF_CONCERN_CHAIR
    if concern.adult_id in queries.holders_of(concern.org_id, CHAIRS):
        return Matter.STAFF_CONCERN_HEAD
    return Matter.STAFF_CONCERN


@transaction.atomic
def read_staff_concern(concern: StaffConcern, *, by: Person) -> StaffConcern:
    """Open one. When whoever it went to opens it, its author sees that it was read."""
    require(by, Permission.OWN_SEE, *READERS.values(), at=concern.org_id)
    mine = StaffConcernReading.objects.filter(org=concern.org_id, concern=concern, by=by.id)
    if queries.keeps(by, concern) and by.id != concern.author_id and not mine.exists():
        StaffConcernReading(**_beside(concern, by)).save(force_insert=True)
        for matter in MATTERS:
            end_chase(matter, concern.pk, org=concern.org_id, by=by)
    record(Event.STAFF_CONCERN_READ, by=by, about=concern)
    return concern


def _beside(concern: StaffConcern, by: Person) -> dict[str, object]:
    return {
        "org_id": concern.org_id,
        "concern": concern,
        "by_id": by.id,
        "by_name": named(by),
        "at": Now(),
    }


@transaction.atomic
def decide_staff_concern(
    concern: StaffConcern, new: NewStaffStep, *, by: Person
) -> StaffConcernStep:
    """Decide what to do, with the reason. A later decision stands beside an earlier one."""
    require(by, READERS[Keeper(concern.goes_to)], at=concern.org_id)
    queries.kept_or_denied(by, concern)
    complete(new)
    step = StaffConcernStep(**_beside(concern, by), **dataclasses.asdict(new))
    step.save(force_insert=True)
    record(Event.STAFF_CONCERN_DECIDED, by=by, about=concern)
    return step
