"""Saving what is being typed, and letting it go."""

from __future__ import annotations

import re

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from crossing.core.errors import NotThere
from crossing.govuk.words import clock, moment
from crossing.partnership.people import require
from crossing.partnership.requests import SignedIn
from crossing.partnership.rules import Permission
from crossing.records import commands, queries
from crossing.records.forms.typed import begun, kept

# The pages that save themselves here: a concern, an emergency, and a step of a decision.
OF_A_PAGE = re.compile(
    r"(?:concern|adult)-[\w-]{1,70}|emergency-[0-9a-f-]{36}|decide-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[a-z]+"
)


@require_POST
def save(request: SignedIn, key: str) -> JsonResponse:
    """Keep what the page has so far. No event, and not counted as activity."""
    if not OF_A_PAGE.fullmatch(key):
        raise NotThere
    title, page = request.POST.get("draft_title", ""), begun(request.POST)
    if other := queries.changed_elsewhere(request.person, key, page):
        told = {"changed": moment(other.saved_at), "version": page.version_of(other.data)}
        return JsonResponse(told, status=409)
    draft = commands.save_draft(key, title, kept(request.POST), page, by=request.person)
    return JsonResponse({"saved": clock(draft.saved_at)})


@require_POST
def drop(request: SignedIn, key: str) -> HttpResponse:
    """Let a draft go."""
    require(request.person, Permission.OWN_SEE, at=request.person.acting_at)
    commands.drop_draft(key, by=request.person)
    return redirect("site:home")
