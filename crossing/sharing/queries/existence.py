"""How often it was asked whether a child is known, and how often about one child."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from crossing.core.clock import now, today
from crossing.core.days import LONDON
from crossing.partnership.people import Person
from crossing.sharing.models import InformationRequest
from crossing.sharing.queries.ask import about_sealed
from crossing.sharing.rules.existence import (
    ASKED_OFTEN,
    DAYS_LOOKED_AT,
    MONTHS_LOOKED_AT,
    Counted,
)


def counted(person: Person) -> Counted:
    """How often this person, and the place where they act, have asked it today and in 7 days."""
    midnight = datetime.datetime.combine(today(), datetime.time(0), tzinfo=LONDON)
    lately = Q(asked_at__gte=midnight)
    week = InformationRequest.objects.filter(
        asker=person.place,
        existence_only=True,
        asked_at__gte=now() - datetime.timedelta(days=7),
    )
    mine = Q(asked_by=person.id)
    found = week.aggregate(
        person_day=Count("pk", filter=lately & mine),
        person_week=Count("pk", filter=mine),
        org_day=Count("pk", filter=lately),
        org_week=Count("pk"),
    )
    return Counted(**found)


def asked_before(asked: InformationRequest) -> int:
    """How often the same organisation asked the same partner about the same child in the last half
    year, before this time."""
    if asked.asker_id is None:
        return 0
    since = asked.asked_at - datetime.timedelta(days=30 * MONTHS_LOOKED_AT)
    rows = _about(InformationRequest.objects.filter(asker=asked.asker_id), asked)
    return rows.filter(holder=asked.holder_id, asked_at__range=(since, asked.asked_at)).count()


def _about(
    rows: QuerySet[InformationRequest], asked: InformationRequest
) -> QuerySet[InformationRequest]:
    same = Q(given__iexact=asked.given, family__iexact=asked.family)
    return rows.filter(same).exclude(pk=asked.pk)


@dataclass(frozen=True)
class Often:
    """One child about whom this place asked again and again: by the newest question, no name."""

    times: int
    latest: UUID


def asked_often(person: Person, most: int) -> list[Often]:
    """Children about whom the place asked three times or more in 30 days: for those who lead."""
    since = now() - datetime.timedelta(days=DAYS_LOOKED_AT)
    lately = InformationRequest.objects.filter(asker=person.place, asked_at__gte=since)
    lately = lately.exclude(about_sealed())
    groups = lately.values("given", "family").annotate(times=Count("pk"), last=Max("asked_at"))
    found = groups.filter(times__gte=ASKED_OFTEN).order_by("-times", "-last")[:most]
    return [Often(one["times"], _latest(lately, one)) for one in found]


def _latest(rows: QuerySet[InformationRequest], one: Mapping[str, Any]) -> UUID:
    same = rows.filter(given=one["given"], family=one["family"], asked_at=one["last"])
    return same.values_list("pk", flat=True)[0]
