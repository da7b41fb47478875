"""The outbox: a row for each message, sent by a job. No personal data: it says "sign in"."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.notify.rules import every_kind


class Message(Table):
    """To everybody who holds a permission at an organisation, or to one account."""

    org = models.UUIDField()
    permission = models.CharField(max_length=40, blank=True)
    account_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40, choices=every_kind)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["created_at"], name="message_unsent", condition=Q(sent_at__isnull=True)
            )
        ]
