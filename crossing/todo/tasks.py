"""Every minute: what has reached its next rung. Ids only; harmless when run twice."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from crossing.database.acting import service
from crossing.database.tasks import one_by_one
from crossing.partnership.people import Service
from crossing.todo import commands
from crossing.todo.queries import due


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="climb")
def climb(timestamp: int) -> None:
    """Climb the ladders that are due, each in a transaction of its own."""
    one_by_one(due(), _climb)


def _climb(org: str, chase: str) -> None:
    with service("clock", org):
        commands.climb(UUID(chase), by=Service("clock", UUID(org)))
