"""What happens at the sender when something of its went to the wrong place."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from crossing.core.clock import now
from crossing.database.sealed import sealed
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Organisation
from crossing.partnership.people import Actor
from crossing.partnership.queries import who_to_ring
from crossing.partnership.rules import Permission
from crossing.sharing.models import Breach, Correction, Disclosure, WrongPlace
from crossing.sharing.rules import Route
from crossing.todo.commands import Waits, chase, end_chase, set_task
from crossing.todo.models import Task
from crossing.todo.queries import whom
from crossing.todo.rules import Audience, Matter

RING_WITHIN = datetime.timedelta(hours=1)


def close_here(wrong: WrongPlace, by: Actor) -> None:
    """The sender's own copy closes too; what was taken back before keeps its reason. Nobody there
    can open or acknowledge it any more: the clocks that waited for that end."""
    shared = Disclosure.objects.get(pk=wrong.disclosure_id)
    reason = _("It went to the wrong place.")
    closed = sealed(shared, closed_at=wrong.at, closed_by_name=wrong.by_name, closed_reason=reason)
    Disclosure.objects.filter(pk=shared.pk, closed_at__isnull=True).update(**closed)
    end_chase(Matter.EMERGENCY_UNREAD, shared.pk, org=wrong.sender_id, by=by)
    for pk in Correction.objects.filter(disclosure=shared).values_list("pk", flat=True):
        for matter in (Matter.CORRECTION_UNREAD, Matter.CORRECTION_TO_TELL):
            end_chase(matter, pk, org=wrong.sender_id, by=by)


def tell_the_right_place(breach: Breach, org: Organisation, by: Actor) -> None:
    """What was sent because a child was in danger has not reached whoever it was for: somebody here
    is told at once, until it is written down whether the child is at risk."""
    urgent = Disclosure.objects.filter(pk=breach.wrong_place.disclosure_id, route=Route.EMERGENCY)
    if urgent.exists():
        chase(Waits(Matter.EMERGENCY_ASTRAY, breach.pk, org, now()), by=by)


def of_the_copy(wrong: WrongPlace) -> Matter:
    """What is waited for from whoever has it: to confirm it here, or to say it on the telephone."""
    return Matter.BREACH_COPY if wrong.recipient_id else Matter.BREACH_COPY_OUTSIDE


def ring_them(wrong: WrongPlace, org: Organisation, by: Actor) -> None:
    """The wrong place is rung now: they may have printed it, or passed it on. It is about what went
    there, not about our decision, so only that it is destroyed ends it."""
    line = who_to_ring(wrong.recipient, now()) if wrong.recipient else None
    task = Task(
        org=org,
        audience=Audience.CASES,
        matter=of_the_copy(wrong),
        about=wrong.pk,
        ring_name=line.who[:250] if line else wrong.recipient_name,
        ring_phone=line.phone if line else "",
        due_at=now() + RING_WITHIN,
    )
    set_task(task, by=by)


def tell_officer(breach: Breach, org: Organisation, by: Actor) -> None:
    """The data protection officer is told; where Crossing knows none, those who lead are asked to
    tell theirs."""
    _officer, audience = whom(org.pk, Audience.OVERSIGHT)
    if audience == Audience.OVERSIGHT:
        send(Notice.URGENT, org=org.pk, permission=Permission.AUDIT_SEE)
        return
    task = Task(
        org=org,
        audience=audience,
        matter=Matter.BREACH_OFFICER,
        about=breach.pk,
        ring_name=_("your data protection officer"),
        due_at=now() + RING_WITHIN,
    )
    set_task(task, by=by)
