"""Who works where, who serves which school, and what the roles may do."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from crossing.core.tables import Table
from crossing.partnership.models.accounts import Account
from crossing.partnership.models.organisations import Organisation
from crossing.partnership.rules import PEOPLES_ROLES, Role

ONE_DAY = datetime.timedelta(days=1)


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


class RoleGrant(models.Model):
    """GRANTS as the database reads it; a test compares both."""

    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["role", "permission"], name="role_grant_once")
        ]
