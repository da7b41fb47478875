"""Who waits to be let in again."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import connection

from crossing.core.clock import now
from crossing.core.errors import NotThere
from crossing.partnership.models import Membership, Recovery
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Care, Permission

SEES = (Permission.MEMBERS_MANAGE, Permission.COVER_START)


def care_for(member: Membership) -> Care:
    """What this account needs: to be opened, if it is disabled; else a new second factor."""
    return Care.FACTOR if member.account.is_active else Care.ENABLE


def recoveries(person: Person) -> list[Recovery]:
    """What waits to be confirmed at one's own organisation."""
    if not person.may(*SEES):
        return []
    since = now() - datetime.timedelta(days=1)
    rows = Recovery.objects.filter(org=person.place, decided_at=None, asked_at__gt=since)
    return list(rows.select_related("member")[:20])


def recovery_for(person: Person, pk: UUID) -> Recovery:
    """One of them, decided or not."""
    require(person, *SEES, at=person.acting_at)
    rows = Recovery.objects.filter(org=person.place, pk=pk)
    found = rows.select_related("member__account").first()
    if found is None:
        raise NotThere
    return found


def homes_of(account: UUID) -> list[UUID]:
    """Every organisation that this account works for today; told only to who lets them in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT homes_of(%s)", [account])
        return [org for (org,) in cursor.fetchall()]
