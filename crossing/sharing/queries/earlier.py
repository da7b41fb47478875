"""What went with the earlier parts of an answer that is given part by part."""

from __future__ import annotations

from collections.abc import Iterable

from crossing.sharing.models import Decision, Deliberation
from crossing.sharing.rules import Treatment


def earlier_parts(deliberation: Deliberation) -> list[Decision]:
    """The earlier decisions on the same request, the first one first."""
    parts = Decision.objects.filter(request=deliberation.request_id)
    return list(parts.only("decided_at", "items").order_by("decided_at"))


def entries_sent(parts: Iterable[Decision]) -> set[tuple[str, str]]:
    """Kind and id of the entries that went with them."""
    return {
        (item["entry_kind"], item["entry"])
        for part in parts
        for item in part.items
        if item["treatment"] == Treatment.INCLUDE
    }
