"""THE HOLDER ALONE: how it made up its mind. And the dated rule table, which is open to all."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedJSON, SealedText
from crossing.partnership.models import Account, Organisation
from crossing.partnership.people import Actor
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.models.agreement import Agreement
from crossing.sharing.models.ask import InformationRequest
from crossing.sharing.models.share import Disclosure


class HolderRows(models.QuerySet[Any]):
    """What one's own organisation decides."""

    def visible_to(self, person: Actor) -> Self:
        """Only the organisation that decides; never the one that asked."""
        return self.filter(org__in=person.places(Permission.DECISION_SEE))


class DeliberationRows(HolderRows):
    """Decisions in the making."""

    def visible_to(self, person: Actor) -> Self:
        """The organisation that decides; and an outside decider, what was passed to them, while it
        is open."""
        passed = Q(outside=True, ended_at=None, org__in=person.places(Permission.OUTSIDE_SEE))
        return self.filter(Q(org__in=person.places(Permission.DECISION_SEE)) | passed)


class Deliberation(Table):
    """A decision in the making: started by a request, or by the owner without being asked.

    A request may be answered in parts, one after the other: one open row at a time.
    """

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    request = models.ForeignKey(InformationRequest, models.PROTECT, null=True, related_name="+")
    route = models.CharField(max_length=20)
    recipient = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    outside_recipient = models.CharField(max_length=250, blank=True)
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20)
    answers = SealedJSON(default=dict)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    overdue_told_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=250, blank=True)
    proposed_at = models.DateTimeField(null=True)
    returned_reason = SealedText(blank=True)
    outside = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = DeliberationRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["request"],
                name="deliberation_one_open",
                condition=Q(ended_at__isnull=True),
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["org", "due_at", "id"],
                name="deliberation_waiting",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["due_at"],
                name="deliberation_overdue",
                condition=Q(ended_at__isnull=True, overdue_told_at__isnull=True),
            ),
        ]


class DeliberationItem(Table):
    """One thing that may be shared: from the child's record, or written anew."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="items")
    position = models.SmallIntegerField()
    entry_kind = models.CharField(max_length=20, blank=True)
    entry = models.UUIDField(null=True)
    title = SealedText()
    happened_on = models.DateField(null=True)
    source = models.CharField(max_length=250, blank=True)
    text = SealedText()
    basis = models.CharField(max_length=20)
    data_class = models.CharField(max_length=20)
    childs_words = models.BooleanField(default=False)
    treatment = models.CharField(max_length=20)
    reason = SealedText(blank=True)
    still_true = models.CharField(max_length=20, blank=True)
    found = SealedJSON(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]


class Connection(Table):
    """Somebody who is personally connected to the family, and so has no part in this decision."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="connections")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["org", "deliberation", "account"], name="connection_once"
            )
        ]


class Decision(Table):
    """Final. Who decided, what, why, under which law, and the whole answer as it stood."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    deliberation = models.OneToOneField(Deliberation, models.PROTECT)
    request = models.ForeignKey(InformationRequest, models.PROTECT, null=True, related_name="+")
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    recipient_name = models.CharField(max_length=250)
    route = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    reason_kept = SealedText()
    reason_told = SealedText(blank=True)
    regime = models.CharField(max_length=4)
    law = SealedJSON(default=dict)
    law_version = models.CharField(max_length=20)
    answer = SealedJSON(default=dict)
    items = SealedJSON(default=list)
    second_look = models.BooleanField(default=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    agreement_number = models.SmallIntegerField(null=True)
    no_agreement_because = SealedText(blank=True, default="")
    proposed_by_name = models.CharField(max_length=250, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=250)
    decided_at = models.DateTimeField()

    objects = HolderRows.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "-decided_at", "-id"], name="decision_org"),
            models.Index(fields=["org", "child", "-decided_at"], name="decision_child"),
        ]


class LegalRule(models.Model):
    """OPEN. A legal value with its dates and source: basis, condition, power, exemption."""

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    label = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    known = models.CharField(max_length=20)
    needs = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="legal_rule_once")
        ]

    def holds_on(self, day: datetime.date) -> bool:
        """Whether this rule is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
