"""Finding a child, and making or changing a record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.govuk.shortcuts import page
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.children import ChangeForm, ChildForm, SearchForm
from crossing.records.rules import NewChild
from crossing.records.views.asking import child_to_change, form_page, sent

ALIKE = 0.85  # a slip in the name, or a nickname; a brother or sister is below it


def search(request: SignedIn) -> HttpResponse:
    """A search: posted, then found under a random key, so that no name stands in an address."""
    require(request.person, Permission.CONTENT_SEE, at=request.person.acting_at)
    form = SearchForm(sent(request))
    if form.is_valid():
        made = commands.search(form.cleaned_data["text"], by=request.person)
        return redirect("records:found", made.pk)
    context = {"recent": queries.recent(request.person), "today": today()}
    return page(request, "records/children.html", context, form)


def found(request: SignedIn, pk: UUID) -> HttpResponse:
    """What a search found, with why each child is shown."""
    made = queries.search_for(request.person, pk)
    matches = queries.search_children(request.person, made.text)
    context = {"text": made.text, "matches": matches, "today": today()}
    context["form"] = SearchForm(initial={"text": made.text})
    return render(request, "records/found.html", context)


def new(request: SignedIn) -> HttpResponse:
    """Make a record of a child."""
    require(request.person, Permission.CHILD_RECORD, at=request.person.acting_at)
    form = ChildForm(sent(request))
    alike: list[queries.Match] = []
    if form.is_valid():
        alike = [] if "as_new" in request.POST else _alike(request, form.made())
        if not alike:
            child = commands.record_child(form.made(), by=request.person)
            return redirect("records:child", child.pk)
    context = {"alike": alike, "today": today()}
    return page(request, "records/new_child.html", context, form)


def _alike(request: SignedIn, new: NewChild) -> list[queries.Match]:
    """Records that may be of the same child: shown once, before a second one is made."""
    found = queries.candidates(request.person, new.given, new.family, new.born_on)
    return [match for match in found if match.score >= ALIKE][:5]


def edit(request: SignedIn, pk: UUID) -> HttpResponse:
    """Change what the roll knows about a child."""
    child = child_to_change(request, pk)
    form = ChangeForm(sent(request), initial=model_to_dict(child) | {"version": child.version})
    if form.is_valid():
        commands.change_child(child, form.made(), form.opened, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("records:child", pk)
    title, back = _("Change the record"), reverse("records:child", args=[pk])
    return form_page(request, form, title, back, _("Save"), caption=child.name)
