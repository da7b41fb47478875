"""Messages to people: put into the outbox in the act's own transaction, sent by a job."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from crossing.core.clock import Now
from crossing.notify.models import Message
from crossing.notify.rules import Kind


@transaction.atomic
def send(kind: Kind, *, org: UUID, to: UUID | None = None, permission: str = "") -> None:
    """Tell one account (`to`), or everybody who holds `permission` at `org` when it is sent.

    The message says "sign in" and nothing about anybody. It is sent if this transaction commits.
    """
    message = Message(org=org, account_id=to, permission=permission, kind=kind, created_at=Now())
    message.save(force_insert=True)
    deliver = app.configure_task("crossing.notify.tasks.deliver", queue="mail")
    deliver.defer(message=str(message.pk), org=str(org))
