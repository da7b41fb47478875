"""Jobs of the records: ids only, and harmless when they run twice."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from crossing.database.acting import service
from crossing.partnership.people import Service
from crossing.records import commands


@app.task(retry=5)
def tell_again(concern: str, org: str) -> None:
    """An urgent concern that nobody has read after ten minutes is told again."""
    with service("clock", org):
        commands.tell_again(UUID(concern), UUID(org), by=Service("clock", UUID(org)))
