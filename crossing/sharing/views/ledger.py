"""What we have shared: the register, one decision, and all about one child."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crossing.core.clock import now, today
from crossing.core.csvout import csv_response_rows
from crossing.core.errors import Invalid
from crossing.govuk.lists import links
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.models import group_of
from crossing.records.queries import advice_about, child_for, search_children, search_for
from crossing.sharing.commands import ledger as commands
from crossing.sharing.forms.receive import LedgerForm
from crossing.sharing.queries import ledger as queries
from crossing.sharing.queries.asking import id_of
from crossing.sharing.queries.emergency import unrecorded_about
from crossing.sharing.queries.ledger_words import OUTCOMES, answers_of, law_of
from crossing.sharing.queries.marks import marks
from crossing.sharing.queries.partners import partners
from crossing.sharing.queries.receive import received, received_about
from crossing.sharing.queries.telling import is_to_tell, tellings
from crossing.sharing.rules import Purpose, Route, Treatment


def ledger(request: SignedIn) -> HttpResponse:
    """Every decision of ours, refusals too, newest first."""
    require(request.person, Permission.DECISION_SEE, at=request.person.acting_at)
    form, filters = _filters(request)
    rows = queries.ledger(request.person, filters, request.GET.get("after"))
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "rows": rows.items,
        "at_once": queries.at_once(request.person, filters),
        "now": now(),
        "pages": links(request, rows),
        "marks": marks(row.disclosure_id for row in rows.items),
        "query": query.urlencode(),
        "filtered": filters.count > 0,
        "outcomes": OUTCOMES,
        "purposes": dict(Purpose.choices),
        "who": request.GET.get("who", ""),
        "may_search": request.person.may(Permission.OWN_SEE),
        "most": queries.MOST_IN_A_FILE,
    }
    return page(request, "sharing/ledger.html", context, form)


def _filters(request: SignedIn) -> tuple[LedgerForm, queries.Filters]:
    names = partners(request.person).prefetch_related(None)
    form = LedgerForm(
        request.GET or None, partners=names, deciders=queries.deciders(request.person)
    )
    data: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    filters = queries.Filters(
        children=_children(request),
        partner=id_of(data.get("partner")),
        purpose=data.get("purpose", ""),
        outcome=data.get("outcome", ""),
        decider=id_of(data.get("decider")),
        since=data.get("since"),
        until=data.get("until"),
    )
    return form, filters


def _children(request: SignedIn) -> list[UUID] | None:
    """The children that a search found, or the one whose page led here."""
    if child := id_of(request.GET.get("child")):
        return list(group_of(child_for(request.person, child)))
    if who := id_of(request.GET.get("who")):
        search = search_for(request.person, who)
        found = search_children(request.person, search.text)
        return [pk for match in found for pk in group_of(match.child)]
    return None


@require_POST
def find(request: SignedIn) -> HttpResponse:
    """Find a child by name: posted, so that no address ever holds the name."""
    require(request.person, Permission.DECISION_SEE, at=request.person.acting_at)
    address = reverse("sharing:ledger")
    text = request.POST.get("child", "").strip()
    if not text:
        raise Invalid({"child": _("Enter a name")})
    return redirect(f"{address}?who={records.search(text, by=request.person).pk}")


def ledger_csv(request: SignedIn) -> HttpResponse:
    """The register as a file, with the same filters."""
    _form, filters = _filters(request)
    rows = queries.ledger_rows(request.person, filters)
    commands.export_ledger(len(rows), filters.count, by=request.person)
    response = HttpResponse(csv_response_rows(queries.HEADER, rows), content_type="text/csv")
    name = f"what-we-have-shared-{today():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def decision(request: SignedIn, pk: UUID) -> HttpResponse:
    """One decision, whole: what, with whom, why, under which law, and what came back."""
    found = queries.decision_for(request.person, pk)
    commands.read_decision(found, by=request.person)
    shared = found.disclosure
    context = {
        "decision": found,
        "answers": answers_of(found),
        "law": law_of(found),
        "outcome": OUTCOMES[found.outcome],
        "purpose": Purpose(found.purpose).label,
        "route": Route(found.route).label,
        "treatments": dict(Treatment.choices),
        "advice": advice_about(request.person, deliberation=found.deliberation_id),
        "it": received(request.person, shared) if shared else None,
        "looked": tellings(found),
        "to_tell": is_to_tell(found),
    }
    return page(request, "sharing/decision.html", context)


def shared_about(request: SignedIn, pk: UUID) -> HttpResponse:
    """All that was shared about one child, with whom, when and why, on one page."""
    person = request.person
    require(person, Permission.DECISION_SEE, at=person.acting_at)
    child = child_for(person, pk)
    commands.read_about(child, by=person)
    decisions, arrived = queries.shared_about(person, child), received_about(person, child)
    ours, theirs = (row.disclosure_id for row in decisions), (row.pk for row in arrived)
    context = {
        "child": child,
        "at_once": unrecorded_about(person, child.pk),
        "now": now(),
        "decisions": decisions,
        "received": arrived,
        "marks": marks([*ours, *theirs]),
        "outcomes": OUTCOMES,
        "purposes": dict(Purpose.choices),
    }
    return page(request, "sharing/shared_about.html", context)
