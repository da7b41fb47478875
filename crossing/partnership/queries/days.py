"""Which days count."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from crossing.core.days import EVERYWHERE, Calendar, DayKind, DayRow
from crossing.partnership.models import (
    DayPeriod,
    Organisation,
)


def calendar_for(org: Organisation) -> Calendar:
    """The working days and school days of one organisation: its local authority's, and its own."""
    code = org.local_authority_code or EVERYWHERE
    general = Q(org__isnull=True, local_authority_code__in={EVERYWHERE, code})
    rows = list(DayPeriod.objects.filter(general | Q(org=org)))
    theirs = [_day_row(row) for row in rows if row.org_id is None]
    closed: set[datetime.date] = set()
    for row in rows:
        if row.org_id is not None:
            closed |= _day_row(row).days()
    return Calendar.of(theirs, code).also_closed(closed)


def calendars_for(orgs: Iterable[Organisation]) -> dict[UUID, Calendar]:
    """The calendars of many organisations, read at once."""
    every = list(DayPeriod.objects.all())
    theirs = [_day_row(row) for row in every if row.org_id is None]
    found, general = {}, dict[str, Calendar]()
    for org in orgs:
        code = org.local_authority_code or EVERYWHERE
        calendar = general.setdefault(code, Calendar.of(theirs, code))
        own = [_day_row(row).days() for row in every if row.org_id == org.pk]
        found[org.pk] = calendar.also_closed(set().union(*own)) if own else calendar
    return found


def _day_row(row: DayPeriod) -> DayRow:
    kind = DayKind(row.kind)
    return DayRow(kind, row.local_authority_code, row.name, row.starts_on, row.ends_on)
