"""Agreements about sharing: the list, one version, and writing a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crossing.core.clock import today
from crossing.core.errors import NotThere
from crossing.govuk.forms import Form
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.queries import partnership_of
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.sharing.commands import agreements as commands
from crossing.sharing.forms import agreements as forms
from crossing.sharing.models import Agreement
from crossing.sharing.queries import agreements as queries
from crossing.sharing.rules.agreements import TERMS, AgreementStatus, changes, lines


def agreements(request: SignedIn) -> HttpResponse:
    """Every agreement that binds one's own organisation; and all of them for who writes them."""
    person = request.person
    require(person, Permission.COLLEAGUES_SEE, at=person.acting_at)
    context = {
        "rows": queries.agreements(person),
        "may_write": person.may(Permission.AGREEMENT_MANAGE),
    }
    return page(request, "sharing/agreements/list.html", context)


def write(request: SignedIn) -> HttpResponse:
    """Start to write an agreement."""
    person = request.person
    require(person, Permission.AGREEMENT_MANAGE, at=person.acting_at)
    form = forms.AboutForm(queries.may_be_party(person), request.POST or None)
    if form.is_valid():
        found = commands.write_agreement(form.draft(), partnership_of(person), by=person)
        return redirect("sharing:agreement", found.pk)
    context = {"heading": _("Write an agreement"), "back_href": reverse("sharing:agreements")}
    return page(request, "sharing/agreements/form.html", context, form)


def agreement(request: SignedIn, pk: UUID) -> HttpResponse:
    """One version: what it says, who has signed it, what changed, and what comes next."""
    person = request.person
    found = queries.agreement_for(person, pk)
    writes = found.org_id in person.places(Permission.AGREEMENT_MANAGE)
    context = {
        "line": queries.line_of(person, found, today()),
        "lines": lines(queries.text_of(found)),
        "writes": writes,
        "may_sign": person.may(Permission.AGREEMENT_SIGN),
        "missing": _missing(found) if writes and found.is_draft else [],
        "changed": _changed(request, found),
        "published": found.status == AgreementStatus.PUBLISHED,
    }
    return page(request, "sharing/agreements/one.html", context)


def _changed(request: SignedIn, found: Agreement) -> list[tuple[str, str, str]]:
    if found.replaces_id is None:
        return []
    before = queries.agreement_for(request.person, found.replaces_id)
    return changes(queries.text_of(before), queries.text_of(found))


def _missing(found: Agreement) -> list[tuple[str, str]]:
    """What is missing, each with the page that mends it; empty parts of one page in one line."""
    missing = queries.missing_in(found)
    empty = [term.name for term in TERMS if term.name in missing]
    lines = [(said, _where(found, name)) for name, said in missing.items() if name not in empty]
    if empty:
        said = ngettext(
            "%(count)s part of what is agreed is empty.",
            "%(count)s parts of what is agreed are empty.",
            len(empty),
        )
        lines.append((said % {"count": len(empty)}, _where(found, empty[0])))
    return lines


ABOUT = ("title", "parties", "purposes", "controllers", "starts_on", "review_on", "ends_on")


def _where(found: Agreement, name: str) -> str:
    if name.startswith("party-"):
        party = next(one for one in found.parties.all() if name == f"party-{one.org_id}")
        return reverse("sharing:agreement_party", args=[found.pk, party.pk])
    part = "about" if name in ABOUT else "law" if name == "law" else "terms"
    return reverse("sharing:change_agreement", args=[found.pk, part])


TITLES = {
    "about": _("Who, what for, and from when until when"),
    "law": _("What allows it"),
    "terms": _("What is agreed"),
}


def change(request: SignedIn, pk: UUID, part: str) -> HttpResponse:
    """One page of a draft."""
    found = queries.draft_for(request.person, pk)
    if part not in TITLES:
        raise NotThere
    form = _form(request, found, part)
    if form.is_valid():
        commands.change_agreement(found, form.draft(), by=request.person)
        return redirect("sharing:agreement", pk)
    context = {"heading": TITLES[part], "back_href": reverse("sharing:agreement", args=[pk])}
    return page(request, "sharing/agreements/form.html", context, form)


def _form(request: SignedIn, found: Agreement, part: str) -> Any:
    data = request.POST if request.method == "POST" else None
    if part == "about":
        orgs = queries.may_be_party(request.person)
        return forms.AboutForm(orgs, data, initial=forms.about_at_start(found))
    if part == "law":
        laws = queries.laws_on(forms.first_day(found, today()))
        return forms.LawForm(laws, data, initial=forms.LawForm.at_start(laws, found.law))
    return forms.TermsForm(data, initial=found.terms)


def party(request: SignedIn, pk: UUID, party: UUID) -> HttpResponse:
    """Whom to ask at one of its organisations."""
    found = queries.draft_for(request.person, pk)
    one = queries.party_of(found, party)
    form = forms.PartyForm(request.POST or None, initial=vars(one))
    if form.is_valid():
        commands.say_whom_to_ask(one, **form.cleaned_data, by=request.person)
        return redirect("sharing:agreement", pk)
    context = {"heading": one.org.name, "back_href": reverse("sharing:agreement", args=[pk])}
    return page(request, "sharing/agreements/form.html", context, form)


@require_POST
def publish(request: SignedIn, pk: UUID) -> HttpResponse:
    """Publish a draft."""
    commands.publish(queries.draft_for(request.person, pk), by=request.person)
    messages.success(request, _("Published. Its organisations are asked to sign it."))
    return redirect("sharing:agreement", pk)


@require_POST
def sign(request: SignedIn, pk: UUID) -> HttpResponse:
    """Sign for one's own organisation."""
    commands.sign(queries.agreement_for(request.person, pk), by=request.person)
    messages.success(request, _("Signed."))
    return redirect("sharing:agreement", pk)


@require_POST
def new_version(request: SignedIn, pk: UUID) -> HttpResponse:
    """Write a new version of what was published."""
    version = commands.new_version(queries.draft_for(request.person, pk), by=request.person)
    return redirect("sharing:agreement", version.pk)


def end(request: SignedIn, pk: UUID) -> HttpResponse:
    """End a version before its last day."""
    found = queries.draft_for(request.person, pk)
    form: Form = forms.EndForm(request.POST or None)
    if form.is_valid():
        commands.end_agreement(found, form.cleaned_data["reason"], by=request.person)
        messages.success(request, _("Ended."))
        return redirect("sharing:agreement", pk)
    context = {
        "heading": _("End this version"),
        "back_href": reverse("sharing:agreement", args=[pk]),
    }
    return page(request, "sharing/agreements/form.html", context, form)
