"""Accounts, organisations, the school register, memberships, assignments, contacts and days."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from crossing.core.tables import Table
from crossing.partnership.rules import PEOPLES_ROLES, Kind, Role

ONE_DAY = datetime.timedelta(days=1)


class AccountManager(BaseUserManager["Account"]):
    """Accounts are found by address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(Table, AbstractBaseUser):
    """An address, a password and a second factor: nothing else, and readable to sign-in alone."""

    email = models.EmailField(max_length=254)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(Lower("email"), name="account_email_once")
        ]

    def __str__(self) -> str:
        return self.email

    @classmethod
    def normalize_username(cls, username: str) -> str:
        return username.strip().lower()


class School(models.Model):
    """A row of the national register of schools (Get Information About Schools), keyed by URN."""

    urn = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    local_authority_code = models.CharField(max_length=4)
    local_authority = models.CharField(max_length=100)
    establishment_number = models.CharField(max_length=10, blank=True)
    type = models.CharField(max_length=100, blank=True)
    phase = models.CharField(max_length=50, blank=True)
    status = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    lowest_age = models.SmallIntegerField(null=True)
    highest_age = models.SmallIntegerField(null=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    raw = models.JSONField(default=dict)
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["name"], name="school_name")]

    def __str__(self) -> str:
        return self.name


class SchoolLink(models.Model):
    """A predecessor or successor. Bare numbers: few of the linked schools are in the register."""

    urn = models.IntegerField()
    link_urn = models.IntegerField()
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    established_on = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["urn", "link_urn", "kind", "established_on"],
                name="school_link_once",
                nulls_distinct=False,
            )
        ]


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


class Contact(Table):
    """A line of the directory: who to ring, also out of hours. Partners see it, and only it."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts")
    label = models.CharField(max_length=100)
    name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40)
    out_of_hours = models.CharField(max_length=40, blank=True)
    position = models.SmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["org", "position", "label"]


class Membership(Table):
    """Employed by this organisation, in this role, from one day to another.

    The name is the one that the organisation knows the person by.
    """

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    title = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in PEOPLES_ROLES]), name="membership_role"
            ),
            # One that ends the day before it starts never held: an invitation taken back.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on") - ONE_DAY),
                name="membership_dates",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["account", "role"], name="membership_account"),
            models.Index(fields=["org", "name"], name="membership_org"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_name(self) -> str:
        """What the role is called."""
        return str(Role(self.role).label)

    def is_current(self, today: datetime.date) -> bool:
        """Whether it holds on this day; its last day still counts."""
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


class Assignment(Table):
    """An officer serves a school from one day to another. It opens no record of the school's."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    account = models.ForeignKey(Account, models.PROTECT, related_name="assignments")
    officer_name = models.CharField(max_length=120)
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="officers")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_dates",
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


class RoleGrant(models.Model):
    """GRANTS as the database reads it; a test compares both."""

    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["role", "permission"], name="role_grant_once")
        ]
