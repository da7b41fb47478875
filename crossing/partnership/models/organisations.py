"""Partnerships, organisations, who to ring there, and the days that count."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crossing.core.tables import Table
from crossing.partnership.models.schools import School
from crossing.partnership.rules import ContactKind, Kind, every_contact_kind


class Partnership(Table):
    """A Safer School Partnership: organisations that have agreed to work together."""

    name = models.CharField(max_length=200)


class Organisation(Table):
    """A school, a police team, a service: it owns its records, and its people decide."""

    kind = models.CharField(max_length=30, choices=Kind.choices)
    name = models.CharField(max_length=200)
    school = models.ForeignKey(School, models.PROTECT, null=True, db_constraint=True)
    trust = models.ForeignKey("self", models.PROTECT, null=True, related_name="schools")
    local_authority_code = models.CharField(max_length=4, blank=True)
    officer_title = models.CharField(
        max_length=60, default="Safer Schools Officer", help_text=_("The organisation’s own word")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="organisation_kind"),
            models.UniqueConstraint(fields=["school"], name="organisation_school_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Party(Table):
    """An organisation that belongs to a partnership."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="parties")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="parties")
    since = models.DateField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["partnership", "org"], name="party_once")
        ]


class ContactRows(models.QuerySet["Contact"]):
    """Lines of the directory."""

    def about_children(self) -> Self:
        """Those that one rings about a child, not about an adult who works there."""
        return self.exclude(kind__in=[ContactKind.LADO, ContactKind.STANDARDS])


class Contact(Table):
    """A line of the directory: who to ring, also out of hours. Partners see it, and only it."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts")
    label = models.CharField(max_length=100)
    name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40)
    out_of_hours = models.CharField(max_length=40, blank=True)
    position = models.SmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=every_contact_kind, default=ContactKind.ORDINARY)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = ContactRows.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["org", "position", "label"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="contact_days",
            )
        ]


class DayPeriod(models.Model):
    """A term, a closed day or a bank holiday, for a local authority ("*" for all) or one school."""

    kind = models.CharField(max_length=20)
    local_authority_code = models.CharField(max_length=4, default="*")
    org = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="days")
    name = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on"]
