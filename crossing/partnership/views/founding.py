"""Pages of the partnership’s administrator."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from crossing.core.errors import NotThere
from crossing.govuk import lists
from crossing.govuk.shortcuts import page
from crossing.partnership import commands, forms, queries
from crossing.partnership.requests import SignedIn


def organisations(request: SignedIn) -> HttpResponse:
    """The organisations of the partnership."""
    rows = queries.organisations(request.person, request.GET.get("after"))
    context = {"rows": rows.items, "page": lists.links(request, rows)}
    return page(request, "partnership/organisations.html", context)


def add_organisation(request: SignedIn) -> HttpResponse:
    """Add a partner that is not in the register of schools."""
    together = queries.partnership_of(request.person)
    form = forms.AddByName(request.POST or None)
    if form.is_valid():
        org = commands.add_organisation(form.new(), together, by=request.person)
        return redirect("partnership:first_administrator", org.pk)
    return page(request, "partnership/add_organisation.html", None, form)


def add_school(request: SignedIn) -> HttpResponse:
    """Find a school in the national register, and add it."""
    together = queries.partnership_of(request.person)
    if request.method == "POST":
        school = queries.school_for(_number(request.POST.get("urn")))
        org = commands.add_organisation(forms.from_register(school), together, by=request.person)
        return redirect("partnership:first_administrator", org.pk)
    words = request.GET.get("q", "").strip()[:100]
    context = {"words": words, "schools": queries.find_schools(words)}
    return page(request, "partnership/add_school.html", context)


def first_administrator(request: SignedIn, pk: UUID) -> HttpResponse:
    """Invite a partner's first administrator, who invites everybody else there."""
    org = queries.organisation_for(request.person, pk)
    form = forms.FirstAdministrator(request.POST or None)
    if form.is_valid():
        member = commands.invite(org, form.new(), by=request.person)
        messages.success(request, _("%(name)s has been invited.") % {"name": member.name})
        return redirect("partnership:organisations")
    return page(request, "partnership/first_administrator.html", {"org": org}, form)


def _number(text: str | None) -> int:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise NotThere
    return int(text)
