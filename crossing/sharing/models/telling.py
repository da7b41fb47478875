"""THE HOLDER ALONE: looking again at whether a family can be told what was shared."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.sharing.models.decide import Decision


class FamilyTelling(Table):
    """Somebody looked again: the family was told, or still is not, because … Written once."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="tellings")
    told = models.BooleanField()
    who = SealedText(blank=True)
    how = SealedText(blank=True)
    why = SealedText(blank=True)
    look_again_on = models.DateField(null=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "decision", "-at"], name="family_telling_decision")
        ]
