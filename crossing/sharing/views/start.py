"""Sharing that nobody asked for in writing: started by us, on the phone, or told already."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from crossing.core.clock import now
from crossing.core.errors import Denied, NotThere
from crossing.govuk.shortcuts import page
from crossing.partnership.requests import SignedIn
from crossing.records import queries as records
from crossing.records.models import Child
from crossing.sharing.commands import deliberate
from crossing.sharing.commands import start as starting
from crossing.sharing.forms.start import StartForm
from crossing.sharing.queries.mine import desk_for, may_start
from crossing.sharing.queries.partners import partners


def start(request: SignedIn) -> HttpResponse:
    """About one of our children, from their record."""
    if not may_start(request.person, request.person.acting_at):
        raise Denied
    child = _child(request)
    places = list(partners(request.person))
    form = StartForm(places, request.POST or None, request.GET.get("route", ""))
    if form.is_valid():
        begun = form.start()
        if not (found := begun.problems(now())):
            fresh = starting.start_unasked(child, begun, by=request.person)
            return redirect("sharing:deliberation", fresh.pk)
        form.add_problems(found)
    context: dict[str, Any] = {"child": child, "partners": places}
    return page(request, "sharing/decide/start.html", context, form)


def _child(request: SignedIn) -> Child:
    try:
        pk = UUID(request.GET.get("child", ""))
    except ValueError:
        raise NotThere from None
    return records.child_for(request.person, pk)


def speaking(request: SignedIn, pk: UUID) -> HttpResponse:
    """What to read out on the phone, ticked as it is read; covered words are not on the page."""
    desk = desk_for(request.person, pk)
    if request.method == "POST":
        read = request.POST.getlist("read")
        fresh = starting.read_out(desk.deliberation, read, by=request.person)
        return redirect("sharing:deliberation", fresh.pk)
    deliberate.open_deliberation(desk.deliberation, "speaking", by=request.person)
    return page(request, "sharing/decide/speaking.html", {"desk": desk})


def danger(request: SignedIn, pk: UUID) -> HttpResponse:
    """A child is in danger now: ring, and answer by phone. This page calls nobody."""
    desk = desk_for(request.person, pk)
    if request.method == "POST":
        starting.speak(desk.deliberation, by=request.person)
        return redirect("sharing:step", pk, desk.steps[0].name)
    deliberate.open_deliberation(desk.deliberation, "danger", by=request.person)
    return page(request, "sharing/decide/danger.html", {"desk": desk})
