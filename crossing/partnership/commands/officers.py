"""Officers and the schools that they serve."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.errors import Invalid
from crossing.partnership.models import Assignment, Membership, Organisation
from crossing.partnership.people import Actor, require
from crossing.partnership.queries import OFFICERS, schools_of
from crossing.partnership.rules import Permission


@transaction.atomic
def assign_officer(
    member: Membership,
    school: Organisation,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    by: Actor,
) -> Assignment:
    """An officer of one's own team serves a school between two days. It opens no record there."""
    require(by, Permission.ASSIGNMENTS_MANAGE, at=member.org_id)
    if member.role not in OFFICERS:
        raise Invalid({"officer": _("Select an officer")})
    if not schools_of(member.org_id).filter(pk=school.pk).exists():
        raise Invalid({"school": _("Select a school of your partnership")})
    if ends_on and ends_on < starts_on:
        raise Invalid({"ends_on": _("The last day must be on or after the first day")})
    assignment = Assignment(
        org_id=member.org_id,
        account_id=member.account_id,
        officer_name=member.name,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    assignment.save(force_insert=True)
    record(Event.OFFICER_ASSIGNED, by=by, about=assignment)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, last_day: datetime.date, *, by: Actor) -> None:
    """End an officer's assignment to a school."""
    require(by, Permission.ASSIGNMENTS_MANAGE, at=assignment.org_id)
    if last_day < assignment.starts_on:
        raise Invalid({"last_day": _("The last day must be on or after the first day")})
    assignment.ends_on = last_day
    assignment.save(update_fields=["ends_on"])
    record(Event.ASSIGNMENT_ENDED, by=by, about=assignment)
