"""Where each kind of draft is carried on: its key says what it belongs to."""

from __future__ import annotations

from django.urls import reverse


def address_of(key: str) -> str:
    """The page of a draft: a concern, a step of a decision, a question. Home for any other."""
    kind, _, rest = key.partition("-")
    if kind == "concern":
        return f"{reverse('records:new_concern')}?draft={key}"
    if kind == "adult":
        return f"{reverse('records:new_staff_concern')}?draft={key}"
    if kind == "emergency":
        return f"{reverse('sharing:share_now')}?draft={key}"
    if kind == "decide":
        deliberation, step = rest[:36], rest[37:]
        return reverse("sharing:step", args=[deliberation, step])
    if kind == "ask":
        return reverse("sharing:ask_about", args=[rest])
    return reverse("site:home")
