"""A child's record and chronology."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from crossing.core.clock import now, today
from crossing.core.csvout import csv_response_rows
from crossing.core.days import london
from crossing.govuk.lists import links
from crossing.paper.blocks import SENSITIVE, printed_by
from crossing.paper.printing import pdf_response
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.children import FilterForm
from crossing.records.paper import chronology_paper
from crossing.records.queries.chronology import KINDS
from crossing.records.queries.entries import ChronologyEntry
from crossing.records.rules import BASIS_TOLD, MOVABLE, CareStatus, IdentifierKind, NameKind, Sex
from crossing.records.rules.spoken import LANGUAGES

WORDS = {"sex": Sex, "care": CareStatus, "name": NameKind, "number": IdentifierKind}


def show(request: SignedIn, pk: UUID) -> HttpResponse:
    """Open a child's record: what is held, and what happened, the newest first."""
    person = request.person
    child = queries.child_for(person, pk)
    if child.pk != pk:  # it was joined to another record, which is the one in use
        return redirect("records:child", child.pk)
    commands.open_child(child, by=person)
    form = FilterForm(request.GET if "kind" in request.GET else None)
    rows = queries.chronology(person, child, form.filters(), request.GET.get("after"))
    context = {
        "child": child,
        "record": queries.record_of(person, child),
        "rows": rows.items,
        "paged": links(request, rows),
        "form": form,
        "today": today(),
        "kinds": KINDS,
        "words": {name: dict(listed.choices) for name, listed in WORDS.items()},
        "basis": BASIS_TOLD,
        "languages": LANGUAGES,
        "may_change": person.may(Permission.CHILD_RECORD),
        "may_flag": person.may(Permission.RESTRICTED_SEE),
        "may_seal": person.may(Permission.SEALED_SEE),
        "may_move": person.may(Permission.CHILD_RECORD),
        "movable": MOVABLE,
        "may_open_removed": person.may(Permission.CONCERN_DECIDE),
        "join_waits": queries.open_join_request(child),
        "may_ask": person.may(Permission.REQUEST_ASK),
        "may_share_now": person.may(Permission.EMERGENCY_SHARE),
    }
    return render(request, "records/child.html", context)


def export(request: SignedIn, pk: UUID) -> HttpResponse:
    """The whole chronology as a file."""
    child = queries.child_for(request.person, pk)
    commands.export_chronology(child, by=request.person)
    rows = [_cells(entry) for entry in queries.shareable(request.person, child)]
    response = HttpResponse(csv_response_rows(_columns(), rows), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="chronology.csv"'
    return response


def printed(request: SignedIn, pk: UUID) -> HttpResponse:
    """The whole chronology on paper."""
    person = request.person
    child = queries.child_for(person, pk)
    commands.print_chronology(child, by=person)
    said = printed_by(person.name, person.title, person.place_name, now())
    entries = queries.shareable(person, child)
    return pdf_response(chronology_paper(child, entries, SENSITIVE, said), "chronology")


def _columns() -> list[str]:
    return [
        *(
            _("Happened on"),
            _("Recorded"),
            _("Kind"),
            _("Title"),
            _("Text"),
            _("Child’s own words"),
        ),
        *(_("Fact or opinion"), _("Author"), _("Source"), _("Age"), _("School year")),
        _("Why it is significant"),
    ]


def _cells(entry: ChronologyEntry) -> list[object]:
    return [
        entry.happened_on.isoformat(),
        london(entry.recorded_at).isoformat(timespec="minutes"),
        KINDS.get(entry.kind, _("Concern")),
        entry.title,
        entry.text,
        _("Yes") if entry.childs_words else "",
        BASIS_TOLD.get(entry.basis, ""),
        entry.author,
        entry.source,
        entry.age,
        entry.year,
        entry.significant,
    ]
