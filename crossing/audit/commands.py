"""The one way into the log."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from crossing.audit.models import NOWHERE, AuditEvent
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.source import source


class SomebodyActing(Protocol):
    """A person or a service: all that the log needs to know of either."""

    @property
    def who(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def acting_at(self) -> UUID | None: ...


def record(
    event: Event,
    *,
    by: SomebodyActing,
    about: Any = None,
    child: UUID | None = None,
    **details: str | int | bool | None,
) -> None:
    """Write one event, in the transaction of the act itself: both happen, or neither.

    `details` say what kind of thing happened, never a child's story or name. It refuses to run
    outside a transaction (RuntimeError).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded inside the transaction of the act")
    origin = source()
    AuditEvent(
        at=Now(),
        org=by.acting_at or NOWHERE,
        event=event,
        who=by.who,
        who_label=", ".join(part for part in (by.name, by.title) if part),
        about_type=about._meta.label_lower if about is not None else "",
        about_id=str(about.pk) if about is not None else "",
        child=str(child or ""),
        details=details,
        address=origin.address,
        session=origin.session,
    ).save(force_insert=True)
