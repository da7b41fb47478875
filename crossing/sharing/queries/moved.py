"""Where an entry about a different child was used."""

from __future__ import annotations

from crossing.records.models import Move
from crossing.sharing.models import Deliberation


def working_with(move: Move) -> list[Deliberation]:
    """Decisions in the making about the wrong child that hold this entry."""
    rows = Deliberation.objects.select_for_update(of=("self",)).filter(
        org=move.org_id, ended_at=None, child=move.from_child_id
    )
    return [one for one in rows if one.items.filter(entry=move.about).exists()]
