"""The sealer's job, every few seconds. Run twice at once, the second does nothing."""

from __future__ import annotations

from procrastinate.contrib.django import app

from crossing.audit.sealing import organisations_due, seal
from crossing.database.tasks import one_by_one


@app.periodic(cron="* * * * * */5")
@app.task(queue="seal", queueing_lock="seal", pass_context=False)
def seal_all(timestamp: int) -> None:
    """Seal what waits, organisation by organisation, each in a transaction of its own."""
    one_by_one(((org,) for org in organisations_due()), seal)
