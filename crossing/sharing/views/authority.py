"""The authoriser's pages; and a question that arrived by phone or letter, written down."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.govuk.shortcuts import page
from crossing.partnership.models import Organisation
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.sharing.commands.ask import read_request
from crossing.sharing.commands.authority import authorise, refuse_authority
from crossing.sharing.commands.write_down import WrittenDown, record_request
from crossing.sharing.forms.ask import ReasonForm
from crossing.sharing.forms.written_down import WrittenDownForm
from crossing.sharing.queries import ask as queries
from crossing.sharing.queries.partners import partners
from crossing.sharing.rules import RequestStatus


def waiting(request: SignedIn) -> HttpResponse:
    """The questions that wait for authority, oldest first."""
    rows = queries.waiting_for_authority(request.person)
    return page(request, "sharing/authorise.html", {"rows": rows})


def one(request: SignedIn, pk: UUID) -> HttpResponse:
    """Read a question; authorise it, or refuse with the reason."""
    require(request.person, Permission.REQUEST_AUTHORISE, at=request.person.acting_at)
    asked = queries.request_for(request.person, pk)
    if asked.status != RequestStatus.AWAITING_AUTHORITY and request.method == "GET":
        return redirect("sharing:request", pk)
    if "authorise" in request.POST:
        authorise(asked, by=request.person)
        messages.success(request, _("You have authorised it. It has been sent."))
        return redirect("sharing:authorise")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        refuse_authority(asked, form.cleaned_data["reason"], by=request.person)
        messages.success(request, _("You have refused. The officer can read why."))
        return redirect("sharing:authorise")
    if request.method == "GET":
        read_request(asked, by=request.person)
    return page(request, "sharing/authority.html", {"asked": queries.asked_in_full(asked)}, form)


def write_down(request: SignedIn) -> HttpResponse:
    """Write down a question that came by phone, letter, e-mail or in person."""
    person, on = request.person, today()
    require(person, Permission.DECISION_SEE, at=person.acting_at)
    form = WrittenDownForm(
        request.POST or None,
        partners=partners(person),
        holder=Organisation(kind=person.place_kind or ""),
        powers=queries.powers(on),
        today=on,
    )
    if form.is_valid():
        data = form.cleaned_data
        told = WrittenDown(
            ask=form.asked(),
            asker=form.from_partner(),
            organisation=data["organisation"],
            number=data["number"],
            authorised_by=data["authorised_by"],
        )
        work = record_request(told, by=person)
        messages.success(request, _("It is written down. Now decide what to answer."))
        return redirect("sharing:deliberation", work.pk)
    return page(request, "sharing/write_down.html", {}, form)
