"""Saving what is being typed, and letting it go."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from crossing.govuk.words import clock
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands
from crossing.records.forms.typed import kept


@require_POST
def save(request: SignedIn, key: str) -> JsonResponse:
    """Keep what the page has so far. No event, and not counted as activity."""
    title = request.POST.get("draft_title", "")
    draft = commands.save_draft(key, title, kept(request.POST), by=request.person)
    return JsonResponse({"saved": clock(draft.saved_at)})


@require_POST
def drop(request: SignedIn, key: str) -> HttpResponse:
    """Let a draft go."""
    require(request.person, Permission.OWN_SEE, at=request.person.acting_at)
    commands.drop_draft(key, by=request.person)
    return redirect("site:home")
