"""Letting somebody in again who has lost their second factor, or whose account was disabled: one
administrator asks, somebody else confirms, and everywhere they work is told."""

from __future__ import annotations

import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Denied, Invalid, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Account, Membership, Recovery
from crossing.partnership.people import Actor, Person, require
from crossing.partnership.queries import care_for, homes_of
from crossing.partnership.rules import Permission

VALID_HOURS = 24  # a question that nobody has confirmed by then is asked anew
FACTOR_HOURS = 24  # so long after it was confirmed, a new second factor is set up


@transaction.atomic
def ask_to_let_in(member: Membership, known_by: str, *, by: Person) -> Recovery:
    """Ask that a colleague may set up a new second factor, or that a disabled account is opened
    again; say how you know that it is really they. Nothing changes until somebody else confirms."""
    require(by, Permission.MEMBERS_MANAGE, at=member.org_id)
    if member.account_id == by.id:
        raise Denied(_("You cannot ask this for yourself. Ask another administrator."))
    _require_works_here(member)
    if not known_by.strip():
        raise Invalid({"known_by": _("Enter how you know that it is really them")})
    recovery = Recovery(
        org_id=member.org_id,
        member=member,
        what=care_for(member),
        known_by=known_by,
        asked_by_id=by.id,
        asked_by_name=by.name,
        asked_at=now(),
    )
    recovery.save(force_insert=True)
    for permission in (Permission.MEMBERS_MANAGE, Permission.COVER_START):
        send(Notice.WAITING, org=member.org_id, permission=permission)
    record(Event.RECOVERY_ASKED, by=by, about=recovery, what=recovery.what)
    return recovery


@transaction.atomic
def confirm_letting_in(recovery: Recovery, *, by: Person) -> None:
    """Confirm it: somebody who leads or administers here, not who asked and not whom it is about.

    Their old second factor and all sessions end; at the next sign-in they set up a new one, within
    a day. They, and every organisation that they work for, are told.
    """
    fresh = _waiting(recovery, by=by)
    _require_works_here(fresh.member)
    account = Account.objects.select_for_update().get(pk=fresh.member.account_id)
    _decide(fresh, True, by=by)
    _let_in(account)
    for org in homes_of(account.pk):
        send(Notice.RECOVERY, org=org, permission=Permission.MEMBERS_MANAGE)
    send(Notice.CHANGED, org=fresh.org_id, to=account.pk)
    record(Event.RECOVERY_CONFIRMED, by=by, about=fresh, what=fresh.what)


@transaction.atomic
def refuse_letting_in(recovery: Recovery, *, by: Person) -> None:
    """Do not confirm it: nothing changes, and whoever asked is told."""
    fresh = _waiting(recovery, by=by)
    _decide(fresh, False, by=by)
    send(Notice.RECOVERY, org=fresh.org_id, to=fresh.asked_by_id)
    record(Event.RECOVERY_REFUSED, by=by, about=fresh, what=fresh.what)


def _waiting(recovery: Recovery, *, by: Person) -> Recovery:
    require(by, Permission.MEMBERS_MANAGE, Permission.COVER_START, at=recovery.org_id)
    if by.id in {recovery.asked_by_id, recovery.member.account_id}:
        raise WrongState(
            _("Somebody else must confirm this: not who asked, and not whom it is about.")
        )
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("member__account")
    fresh = rows.get(pk=recovery.pk)
    late = now() - fresh.asked_at > datetime.timedelta(hours=VALID_HOURS)
    if fresh.decided_at is not None or late or fresh.what != care_for(fresh.member):
        raise WrongState(_("This is no longer open. An administrator can ask again."))
    return fresh


def _require_works_here(member: Membership) -> None:
    """Where somebody worked once has no say about how they sign in elsewhere; nor has a place that
    has invited them since their account was disabled."""
    if member.ends_on is not None and member.ends_on < today():
        raise WrongState(_("They do not work here any more."))
    closed = member.account.disabled_at
    if not member.account.is_active and closed is not None and member.created_at > closed:
        raise WrongState(
            _(
                "They were invited here after their account was disabled. Where they worked "
                "before, two people can open it again."
            )
        )


def _decide(fresh: Recovery, confirmed: bool, *, by: Actor) -> None:
    fresh.decided_at, fresh.decided_by_name, fresh.confirmed = now(), by.name, confirmed
    fresh.save(update_fields=["decided_at", "decided_by_name", "confirmed"])


def _let_in(account: Account) -> None:
    moment = now()
    Authenticator.objects.filter(user=account).delete()
    account.is_active = True
    account.sessions_from = moment
    account.factor_due_at = moment + datetime.timedelta(hours=FACTOR_HOURS)
    account.save(update_fields=["is_active", "sessions_from", "factor_due_at"])
