"""The keys under which free text is sealed. Each is itself sealed: noise without the master key."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.functions import TransactionNow
from django.db import models

from crossing.core.tables import Table


class DataKey(Table):
    """One organisation's key of one generation. The newest seals what is written from now on; the
    older ones still open what they sealed. `org` is all zeros for the installation's own."""

    org = models.UUIDField()
    generation = models.IntegerField()
    wrapped = models.TextField()
    master = models.CharField(max_length=16)
    made_at = models.DateTimeField(db_default=TransactionNow())

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "generation"], name="data_key_once")
        ]

    @property
    def about(self) -> str:
        """What the key is bound to: moved to another row, it does not open."""
        return f"data key {self.pk} of {self.org}, generation {self.generation}"


class CopyKey(Table):
    """The key of one frozen copy, sealed once for each side under that side's own data key. When
    these rows go, the copy can never be read again."""

    key = models.UUIDField()
    copy = models.UUIDField()
    org = models.UUIDField()
    under = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    wrapped = models.TextField()
    made_at = models.DateTimeField(db_default=TransactionNow())

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["copy", "org"], name="copy_key_once")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["key"], name="copy_key_key")]

    @property
    def about(self) -> str:
        """What the key is bound to."""
        return f"copy key {self.key} of {self.copy} for {self.org}"
