"""What was shared at once about a child in danger: who sees it, and what is still due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from crossing.core.clock import Now
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Assignment, Contact, Organisation
from crossing.partnership.people import Person
from crossing.partnership.queries import IS_CURRENT, told
from crossing.partnership.rules import Kind, Permission
from crossing.sharing.models import (
    Arrival,
    Connection,
    Decision,
    Deliberation,
    DisclosedItem,
    Disclosure,
    Emergency,
    EmergencyClock,
    EmergencyReview,
    Receipt,
)
from crossing.sharing.models.emergency import own
from crossing.sharing.queries.partners import partners
from crossing.sharing.queries.receive import received_by
from crossing.sharing.queries.second import passed_to, reviewer_of
from crossing.sharing.rules import POLICE, SCHOOLS, Route
from crossing.sharing.rules.emergency import EmergencyStatus, Reviewer
from crossing.sharing.rules.receiving import ReceiptKind

SHOWN_WITH_NUMBERS = 8  # radios; further partners stand in a list


def emergencies(person: Person) -> QuerySet[Emergency]:
    """Those of the place where one acts that one may see; not those of a family to which one is
    personally connected, unless one shared it oneself. An outside decider sees what passed to
    them for a review."""
    mine = Connection.objects.filter(account=person.id, deliberation=OuterRef("deliberation"))
    rows = Emergency.objects.visible_to(person) | Emergency.objects.filter(passed_to(person))
    rows = rows.filter(org=person.place).filter(own(person) | ~Exists(mine))
    return rows.select_related("clock", "disclosure__recipient", "child")


def emergency_list(person: Person, after: str | None = None) -> Page[EmergencyClock]:
    """Every emergency that this person may see, the newest first."""
    seen = emergencies(person).select_related(None).values("pk")
    rows = EmergencyClock.objects.filter(org=person.place, emergency__in=seen)
    rows = rows.select_related("emergency__disclosure__recipient")
    return keyset(rows, ("-shared_at", "-id"), after)


def clock_list(person: Person, after: str | None = None) -> Page[EmergencyClock]:
    """The clocks of the place where one acts: times, and nothing about anybody."""
    return keyset(_clocks(person), ("-shared_at", "-id"), after)


def _clocks(person: Person) -> QuerySet[EmergencyClock]:
    here = {person.acting_at} & person.places(Permission.AUDIT_SEE)
    return EmergencyClock.objects.filter(org__in=here)


def open_clocks(person: Person, most: int) -> list[EmergencyClock]:
    """The clocks that still run, for the auditor’s home."""
    return list(_clocks(person).filter(closed_at=None).order_by("shared_at")[:most])


def still_due(person: Person, most: int) -> list[Emergency]:
    """Emergencies whose record or review is still due, the oldest first."""
    rows = emergencies(person).filter(clock__closed_at=None)
    return list(rows.order_by("clock__shared_at", "id")[:most])


def emergency_for(person: Person, pk: UUID) -> Emergency:
    """One emergency that this person may see; else NotThere."""
    found = emergencies(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def arrived(person: Person, most: int) -> list[Disclosure]:
    """Emergencies shared with this place that nobody here has opened, while they are open."""
    new = Arrival.objects.filter(org=person.place).values("disclosure")
    rows = received_by(person).filter(route=Route.EMERGENCY, closed_at=None, ends_at__gt=Now())
    return list(rows.filter(pk__in=new).order_by("-sent_at", "-id")[:most])


def writer_of(emergency: Emergency) -> UUID | None:
    """Who wrote the full record: where another confirms, whoever proposed it."""
    decision = Decision.objects.filter(disclosure=emergency.disclosure_id).first()
    if decision is None:
        return None
    work = Deliberation.objects.filter(pk=decision.deliberation_id).first()
    return (work.proposed_by_id if work else None) or decision.decided_by_id


@dataclass(frozen=True)
class Seen:
    """One emergency on one page, as this person stands to it."""

    emergency: Emergency
    items: list[DisclosedItem]
    receipts: list[Receipt]
    contacts: list[Contact]
    record: Decision | None
    review: EmergencyReview | None
    may_record: bool
    may_review: bool
    sees_record: bool
    passed: bool
    reviewer: Reviewer | None
    told: list[str]

    @property
    def unread(self) -> bool:
        """It was sent to somebody here, nobody there has opened it, and it may still be opened: its
        review ends that as little as it ends the clock that reminds of it."""
        shared = self.emergency.disclosure
        return shared.recipient_id is not None and not self.opened and shared.closed_at is None

    @property
    def opened(self) -> list[Receipt]:
        """Who of the recipient has opened it, the first first."""
        return [one for one in self.receipts if one.kind == ReceiptKind.OPENED]


def seen_by(person: Person, emergency: Emergency) -> Seen:
    """All that belongs to it; whoever only shared it sees what they shared, and the clocks."""
    deciders = person.may(Permission.DECISION_SEE)
    passed = Emergency.objects.filter(passed_to(person), pk=emergency.pk).exists()
    shared, status = emergency.disclosure_id, emergency.clock.status
    ring = Contact.objects.about_children().filter(org=emergency.disclosure.recipient_id)
    reviews = EmergencyReview.objects.filter(emergency=emergency)
    part = {emergency.by_id, writer_of(emergency)} if deciders else set()
    return Seen(
        emergency=emergency,
        items=list(DisclosedItem.objects.filter(disclosure=shared)),
        receipts=list(Receipt.objects.filter(disclosure=shared)),
        contacts=list(ring) if emergency.disclosure.recipient_id else [],
        record=Decision.objects.filter(disclosure=shared).first() if deciders or passed else None,
        review=reviews.first() if deciders else None,
        may_record=deciders and status == EmergencyStatus.SHARED,
        may_review=status == EmergencyStatus.RECORDED and (passed or _may_review(person, part)),
        sees_record=deciders,
        passed=passed,
        reviewer=reviewer_of(emergency.pk) if deciders else None,
        told=_told(emergency) if emergency.by_id == person.id and not deciders else [],
    )


def _told(emergency: Emergency) -> list[str]:
    """Who was told at the place of whoever shared it, while something is left for them to do."""
    if emergency.clock.closed_at:
        return []
    rows = told(emergency.org_id, Permission.EMERGENCY_REVIEW)
    return list(
        {one.account_id: f"{one.name}, {one.title or one.role_name}" for one in rows}.values()
    )


def _may_review(person: Person, part: set[UUID | None]) -> bool:
    return person.may(Permission.EMERGENCY_REVIEW) and person.id not in part


def to_ring(person: Person) -> tuple[Sequence[Organisation], Sequence[Organisation]]:
    """Whom one may tell: the team whose officer serves this school, then the police and
    children’s services, then others, schools last."""
    officers = Assignment.objects.filter(IS_CURRENT, school=person.place, org=OuterRef("pk"))
    rows = list(partners(person).annotate(serves=Exists(officers)))
    likely = [org for org in rows if org.kind not in SCHOOLS]
    likely.sort(
        key=lambda org: (
            not org.serves,
            org.kind not in POLICE,
            org.kind != Kind.CHILDRENS_SERVICES,
        )
    )
    likely = likely[:SHOWN_WITH_NUMBERS]
    return likely, [org for org in rows if org not in likely]


def unrecorded(person: Person) -> QuerySet[Emergency]:
    """What was shared at once and stands in no decision yet."""
    decided = Decision.objects.filter(disclosure=OuterRef("disclosure"))
    return emergencies(person).filter(~Exists(decided), clock__status=EmergencyStatus.SHARED)


def unrecorded_about(person: Person, child: UUID) -> list[Emergency]:
    """The same, about one child of ours."""
    work = Deliberation.objects.filter(child=child).values("pk")
    rows = unrecorded(person).filter(Q(child=child) | Q(deliberation__in=work))
    return list(rows.order_by("-clock__shared_at")[:50])
