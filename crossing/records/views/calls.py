"""Logging a call in two lines."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.core.errors import NotThere
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.children import CallForm
from crossing.records.models import Child
from crossing.records.views.asking import form_page, posted_with_child


def new(request: SignedIn) -> HttpResponse:
    """Record a call about a child of ours."""
    require(request.person, Permission.CHILD_RECORD, at=request.person.acting_at)
    form = posted_with_child(request, CallForm) if request.method == "POST" else _blank(request)
    if "find" not in request.POST and form.is_valid() and form.chosen:
        child = queries.child_for(request.person, form.chosen.pk)
        commands.add_entry(child, form.made(), by=request.person)
        messages.success(request, _("The call is recorded."))
        return redirect("records:child", child.pk)
    back = reverse("records:children")
    return form_page(request, form, _("Record a call"), back, _("Record the call"), finds=True)


def _blank(request: SignedIn) -> CallForm:
    initial: dict[str, object] = {"happened_on": today()}
    child = _given(request)
    if child:
        initial |= {"who": child.name, "child": str(child.pk)}
    return CallForm(children=[child] if child else [], initial=initial)


def _given(request: SignedIn) -> Child | None:
    try:
        return queries.child_for(request.person, UUID(request.GET.get("child", "")))
    except (ValueError, NotThere):
        return None
