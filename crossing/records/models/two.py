"""What one person asks for and another confirms: the columns that such rows share."""

from __future__ import annotations

from django.db import models

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.records.rules import TwoStep


class AskedOfTwo(Table):
    """Asked by one, ended by another: confirmed or turned down, with a reason of their own."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reason = SealedText()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=250)
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=20, default=TwoStep.ASKED)
    because = SealedText(blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_by_name = models.CharField(max_length=250, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def waits(self) -> bool:
        """Nobody has confirmed it or turned it down yet."""
        return self.status == TwoStep.ASKED
