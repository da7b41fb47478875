"""A job whose worker died in the middle of it is done again: each is harmless when run twice."""

from __future__ import annotations

from procrastinate.contrib.django import app

SILENT = 30  # seconds without a sign of life, and a worker counts as dead


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="stalled")
async def do_again(timestamp: int) -> None:
    """Give the jobs of dead workers back to the living."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        await manager.retry_job(job)
