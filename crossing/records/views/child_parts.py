"""Names, homes, numbers, relatives, details and flags of a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.core.errors import NotThere
from crossing.govuk.forms import Form
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.children import HIDING, FlagsForm, SealForm
from crossing.records.forms.parts import PART_FORMS, DetailsForm
from crossing.records.views.asking import child_to_change, form_page, sent

ADD: dict[str, Callable[..., Any]] = {
    "name": commands.add_name,
    "address": commands.add_address,
    "identifier": commands.add_identifier,
    "relative": commands.add_relative,
}
TITLES = {
    "name": gettext_lazy("Add another name"),
    "address": gettext_lazy("Add a home"),
    "identifier": gettext_lazy("Add a number"),
    "relative": gettext_lazy("Add somebody of the family"),
}


def add(request: SignedIn, pk: UUID, what: str) -> HttpResponse:
    """Add a name, a home, a number or a relative."""
    child = child_to_change(request, pk)
    if what not in ADD:
        raise NotThere
    form = PART_FORMS[what](sent(request))
    if form.is_valid():
        ADD[what](child, form.made(), by=request.person)
        return redirect("records:child", pk)
    return _part_page(request, form, child, str(TITLES[what]), _("Add"))


def remove(request: SignedIn, pk: UUID, what: str, part: UUID) -> HttpResponse:
    """Remove one of them, after asking once."""
    child = child_to_change(request, pk)
    row = queries.part_for(child, what, part)
    if request.method == "POST":
        commands.remove_part(row, child, by=request.person)
        return redirect("records:child", pk)
    return _part_page(request, Form(), child, _("Remove this from the record?"), _("Remove"))


def details(request: SignedIn, pk: UUID) -> HttpResponse:
    """Ethnicity, languages, needs, care status."""
    child = child_to_change(request, pk)
    detail = queries.record_of(request.person, child).detail
    form = DetailsForm(sent(request), initial=model_to_dict(detail) if detail else {})
    if form.is_valid():
        commands.change_details(child, form.made(), by=request.person)
        return redirect("records:child", pk)
    return _part_page(request, form, child, _("Change the details"), _("Save"))


def flags(request: SignedIn, pk: UUID) -> HttpResponse:
    """What is hidden about a child, from whom."""
    child = child_to_change(request, pk, Permission.RESTRICTED_SEE)
    carried = [name for name in HIDING if getattr(child, name)]
    form = FlagsForm(sent(request), initial={"flags": carried})
    if form.is_valid():
        chosen = form.cleaned_data["flags"]
        commands.flag(
            child,
            "no_parent_disclosure" in chosen,
            "court_restriction" in chosen,
            by=request.person,
        )
        return redirect("records:child", pk)
    return _part_page(request, form, child, _("Hide part of this record"), _("Save"))


def seal(request: SignedIn, pk: UUID) -> HttpResponse:
    """Seal a record, or open it again."""
    child = child_to_change(request, pk, Permission.SEALED_SEE)
    form = SealForm(sent(request), initial={"sealed": child.sealed})
    if form.is_valid():
        commands.seal(child, form.cleaned_data["sealed"], by=request.person)
        return redirect("records:child", pk)
    return _part_page(request, form, child, _("Seal this record"), _("Save"))


def _part_page(request: SignedIn, form: Form, child: Any, title: str, button: str) -> HttpResponse:
    back = reverse("records:child", args=[child.pk])
    return form_page(request, form, title, back, button, caption=child.name)
