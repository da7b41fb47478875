"""Partnerships and the organisations that belong to them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import today
from crossing.core.errors import Invalid
from crossing.database.keys import make_key
from crossing.partnership.models import Organisation, Partnership, Party, School
from crossing.partnership.people import Actor, require
from crossing.partnership.rules import Kind, Permission


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation to add."""

    name: str
    kind: Kind
    school: School | None = None
    trust: Organisation | None = None
    local_authority_code: str = ""
    officer_title: str = ""


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
    if new.school and Organisation.objects.filter(school=new.school).exists():
        raise Invalid({"school": _("This school is in Crossing already")})
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
    make_key(org.pk)
    Party(partnership=partnership, org=org, since=today()).save(force_insert=True)
    record(Event.ORGANISATION_ADDED, by=by, about=org, kind=new.kind)
    return org


@transaction.atomic
def name_officers(org: Organisation, title: str, *, by: Actor) -> None:
    """What an organisation calls the officers who serve schools is its own word."""
    require(by, Permission.MEMBERS_MANAGE, at=org.pk)
    org.officer_title = title
    org.save(update_fields=["officer_title"])
    record(Event.ORGANISATION_CHANGED, by=by, about=org)
