"""What both sides of a question see; and, apart, what only the asker knows."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.rules import Purpose
from crossing.sharing.rules.clocks import counted


class RequestRows(models.QuerySet["InformationRequest"]):
    """Requests, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """Those that one's organisation asked, or is to authorise, and those sent to it."""
        places = person.places(Permission.SHARED_SEE)
        asks = places | person.places(Permission.REQUEST_AUTHORISE)
        return self.filter(Q(asker__in=asks) | Q(holder__in=places, sent_at__isnull=False))


class InformationRequest(Table):
    """BOTH SIDES. One organisation asks another about one named child, for one purpose.

    The words are written once; only the status and its moments change. A narrower request is a new
    row that points at the one it replaces. `existence_only` asks whether they know the child, and
    nothing else. `asker` is empty when somebody outside Crossing asked by
    phone or letter; then `outside_asker` says who, and the holder wrote it down.
    """

    asker = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=250)
    outside_asker = models.CharField(max_length=250, blank=True)
    identity_check = SealedText(blank=True)
    channel = models.CharField(max_length=20)
    given = models.CharField(max_length=100)
    family = models.CharField(max_length=100)
    born_on = models.DateField(null=True)
    as_known = SealedText(blank=True)
    purpose = models.CharField(max_length=40)
    law_enforcement = models.BooleanField(default=False)
    subject_role = models.CharField(max_length=20, blank=True)
    offence = SealedText(blank=True)
    ready_question = models.CharField(max_length=60, blank=True)
    existence_only = models.BooleanField(default=False)
    wanted = SealedText()
    why = SealedText()
    if_not_given = SealedText()
    power = models.CharField(max_length=60, blank=True)
    needed_by = models.DateField(null=True)
    needs_authority = models.BooleanField(default=False)
    authorised_by_name = models.CharField(max_length=250, blank=True)
    authorised_at = models.DateTimeField(null=True)
    authority_refused_by_name = models.CharField(max_length=250, blank=True)
    authority_refused_reason = SealedText(blank=True)
    status = models.CharField(max_length=30)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    narrows = models.ForeignKey("self", models.PROTECT, null=True, related_name="narrowed_by")

    objects = RequestRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(asker__isnull=False) | ~Q(outside_asker=""), name="request_has_asker"
            ),
            models.CheckConstraint(
                condition=Q(asker__isnull=True) | ~Q(asker=F("holder")), name="request_not_to_self"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True)
                | Q(needs_authority=False)
                | Q(authorised_at__isnull=False),
                name="request_authorised_before_sent",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["asker", "-asked_at", "-id"], name="request_asker"),
            models.Index(fields=["holder", "-sent_at", "-id"], name="request_holder"),
            models.Index(
                fields=["asker", "due_at"],
                name="request_asker_open",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["asker", "-asked_at"],
                name="request_existence",
                condition=Q(existence_only=True),
            ),
        ]

    @property
    def counted(self) -> str:
        """How the time to answer was counted, in words."""
        return counted(Purpose(self.purpose))

    @property
    def sealed_for(self) -> UUID:
        """The asker's words; of somebody outside Crossing, as the holder wrote them down."""
        return self.asker_id or self.holder_id

    @property
    def child_name(self) -> str:
        """The child, as the asker knows them."""
        return f"{self.given} {self.family}"


class AskedAbout(Table):
    """THE ASKER ALONE. Which of its own records the question was about."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    request = models.OneToOneField(InformationRequest, models.PROTECT, related_name="asked_about")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")


class Reply(Table):
    """BOTH SIDES, written by the holder: what the asker is told. Never the reason that is kept."""

    request = models.OneToOneField(InformationRequest, models.PROTECT, related_name="reply")
    asker = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    told = models.CharField(max_length=30)
    reason = SealedText(blank=True)
    would_change = SealedText(blank=True)
    ring_name = models.CharField(max_length=250, blank=True)
    ring_phone = models.CharField(max_length=40, blank=True)
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["asker", "-at"], name="reply_asker")]

    @property
    def sealed_for(self) -> UUID:
        """The holder's words."""
        return self.holder_id
