"""The job that sends messages. Run twice, it sends once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from crossing.database.acting import service
from crossing.notify import delivery


@app.task(queue="mail", retry=5)
def deliver(message: str, org: str) -> None:
    """Send one message of one organisation's outbox."""
    with service("mailer", org):
        delivery.deliver(message)
