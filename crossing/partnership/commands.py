"""Every way in which organisations, people and their places change."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.base_user import BaseUserManager
from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import today
from crossing.core.errors import Invalid, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import (
    Account,
    Assignment,
    Contact,
    Membership,
    Organisation,
    Partnership,
    Party,
    School,
)
from crossing.partnership.people import Actor, require
from crossing.partnership.rules import Kind, Permission, Role, roles_of


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation to add."""

    name: str
    kind: Kind
    school: School | None = None
    trust: Organisation | None = None
    local_authority_code: str = ""
    officer_title: str = ""


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
def start_partnership(name: str, *, by: Actor) -> Partnership:
    """Start a partnership, with no organisation in it yet."""
    require(by, Permission.PARTNERSHIP_MANAGE, at=by.acting_at)
    partnership = Partnership(name=name)
    partnership.save(force_insert=True)
    record(Event.PARTNERSHIP_STARTED, by=by, about=partnership)
    return partnership


@transaction.atomic
def add_organisation(
    new: NewOrganisation, partnership: Partnership, *, id: UUID | None = None, by: Actor
) -> Organisation:
    """Add an organisation to a partnership. A school from the register keeps its number."""
    require(by, Permission.PARTNERSHIP_MANAGE, at=by.acting_at)
    org = Organisation(
        kind=new.kind,
        name=new.name,
        school=new.school,
        trust=new.trust,
        local_authority_code=new.local_authority_code,
        **({"officer_title": new.officer_title} if new.officer_title else {}),
        **({"id": id} if id else {}),
    )
    org.save(force_insert=True)
    Party(partnership=partnership, org=org, since=today()).save(force_insert=True)
    record(Event.ORGANISATION_ADDED, by=by, about=org, kind=new.kind)
    return org


@transaction.atomic
def invite(org: Organisation, new: NewMember, *, by: Actor) -> Membership:
    """Invite somebody by e-mail to one role here. A known address and a new one look the same.

    A partnership's administrator may invite the first administrator of an organisation.
    """
    _require_may_invite(org, new, by=by)
    if new.role not in roles_of(Kind(org.kind)):
        raise Invalid({"role": _("Select a role that exists at this organisation")})
    account = _account_for(new.email)
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
    first = new.role == Role.ADMINISTRATOR
    if first and by.acting_at in by.places(Permission.PARTNERSHIP_MANAGE):
        return
    require(by, Permission.MEMBERS_MANAGE, at=org.pk)


def _account_for(email: str) -> Account:
    address = BaseUserManager.normalize_email(email.strip())
    account = Account.objects.filter(email__iexact=address).first()
    if account is None:
        account = Account(email=address)
        account.set_unusable_password()
        account.save(force_insert=True)
    return account


@transaction.atomic
def end_membership(member: Membership, last_day: datetime.date, *, by: Actor) -> None:
    """End a membership; its last day still counts. Open work belongs to the role and stays.

    When nothing else holds, the account's sessions end at once.
    """
    require(by, Permission.MEMBERS_MANAGE, at=member.org_id)
    if last_day < member.starts_on:
        raise Invalid({"last_day": _("The last day must be on or after the first day")})
    if member.ends_on is not None and member.ends_on < today():
        raise WrongState(_("This membership has already ended."))
    member.ends_on = last_day
    member.save(update_fields=["ends_on"])
    record(Event.MEMBERSHIP_ENDED, by=by, about=member, role=member.role)


@transaction.atomic
def assign_officer(
    member: Membership,
    school: Organisation,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    by: Actor,
) -> Assignment:
    """An officer of one's own team serves a school between two days. It opens no record there."""
    require(by, Permission.ASSIGNMENTS_MANAGE, at=member.org_id)
    if member.role not in (Role.OFFICER, Role.SERGEANT):
        raise Invalid({"officer": _("Select an officer")})
    assignment = Assignment(
        org_id=member.org_id,
        account_id=member.account_id,
        officer_name=member.name,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    assignment.save(force_insert=True)
    record(Event.OFFICER_ASSIGNED, by=by, about=assignment)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, last_day: datetime.date, *, by: Actor) -> None:
    """End an officer's assignment to a school."""
    require(by, Permission.ASSIGNMENTS_MANAGE, at=assignment.org_id)
    if last_day < assignment.starts_on:
        raise Invalid({"last_day": _("The last day must be on or after the first day")})
    assignment.ends_on = last_day
    assignment.save(update_fields=["ends_on"])
    record(Event.ASSIGNMENT_ENDED, by=by, about=assignment)


@dataclass(frozen=True)
class NewContact:
    """A line of the directory."""

    label: str
    phone: str
    name: str = ""
    out_of_hours: str = ""
    position: int = 0


@transaction.atomic
def add_contact(org: Organisation, new: NewContact, *, by: Actor) -> Contact:
    """Add a line to the directory that every partner sees."""
    require(by, Permission.CONTACTS_MANAGE, at=org.pk)
    contact = Contact(
        org=org,
        label=new.label,
        name=new.name,
        phone=new.phone,
        out_of_hours=new.out_of_hours,
        position=new.position,
    )
    contact.save(force_insert=True)
    record(Event.CONTACT_CHANGED, by=by, about=contact)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: Actor) -> None:
    """Take a line out of the directory."""
    require(by, Permission.CONTACTS_MANAGE, at=contact.org_id)
    record(Event.CONTACT_CHANGED, by=by, about=contact)
    contact.delete()
