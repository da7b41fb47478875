"""Who to ring."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from crossing.core.clock import now
from crossing.govuk.shortcuts import page
from crossing.partnership import commands, forms, queries
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission


def directory(request: SignedIn) -> HttpResponse:
    """Who to ring at every partner."""
    words = request.GET.get("q", "").strip()[:100]
    found = queries.directory(request.person, words, _uuid(request.GET.get("after")))
    context = {
        "closed": queries.closed_ones(found.items, now()),
        "words": words,
        "found": found,
        "own": request.person.acting_at,
        "may_change": request.person.may(Permission.CONTACTS_MANAGE),
        "may_assign": request.person.may(Permission.ASSIGNMENTS_MANAGE),
    }
    return page(request, "partnership/directory.html", context)


def add_contact(request: SignedIn) -> HttpResponse:
    """Add a line of one's own organisation."""
    require(request.person, Permission.CONTACTS_MANAGE, at=request.person.acting_at)
    form = forms.Line(request.POST or None)
    if form.is_valid():
        org = queries.organisation_of(request.person)
        commands.add_contact(org, form.new(), by=request.person)
        return redirect("partnership:directory")
    return page(request, "partnership/contact.html", {"contact": None}, form)


def change_contact(request: SignedIn, pk: UUID) -> HttpResponse:
    """Change a line of one's own organisation."""
    contact = queries.contact_for(request.person, pk)
    form = forms.Line(request.POST or None, initial=vars(contact))
    if form.is_valid():
        commands.change_contact(contact, form.new(contact.position), by=request.person)
        return redirect("partnership:directory")
    return page(request, "partnership/contact.html", {"contact": contact}, form)


@require_POST
def remove_contact(request: SignedIn, pk: UUID) -> HttpResponse:
    """Take a line of one's own organisation out."""
    commands.remove_contact(queries.contact_for(request.person, pk), by=request.person)
    return redirect("partnership:directory")


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
