"""EVERY PARTY. What organisations have agreed about sharing, version by version."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedJSON, SealedText
from crossing.partnership.models import Account, Organisation, Partnership
from crossing.partnership.people import Actor
from crossing.partnership.rules import Permission
from crossing.sharing.rules.agreements import AgreementStatus

DRAFT = AgreementStatus.DRAFT.value


class AgreementRows(models.QuerySet["Agreement"]):
    """Agreements, for somebody."""

    def visible_to(self, person: Actor) -> Self:
        """Whatever was published, for everybody at a party; a draft for those who write it."""
        places = person.places(Permission.COLLEAGUES_SEE)
        party = AgreementParty.objects.filter(org__in=places).values("agreement")
        writes = Q(org__in=person.places(Permission.AGREEMENT_MANAGE))
        return self.filter(writes | Q(pk__in=party) & ~Q(status=DRAFT))


class Agreement(Table):
    """One version. `org` is where it is written; `series` is the same for all its versions.

    A version that was published is never rewritten: a new one points at the one before.
    """

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    series = models.UUIDField(default=uuid.uuid4)
    number = models.SmallIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    controllers = models.CharField(max_length=20, blank=True)
    purposes = models.JSONField(default=list)
    law = models.JSONField(default=list)
    terms = SealedJSON(default=dict)
    starts_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    written_by_name = models.CharField(max_length=250)
    written_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=250, blank=True)
    published_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=250, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = SealedText(blank=True)

    objects = AgreementRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "series", "number"], name="agreement_version"),
            models.CheckConstraint(
                condition=Q(status=DRAFT)
                | Q(published_at__isnull=False, starts_on__lte=F("ends_on")),
                name="agreement_published_with_dates",
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.status == AgreementStatus.DRAFT

    def holds_on(self, day: datetime.date) -> bool:
        """Whether its days have begun and not ended; both its first and its last day count."""
        if self.status != AgreementStatus.PUBLISHED or not self.starts_on or not self.ends_on:
            return False
        return self.starts_on <= day <= self.ends_on


class AgreementParty(Table):
    """An organisation that an agreement binds, with whom to ask there about it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contact = SealedText(blank=True)
    protection_officer = SealedText(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "agreement"], name="agreement_party_once")
        ]


class AgreementSignature(Table):
    """A party's own row: a named person signed this version for their organisation, then."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    position = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["org", "agreement"], name="agreement_signed_once")
        ]
