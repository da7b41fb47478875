"""Cover: somebody does the work of a colleague who is away. It gives nobody a permission."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.commands._cover import NewCover, keep
from crossing.partnership.models import Cover, Handover, StandIn
from crossing.partnership.people import Person, require
from crossing.partnership.rules import WORK, Permission, problems_of_cover


@transaction.atomic
def start_cover(new: NewCover, *, by: Person) -> Cover:
    """Start cover, now or from a moment to come; it ends by itself.

    Whoever leads here starts it for anybody, everybody else for themselves, or to cover themselves.
    Only somebody whose role can do all of the work covers: a teacher never becomes a lead by it.
    """
    org = new.absent.org_id
    require(by, *WORK, Permission.COVER_START, at=org)
    leads = org in by.places(Permission.COVER_START)
    if not leads and by.id not in {new.absent.account_id, new.covering.account_id}:
        raise Denied
    _check(new)
    cover = keep(new, by=by)
    record(Event.COVER_STARTED, by=by, about=cover, reason=str(new.reason))
    return cover


def _check(new: NewCover) -> None:
    same = new.absent.account_id == new.covering.account_id
    problems = problems_of_cover(new.absent.role, new.covering.role, same)
    if new.ends_at <= max(new.starts_at, now()):
        problems["ends_at"] = _("The end must be after the start, and still to come")
    same_time = Q(starts_at__lt=new.ends_at, ends_at__gt=new.starts_at)
    held = Cover.objects.still_to_end().filter(same_time, org=new.absent.org_id)
    if held.filter(absent=new.absent).exists():
        problems["absent"] = _("Somebody covers them at this time already. End that cover first")
    if held.filter(absent__account=new.covering.account_id).exists():
        problems["covering"] = _("They are away themselves at this time")
    if problems:
        raise Invalid(problems)


@transaction.atomic
def end_cover(cover: Cover, *, by: Person) -> None:
    """End a cover before its time: whoever leads here, or one of the two."""
    theirs = {cover.absent.account_id, cover.covering.account_id}
    needed = Permission.COLLEAGUES_SEE if by.id in theirs else Permission.COVER_START
    require(by, needed, at=cover.org_id)
    fresh = Cover.objects.select_for_update().get(pk=cover.pk)
    moment = now()
    if fresh.ended_at is not None or fresh.ends_at <= moment:
        raise WrongState(_("This cover has ended already."))
    fresh.ended_at, fresh.ended_by_name = moment, by.name
    fresh.save(update_fields=["ended_at", "ended_by_name"])
    StandIn.objects.filter(cover=fresh, org=fresh.org_id).update(ends_at=moment)
    for account in theirs - {by.id}:
        send(Notice.COVER, org=fresh.org_id, to=account)
    record(Event.COVER_ENDED, by=by, about=fresh)


@transaction.atomic
def read_handover(cover: Cover, *, by: Person) -> str:
    """What whoever covers should know: for the two of them, and those who lead."""
    theirs = {cover.absent.account_id, cover.covering.account_id}
    found = Handover.objects.filter(cover=cover, org=cover.org_id).first()
    if found is None or (by.id not in theirs and not by.may(Permission.COVER_START)):
        return ""
    record(Event.HANDOVER_READ, by=by, about=cover)
    return found.note
