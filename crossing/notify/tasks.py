"""The job that sends messages. Run twice, it sends once."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from crossing.database.acting import service
from crossing.notify import delivery

# After 2, 4, 8, … seconds; the tenth try comes after a quarter of an hour.
PATIENCE = RetryStrategy(max_attempts=12, exponential_wait=2)


@app.task(queue="mail", retry=PATIENCE)
def deliver(message: str, org: str) -> None:
    """Send one message of one organisation's outbox."""
    try:
        with service("mailer", org):
            delivery.deliver(message)
    except OSError:  # the mail server did not answer, or refused
        with service("mailer", org):
            delivery.failed(message)
        raise
