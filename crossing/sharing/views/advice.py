"""Advice about a decision in the making."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from crossing.partnership.requests import SignedIn
from crossing.records.queries.advice import About
from crossing.records.views.advice import ask as ask_advice
from crossing.sharing.models import Connection
from crossing.sharing.queries.mine import desk_for


def ask(request: SignedIn, pk: UUID) -> HttpResponse:
    """Ask somebody about a decision in the making; never somebody close to the family."""
    desk = desk_for(request.person, pk)
    fresh = desk.deliberation
    about = About(fresh.org_id, fresh.child, desk.child_label, deliberation=fresh.pk)
    close = Connection.objects.filter(org=fresh.org_id, deliberation=fresh)
    but = set(close.values_list("account", flat=True))
    return ask_advice(request, about, reverse("sharing:deliberation", args=[pk]), but)
