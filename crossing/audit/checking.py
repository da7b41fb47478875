"""The checker: walks each chain from its first link and names the first that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from crossing.audit.heads import heads
from crossing.audit.models import AuditEvent, AuditLink, Unsealed
from crossing.audit.rules import FIRST, link_hash
from crossing.audit.sealing import organisations_with_chains
from crossing.core.clock import now
from crossing.database.acting import service

BATCH = 2000
LATE = timedelta(seconds=10)


@dataclass(frozen=True)
class Fault:
    """The first thing wrong in an organisation's chain, in words for an auditor."""

    org: UUID
    number: int
    event: str
    what: str


@dataclass(frozen=True)
class Checked:
    """One organisation's chain: its length, what does not fit, how many events wait too long."""

    org: UUID
    links: int
    late: int
    fault: Fault | None


def check(org: UUID) -> Checked:
    """Check one organisation's chain, as the sealer sees it."""
    with service("sealer", org):
        links, fault = _walk(org)
        late = Unsealed.objects.filter(org=org, at__lt=now() - LATE).count()
    return Checked(org, links, late, fault)


def faults() -> list[Fault]:
    """The first of each chain that does not fit; none when the log is whole."""
    return [one.fault for one in map(check, organisations_with_chains()) if one.fault]


def _walk(org: UUID) -> tuple[int, Fault | None]:
    expected, previous = 1, FIRST
    kept_number, kept_hash = heads().get(str(org), (0, ""))
    for link, event in _links(org):
        what = _wrong(link, event, expected, previous)
        if not what and link.number == kept_number and link.hash != kept_hash:
            what = "the chain was made anew: its head kept outside the database is another"
        if what:
            return expected - 1, Fault(org, link.number, str(link.event_id), what)
        expected, previous = expected + 1, link.hash
    if kept_number >= expected:
        gone = f"the end is cut off: {kept_number} links were sealed, {expected - 1} are left"
        return expected - 1, Fault(org, expected, "", gone)
    return expected - 1, None


def _links(org: UUID) -> Iterator[tuple[AuditLink, AuditEvent | None]]:
    """Each link with its event, in order of number; a batch at a time."""
    last = 0
    while batch := list(
        AuditLink.objects.filter(org=org, number__gt=last).order_by("number")[:BATCH]
    ):
        events = AuditEvent.objects.in_bulk([link.event_id for link in batch])
        yield from ((link, events.get(link.event_id)) for link in batch)
        last = batch[-1].number


def _wrong(link: AuditLink, event: AuditEvent | None, expected: int, previous: str) -> str:
    if link.number != expected:
        return f"link {expected} is missing"
    if event is None:
        return "its event was deleted"
    if link.hash != link_hash(settings.AUDIT_KEY, previous, event.facts()):
        return "its event was edited, or put in another order"
    return ""
