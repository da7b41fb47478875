"""Accounts, organisations, the school register, memberships, assignments, contacts and days."""

from crossing.partnership.models.accounts import Account, AccountManager
from crossing.partnership.models.cover import Cover, Handover, Recovery, StandIn
from crossing.partnership.models.members import ONE_DAY, Assignment, Membership, RoleGrant
from crossing.partnership.models.organisations import (
    Contact,
    DayPeriod,
    Organisation,
    Partnership,
    Party,
)
from crossing.partnership.models.schools import School, SchoolLink

__all__ = [
    "ONE_DAY",
    "Account",
    "AccountManager",
    "Assignment",
    "Contact",
    "Cover",
    "DayPeriod",
    "Handover",
    "Membership",
    "Organisation",
    "Partnership",
    "Party",
    "Recovery",
    "RoleGrant",
    "School",
    "SchoolLink",
    "StandIn",
]
