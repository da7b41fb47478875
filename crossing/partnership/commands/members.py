"""People at an organisation: invited, ended, disabled."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Today, today
from crossing.core.errors import Denied, Invalid, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.commands._cover import take_over
from crossing.partnership.models import ONE_DAY, Account, Membership, Organisation
from crossing.partnership.people import Actor, require
from crossing.partnership.queries import (
    HasAdministrator,
    account_by_address,
    hand_over_work,
    is_last_lead,
    partners,
    takers,
)
from crossing.partnership.rules import Kind, Permission, Role, roles_of


@dataclass(frozen=True)
class NewMember:
    """Somebody to invite: where, as what, under which name."""

    email: str
    name: str
    role: Role
    title: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@transaction.atomic
def invite(org: Organisation, new: NewMember, *, by: Actor) -> Membership:
    """Invite somebody by e-mail to one role here. A known address and a new one look the same.

    A partnership's administrator may invite an organisation's first administrator, and nobody else.
    """
    _require_may_invite(org, new, by=by)
    account = _account_for(new.email)
    _check(org, new, account, by=by)
    member = Membership(
        org=org,
        account=account,
        name=new.name,
        role=new.role,
        title=new.title,
        starts_on=new.starts_on or today(),
        ends_on=new.ends_on,
        created_by=by.who,
    )
    member.save(force_insert=True)
    notice = Notice.ADDED if account.has_usable_password() else Notice.INVITED
    send(notice, to=account.pk, org=org.pk)
    record(Event.MEMBER_INVITED, by=by, about=member, role=new.role)
    return member


def _require_may_invite(org: Organisation, new: NewMember, *, by: Actor) -> None:
    if org.pk not in by.places(Permission.MEMBERS_MANAGE) and _is_first(org, new, by=by):
        return
    require(by, Permission.MEMBERS_MANAGE, at=org.pk)


def _is_first(org: Organisation, new: NewMember, *, by: Actor) -> bool:
    """An administrator for a partner that has none in office yet."""
    if by.acting_at is None or by.acting_at not in by.places(Permission.PARTNERSHIP_MANAGE):
        return False
    if new.role != Role.ADMINISTRATOR:
        return False
    waiting = partners(by.acting_at).annotate(started=HasAdministrator("id")).filter(started=False)
    return waiting.filter(pk=org.pk).exists()


def _check(org: Organisation, new: NewMember, account: Account, *, by: Actor) -> None:
    if new.role not in roles_of(Kind(org.kind)):
        raise Invalid({"role": _("Select a role that exists at this organisation")})
    if str(account.pk) == by.who:
        raise Invalid({"email": _("You cannot give yourself a role. Ask another administrator")})
    if new.ends_on and new.ends_on < (new.starts_on or today()):
        raise Invalid({"ends_on": _("The last day must be on or after the first day")})
    same = Membership.objects.filter(org=org, account=account, role=new.role)
    if same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=Today())).exists():
        raise Invalid({"email": _("Somebody with this address holds this role here already")})


def _account_for(email: str) -> Account:
    account = account_by_address(email)
    if account is None:
        account = Account(email=Account.normalize_username(email))
        account.set_unusable_password()
        account.save(force_insert=True)
    return account


@transaction.atomic
def end_membership(
    member: Membership,
    last_day: datetime.date,
    takes_over: Membership | None = None,
    *,
    by: Actor,
) -> None:
    """End a membership; its last day still counts. Open work belongs to the role: it goes to
    whoever `takes_over`, else to all who hold the role. Drafts stay private.

    The last one who answers for safeguarding does not end without somebody who takes over, and who
    covers the role from then on. One that starts today is taken back by naming yesterday. When
    nothing else holds, the account's sessions show nothing from then on. Nobody ends their own, so
    an administrator stays.
    """
    require(by, Permission.MEMBERS_MANAGE, at=member.org_id)
    if str(member.account_id) == by.who:
        raise Denied(_("You cannot end your own role. Ask another administrator."))
    if last_day < member.starts_on - ONE_DAY:
        raise Invalid({"last_day": _("The last day must be on or after the first day")})
    if member.ends_on is not None and member.ends_on < today():
        raise WrongState(_("This membership has already ended."))
    last = is_last_lead(member)
    _check_who_takes_over(member, takes_over, last)
    member.ends_on = last_day
    member.save(update_fields=["ends_on"])
    if takes_over is not None:
        send(Notice.COVER, org=member.org_id, to=takes_over.account_id)
        if last:
            take_over(member, takes_over, last_day, by=by)
    passed = hand_over_work(member, takes_over)
    record(Event.MEMBERSHIP_ENDED, by=by, about=member, role=member.role, passed=passed)


def _check_who_takes_over(member: Membership, taker: Membership | None, last: bool) -> None:
    if taker is None:
        if last:
            raise Invalid({"takes_over": _("Select who takes over: nobody else holds this role")})
    elif taker.pk not in {one.pk for one in takers(member)}:
        raise Invalid({"takes_over": _("Select somebody whose role can do this work")})


@transaction.atomic
def disable_account(account: Account, *, by: Actor) -> None:
    """Close an account wherever it is used: it signs in nowhere, and its sessions end at once."""
    require(by, Permission.PARTNERSHIP_MANAGE, at=by.acting_at)
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(Event.ACCOUNT_DISABLED, by=by, about=account)
