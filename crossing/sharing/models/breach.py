"""When something went to the wrong place. Facts and words are different rows: the data protection
officer sees facts and clocks, the recipient that it has closed and what it must do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.sharing.models.share import Disclosure


class WrongPlace(Table):
    """BOTH SIDES, and the sender's data protection officer: something went to the wrong place. It
    names no child. While this row stands, the recipient sees neither the envelope nor the copy."""

    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="wrong_place")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    recipient_name = models.CharField(max_length=250)
    sent_at = models.DateTimeField()
    said_by_recipient = models.BooleanField()
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()


class Destruction(Table):
    """BOTH SIDES, written by the recipient, or by the sender for somebody outside Crossing: every
    copy is destroyed, and whether it was passed on before."""

    wrong_place = models.OneToOneField(WrongPlace, models.PROTECT, related_name="destruction")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    spread = models.CharField(max_length=20)
    text = SealedText(blank=True)
    at = models.DateTimeField()


class Tombstone(Table):
    """BOTH SIDES, written by the database: an item that was destroyed. Its place in the copy, and a
    salted hash of it as it was stored."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="tombstones")
    position = models.SmallIntegerField()
    salt = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["disclosure", "position"], name="tombstone_once")
        ]


class Breach(Table):
    """THE SENDER, its data protection officer too: the clock of a breach, and how it stands."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    wrong_place = models.OneToOneField(WrongPlace, models.PROTECT, related_name="breach")
    status = models.CharField(max_length=20)
    items = models.SmallIntegerField()
    aware_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["org", "due_at"], name="breach_open", condition=Q(ended_at__isnull=True)
            )
        ]


class BreachStep(Table):
    """THE SENDER, its data protection officer too: that something was decided, what, and by whom.
    Never why: that is in BreachWords. Written once; a second thought is a second row."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    choice = models.CharField(max_length=20)
    on = models.DateField(null=True)
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]


class BreachWords(Table):
    """THE SENDER'S PEOPLE WHO DECIDE: the reason that was written beside a step."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    step = models.OneToOneField(BreachStep, models.PROTECT, related_name="words")
    text = SealedText()
