"""What crossed: the envelope that both sides see, the frozen copy, and what came back."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from crossing.core.days import day_of
from crossing.core.tables import Table
from crossing.database.keys import Copy
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor
from crossing.partnership.rules import Permission
from crossing.sharing.models.ask import InformationRequest


class DisclosureRows(models.QuerySet["Disclosure"]):
    """What crossed, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """The sender's people and the recipient's; nobody else's."""
        places = person.places(Permission.SHARED_SEE)
        return self.filter(Q(sender__in=places) | Q(recipient__in=places))


class Disclosure(Table):
    """BOTH SIDES: the envelope. Who sent what kind of thing to whom, and what may be done with it.

    It closes at its end date or when it is taken back; the items are then sealed to both sides.
    """

    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    sender_name = models.CharField(max_length=250)
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    outside_recipient = models.CharField(max_length=250, blank=True)
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, related_name="disclosures"
    )
    route = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    child_given = models.CharField(max_length=100)
    child_family = models.CharField(max_length=100)
    child_born_on = models.DateField(null=True)
    purpose = models.CharField(max_length=40)
    marking = models.CharField(max_length=40)
    handling = models.JSONField(default=list)
    handling_note = SealedText(blank=True)
    retention = SealedText(blank=True)
    contact = models.CharField(max_length=300, blank=True)
    sent_by_name = models.CharField(max_length=250)
    sent_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=250, blank=True)
    closed_reason = SealedText(blank=True)

    objects = DisclosureRows.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["sender", "-sent_at", "-id"], name="disclosure_sender"),
            models.Index(fields=["recipient", "-sent_at", "-id"], name="disclosure_recipient"),
        ]

    @property
    def sealed_for(self) -> UUID:
        """The sender's words."""
        return self.sender_id

    @property
    def child_name(self) -> str:
        """The child, as named to the recipient."""
        return f"{self.child_given} {self.child_family}".strip()

    @property
    def last_day(self) -> datetime.date:
        """The last day on which it opens: its end is the first moment of the next."""
        return day_of(self.ends_at - datetime.timedelta(microseconds=1))

    def is_closed(self, now: datetime.datetime) -> bool:
        """Whether everyday opening has ended."""
        return self.closed_at is not None or self.ends_at <= now


class DisclosedItem(Table):
    """BOTH SIDES, while open: the frozen copy, with what was covered already gone."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="items")
    position = models.SmallIntegerField()
    title = SealedText()
    happened_on = models.DateField(null=True)
    source = models.CharField(max_length=250, blank=True)
    basis = models.CharField(max_length=20)
    data_class = models.CharField(max_length=20)
    childs_words = models.BooleanField(default=False)
    text = SealedText()

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]

    @property
    def sealed_for(self) -> Copy:
        """The copy has a key of its own, kept for both sides."""
        sides = (self.disclosure.sender_id, self.disclosure.recipient_id)
        return Copy(self.disclosure_id, tuple(side for side in sides if side))


class Arrival(Table):
    """THE RECIPIENT ALONE: something that arrived and that nobody there has opened. The first
    opening takes the row away, so what is new costs the same however much has been received."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="arrivals")


class Receipt(Table):
    """BOTH SIDES, written by the recipient: accepted, opened, acknowledged, what happened next."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="receipts")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    kind = models.CharField(max_length=20)
    text = SealedText(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["org", "disclosure", "account", "kind"],
                condition=Q(kind__in=["accepted", "opened", "acknowledged"]),
                name="receipt_once",
            )
        ]


class Unsealing(Table):
    """ONE'S OWN SIDE: a closed copy opened again by one person, for a reason, for an hour."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="unsealings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    reason = SealedText()
    at = models.DateTimeField()
    until = models.DateTimeField()


class Question(Table):
    """BOTH SIDES: one question back, and its answer, about a request or about what was shared."""

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, related_name="questions"
    )
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="questions")
    from_org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = SealedText()
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
    answer = SealedText(blank=True)
    answered_by_name = models.CharField(max_length=250, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(request__isnull=False) | Q(disclosure__isnull=False),
                name="question_about_something",
            )
        ]

    @property
    def sealed_for(self) -> UUID:
        """Of whoever asks; the answer stands beside it."""
        return self.from_org_id
