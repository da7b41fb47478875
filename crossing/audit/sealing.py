"""The sealer: chains committed events in batches, one chain for each organisation.

A chain taken inside each act's own transaction made them wait for each other (624 requests a second
became 41) and could fork; here acts only write rows, and one sealer at a time links them.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from crossing.audit.heads import keep_head
from crossing.audit.models import AuditEvent, AuditLink, Unsealed
from crossing.audit.rules import FIRST, link_hash
from crossing.core.clock import now
from crossing.database.acting import service

BATCH = 2000


def organisations_due() -> list[UUID]:
    """The organisations with events that wait."""
    return _ids("audit_due")


def organisations_with_chains() -> list[UUID]:
    """Every organisation that has ever been written about."""
    return _ids("audit_chains")


def _ids(function: str) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}()")  # noqa: S608 - one of the two names above
        return [row[0] for row in cursor.fetchall()]


def seal(org: UUID) -> int:
    """Chain the events of one organisation that wait; how many were. One sealer at a time."""
    with service("sealer", org):
        if not _alone(org):
            return 0
        waiting = list(Unsealed.objects.filter(org=org).order_by("at", "event_id")[:BATCH])
        if waiting:
            _link(org, [row.event_id for row in waiting])
    return len(waiting)


def _alone(org: UUID) -> bool:
    """The lock is taken in a statement of its own: lock and read in one would fork the chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"seal {org}"])
        return bool(cursor.fetchone()[0])


def _link(org: UUID, ids: list[UUID]) -> None:
    events = AuditEvent.objects.in_bulk(ids)
    last = AuditLink.objects.filter(org=org).order_by("-number").first()
    number, previous, moment = (last.number, last.hash, now()) if last else (0, FIRST, now())
    links = []
    for number, event_id in enumerate(ids, start=number + 1):  # noqa: B020 - goes on counting
        previous = link_hash(settings.AUDIT_KEY, previous, events[event_id].facts())
        links.append(
            AuditLink(org=org, number=number, event_id=event_id, hash=previous, sealed_at=moment)
        )
    AuditLink.objects.bulk_create(links)
    Unsealed.objects.filter(event_id__in=ids).delete()
    transaction.on_commit(lambda: keep_head(org, links[-1].number, links[-1].hash))
