"""How jobs are run: one whose worker died in the middle of it is done again (each is harmless when
run twice), and of many things to do the one that fails holds up none of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)

SILENT = 30  # seconds without a sign of life, and a worker counts as dead


def one_by_one(ids: Iterable[tuple[Any, ...]], act: Callable[..., object]) -> None:
    """Act on each in turn. One that fails is logged, and holds up none of the others."""
    for one in ids:
        try:
            act(*one)
        except Exception:
            logger.exception("%s failed for %s.", act.__qualname__, one)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="stalled")
async def do_again(timestamp: int) -> None:
    """Give the jobs of dead workers back to the living."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        await manager.retry_job(job)
