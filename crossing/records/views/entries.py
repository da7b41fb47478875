"""Marking what is significant in a chronology."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crossing.partnership.requests import SignedIn
from crossing.records import commands
from crossing.records.forms.children import ReasonForm
from crossing.records.views.asking import child_to_change, form_page, sent


def mark(request: SignedIn, pk: UUID, kind: str, entry: UUID) -> HttpResponse:
    """Mark an entry as significant, with the reason."""
    child = child_to_change(request, pk)
    form = ReasonForm(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        commands.mark_significant(child, kind, entry, reason, by=request.person)
        return redirect("records:child", pk)
    back = reverse("records:child", args=[pk])
    title = _("Mark this entry as significant")
    return form_page(request, form, title, back, _("Mark"), caption=child.name)


@require_POST
def unmark(request: SignedIn, pk: UUID, entry: UUID) -> HttpResponse:
    """Take the mark away."""
    child = child_to_change(request, pk)
    commands.unmark_significant(child, entry, by=request.person)
    return redirect("records:child", pk)
