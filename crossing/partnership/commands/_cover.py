"""The rows of a cover: the cover itself, what to know, and what partners see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.days import bounds
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Cover, Handover, Membership, StandIn
from crossing.partnership.people import Actor
from crossing.partnership.queries import first_phone
from crossing.partnership.rules import Reason, answers_here

TWO_MONTHS = 60


@dataclass(frozen=True)
class NewCover:
    """Who is away, who covers, why, and from when to when; what to know, and under which number
    partners ring whoever covers."""

    absent: Membership
    covering: Membership
    reason: Reason
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    note: str = ""
    phone: str = ""


def keep(new: NewCover, *, by: Actor) -> Cover:
    cover = Cover(
        org_id=new.absent.org_id,
        absent=new.absent,
        covering=new.covering,
        reason=new.reason,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        started_at=now(),
        started_by_name=by.name,
    )
    cover.save(force_insert=True)
    if new.note.strip():
        Handover(org_id=cover.org_id, cover=cover, note=new.note).save(force_insert=True)
    if answers_here(new.absent.role):
        _show_partners(cover, new.phone)
    for one in (new.covering, new.absent):
        if str(one.account_id) != by.who:
            send(Notice.COVER, org=cover.org_id, to=one.account_id)
    return cover


def _show_partners(cover: Cover, phone: str) -> None:
    one = cover.covering
    StandIn(
        org_id=cover.org_id,
        cover=cover,
        name=one.name,
        title=one.title or one.role_name,
        phone=phone.strip() or first_phone(one.org_id),
        starts_at=cover.starts_at,
        ends_at=cover.ends_at,
    ).save(force_insert=True)


def take_over(
    absent: Membership, covering: Membership, last_day: datetime.date, *, by: Actor
) -> None:
    """A part of ending a membership: the last one who answers here is covered from the day after,
    until somebody new holds the role, for two months at the most."""
    _, begins = bounds(last_day)
    starts_at = max(begins, now())
    for cover in Cover.objects.still_to_end().filter(absent=absent, ends_at__gt=starts_at):
        StandIn.objects.filter(cover=cover, org=cover.org_id).update(ends_at=now())
        cover.ended_at, cover.ended_by_name = now(), by.name
        cover.save(update_fields=["ended_at", "ended_by_name"])
    until = starts_at + datetime.timedelta(days=TWO_MONTHS)
    cover = keep(NewCover(absent, covering, Reason.LEFT, starts_at, until), by=by)
    record(Event.COVER_STARTED, by=by, about=cover, reason=Reason.LEFT.value)
