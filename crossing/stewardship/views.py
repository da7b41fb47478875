"""The auditor's pages, and "who has looked" on each child."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from crossing.audit.models import AuditEvent
from crossing.audit.rules import Event
from crossing.core.csvout import csv_response_rows
from crossing.core.days import london
from crossing.core.paging import Page
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.requests import SignedIn
from crossing.records.queries import child_for
from crossing.stewardship import commands
from crossing.stewardship.forms import LookedForm

COLUMNS = ("When", "Who", "What", "Kind of thing", "Reference", "Child", "Details", "Address")


def looked(request: SignedIn) -> HttpResponse:
    """The log of this place, filtered, newest first."""
    form = LookedForm(request.GET or None, request.person)
    rows = commands.read_log(form.found(), request.GET.get("after"), by=request.person)
    context = {**_listed(request, rows), "query": request.GET.urlencode()}
    return page(request, "stewardship/looked.html", context, form)


def child(request: SignedIn, pk: UUID) -> HttpResponse:
    """Who has looked at one child's record."""
    found = child_for(request.person, pk)
    rows = commands.read_who_looked(found, request.GET.get("after"), by=request.person)
    return page(request, "stewardship/child.html", {**_listed(request, rows), "child": found})


def export(request: SignedIn) -> HttpResponse:
    """The filtered log as a file."""
    found = LookedForm(request.GET or None, request.person).found()
    rows = commands.export_log(found, by=request.person)
    body = csv_response_rows(COLUMNS, [_cells(event) for event in rows])
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="who-has-looked.csv"'
    return response


def _listed(request: SignedIn, rows: Page[AuditEvent]) -> dict[str, object]:
    return {"rows": [(event, _label(event)) for event in rows.items], "paged": links(request, rows)}


def _label(event: AuditEvent) -> str:
    return str(Event(event.event).label)


def _cells(event: AuditEvent) -> tuple[object, ...]:
    details = "; ".join(f"{name}: {value}" for name, value in event.details.items())
    return (
        london(event.at).isoformat(timespec="seconds"),
        event.who_label,
        _label(event),
        event.about_type,
        event.about_id,
        event.child,
        details,
        event.address,
    )
