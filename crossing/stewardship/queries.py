"""Who has looked, for those who may ask."""

from __future__ import annotations

import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from crossing.audit.models import NOWHERE, AuditEvent
from crossing.audit.rules import Event
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.records.models import Child, group_of
from crossing.stewardship.rules import EXPORT_LIMIT, Filter

LONDON = ZoneInfo("Europe/London")
NEWEST = ("-at", "-id")


def _start_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), LONDON)


def _wanted(found: Filter) -> Q:
    wanted = Q()
    for column in ("who", "event", "child"):
        if value := getattr(found, column):
            wanted &= Q(**{column: value})
    if found.from_day:
        wanted &= Q(at__gte=_start_of(found.from_day))
    if found.to_day:
        wanted &= Q(at__lt=_start_of(found.to_day + datetime.timedelta(days=1)))
    return wanted


def events(person: Person, found: Filter) -> QuerySet[AuditEvent]:
    """The log of the place where the auditor acts, or of no place at all."""
    org = NOWHERE if found.before_sign_in else person.place
    return AuditEvent.objects.filter(_wanted(found), org=org)


def looked(person: Person, found: Filter, after: str | None) -> Page[AuditEvent]:
    """One page of it, newest first."""
    return keyset(events(person, found), NEWEST, after)


def export(person: Person, found: Filter) -> list[AuditEvent]:
    """As much of it as one file may hold, newest first."""
    return list(events(person, found).order_by(*NEWEST)[:EXPORT_LIMIT])


def looked_at(person: Person, child: Child, after: str | None) -> Page[AuditEvent]:
    """Who has looked at one child's record, here; only for those who see the record themselves."""
    rows = AuditEvent.objects.filter(
        org=person.place, child__in=[str(pk) for pk in group_of(child)]
    )
    return keyset(rows, NEWEST, after)


def people(person: Person) -> list[tuple[str, str]]:
    """The people of this place, for the filter."""
    rows = Membership.objects.filter(org=person.place).order_by("name", "account_id")
    names: dict[UUID, str] = {row.account_id: row.name for row in rows}
    return [(str(account), name) for account, name in names.items()]


def lately_refused(person: Person, most: int) -> list[AuditEvent]:
    """The latest refused attempts at this place."""
    found = events(person, Filter(event=Event.SITE_ATTEMPT_REFUSED))
    return list(found.order_by(*NEWEST)[:most])
