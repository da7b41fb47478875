"""The log and its chain. Text ids and labels: no foreign keys, no child's story."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from crossing.audit.rules import every_event
from crossing.core.tables import Table

NOWHERE = uuid.UUID(int=0)


class AuditEvent(Table):
    """One thing that somebody did, looked at, or was refused. Written once."""

    at = models.DateTimeField()
    org = models.UUIDField(default=NOWHERE)
    event = models.CharField(max_length=60, choices=every_event)
    who = models.CharField(max_length=60, blank=True)
    who_label = models.CharField(max_length=250, blank=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    child = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)
    address = models.CharField(max_length=60, blank=True)
    session = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "-at", "-id"], name="audit_event_org"),
            models.Index(fields=["org", "child", "-at"], name="audit_event_child"),
            models.Index(fields=["org", "who", "-at", "-id"], name="audit_event_who"),
        ]

    def facts(self) -> dict[str, object]:
        """What the chain covers: every column."""
        names = ("id", "org", "event", "who", "who_label", "about_type", "about_id", "child")
        facts: dict[str, object] = {name: str(getattr(self, name)) for name in names}
        facts |= {"details": self.details, "address": self.address, "session": self.session}
        return facts | {"at": self.at.timestamp()}


class AuditLink(Table):
    """One link of an organisation's chain: numbered without gaps, hashed over the one before."""

    org = models.UUIDField()
    number = models.BigIntegerField()
    event_id = models.UUIDField(unique=True)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "number"], name="audit_link_gapless")
        ]


class Unsealed(models.Model):
    """An event that waits for the sealer. The database writes and keeps the list itself."""

    event_id = models.UUIDField(primary_key=True)
    org = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "audit_unsealed"
