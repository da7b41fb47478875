"""What is taken out on paper, and the page for when the power is out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from crossing.core.clock import now, today
from crossing.core.errors import NotThere
from crossing.govuk.shortcuts import page
from crossing.paper.blocks import printed_by
from crossing.paper.printing import pdf_response
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.sharing.commands import papers as commands
from crossing.sharing.papers.agreement import agreement_paper
from crossing.sharing.papers.blank import FORMS, blank_paper
from crossing.sharing.papers.decision import decision_paper
from crossing.sharing.queries import agreements
from crossing.sharing.queries.ledger import decision_for
from crossing.sharing.queries.partners import directory_of


def printed(request: SignedIn) -> str:
    """Who takes this out, and when."""
    person = request.person
    return printed_by(person.name, person.title, person.place_name, now())


def decision(request: SignedIn, pk: UUID) -> HttpResponse:
    """One decision on paper."""
    found = decision_for(request.person, pk)
    commands.print_decision(found, by=request.person)
    return pdf_response(decision_paper(found, printed(request)), "decision")


def agreement(request: SignedIn, pk: UUID) -> HttpResponse:
    """One version of an agreement on paper."""
    found = agreements.agreement_for(request.person, pk)
    commands.print_agreement(found, by=request.person)
    line = agreements.line_of(request.person, found, today())
    return pdf_response(agreement_paper(line, printed(request)), "agreement")


def outage(request: SignedIn) -> HttpResponse:
    """What to print ahead, for when the power is out: blank forms, and whom to ring."""
    person = request.person
    require(person, Permission.COLLEAGUES_SEE, at=person.acting_at)
    context = {"forms": FORMS, "partners": directory_of(person)}
    return page(request, "sharing/outage.html", context)


def blank(request: SignedIn, name: str) -> HttpResponse:
    """One blank form."""
    if name not in FORMS:
        raise NotThere
    commands.print_form(name, by=request.person)
    return pdf_response(blank_paper(name, printed(request)), f"blank-{name}")
