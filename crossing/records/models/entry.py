"""Other entries of a chronology, what was marked as significant, and drafts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from crossing.core.tables import Table
from crossing.database.sealed import SealedJSON, SealedText
from crossing.partnership.models import Account, Organisation
from crossing.records.models.child import Child, OfChild


class Entry(OfChild):
    """A call, a note, an answer received, something shared. `ref` leads to what it stands for.
    `child` is empty while nobody knows who it is about: it was in another child's record."""

    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="entrys")  # type: ignore[assignment]
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=250)
    text = SealedText(blank=True)
    source = models.CharField(max_length=250, blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    ref_kind = models.CharField(max_length=40, blank=True)
    ref = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "child", "-happened_on"], name="entry_child")
        ]


class Significance(OfChild):
    """An entry marked as significant, with the reason."""

    entry_kind = models.CharField(max_length=20)
    entry = models.UUIDField()
    reason = SealedText()
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "entry"], name="significance_once")
        ]


class Draft(Table):
    """What somebody has typed and not yet sent. Theirs alone; saving it is no event."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=120, blank=True)
    data = SealedJSON(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "account", "key"], name="draft_once")
        ]
