"""When something that was shared is wrong: what is true instead, who read that, who doubts it."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.sharing.models.share import Disclosure


class Correcting(Table):
    """THE SENDER ALONE: one act of correcting, how the mistake was found, and in which entry."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    entry_kind = models.CharField(max_length=20, blank=True)
    entry = models.UUIDField(null=True)
    found = SealedText()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()


class Correction(Table):
    """BOTH SIDES: one item of one thing that was shared is wrong. It stands beside the frozen copy,
    which stays as it was. Written once: a second mistake is a second row."""

    act = models.ForeignKey(Correcting, models.PROTECT, related_name="corrections")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="corrections")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    position = models.SmallIntegerField()
    title = SealedText(blank=True)
    truth = models.CharField(max_length=20)
    wrong = SealedText()
    instead = SealedText(blank=True)
    undo = SealedText(blank=True)
    urgent = models.BooleanField(default=False)
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "-at"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["sender", "-at", "-id"], name="correction_sender"),
            models.Index(fields=["recipient", "-at", "-id"], name="correction_recipient"),
        ]

    @property
    def sealed_for(self) -> UUID:
        """Whose key seals its words."""
        return self.sender_id


class CorrectionReceipt(Table):
    """BOTH SIDES, written by the recipient, or by the sender for somebody outside Crossing: who has
    read a correction, and what they did."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="receipts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    relied = models.CharField(max_length=20)
    did = SealedText(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["org", "correction", "account"], name="correction_receipt_once"
            )
        ]


class Contradiction(Table):
    """BOTH SIDES, written by the recipient: what was shared contradicts what we hold. It says that
    it differs and whom to ring, never what the recipient's own record says."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="contradictions")
    from_org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.SmallIntegerField()
    text = SealedText()
    ring = models.CharField(max_length=250)
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    @property
    def sealed_for(self) -> UUID:
        """Whose key seals its words."""
        return self.from_org_id


class ContradictionAnswer(Table):
    """BOTH SIDES, written by the sender: corrected, stands, or looking into it until a day."""

    contradiction = models.ForeignKey(Contradiction, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=20)
    told = SealedText(blank=True)
    until = models.DateField(null=True)
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    @property
    def sealed_for(self) -> UUID:
        """Whose key seals its words."""
        return self.contradiction.to_org_id
