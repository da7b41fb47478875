"""Reading the log leaves a row too."""

from __future__ import annotations

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.models import AuditEvent
from crossing.audit.rules import Event
from crossing.core.paging import Page
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.stewardship import queries
from crossing.stewardship.rules import Filter


@transaction.atomic
def read_log(found: Filter, after: str | None, *, by: Person) -> Page[AuditEvent]:
    """Read a page of the log of the place where one acts. Auditors only."""
    require(by, Permission.AUDIT_SEE, at=by.acting_at)
    page = queries.looked(by, found, after)
    record(Event.AUDIT_READ, by=by, **found.in_words())
    return page


@transaction.atomic
def export_log(found: Filter, *, by: Person) -> list[AuditEvent]:
    """Take the log out as a file. Auditors only."""
    require(by, Permission.AUDIT_SEE, at=by.acting_at)
    rows = queries.export(by, found)
    record(Event.AUDIT_EXPORTED, by=by, rows=len(rows), **found.in_words())
    return rows


@transaction.atomic
def read_who_looked(child: Child, after: str | None, *, by: Person) -> Page[AuditEvent]:
    """Read who has looked at one child's record. For those who work with that record."""
    require(by, Permission.CONTENT_SEE, at=child.org_id)
    page = queries.looked_at(by, child, after)
    record(Event.AUDIT_READ, by=by, about=child, child=child.pk)
    return page
