"""What arrived, what was done with it, and what the sender sees of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from crossing.core.clock import Now, now
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Contact
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import Child, Entry, group_of
from crossing.sharing.models import (
    AskedAbout,
    Decision,
    Deliberation,
    DisclosedItem,
    Disclosure,
    Emergency,
    Question,
    Receipt,
    Unsealing,
)
from crossing.sharing.queries.ask import about_sealed
from crossing.sharing.queries.people import connected
from crossing.sharing.rules.receiving import ReceiptKind


@dataclass(frozen=True)
class Received:
    """One thing that was shared, as one person of the recipient stands to it."""

    shared: Disclosure
    closed: bool
    unsealed: bool
    done: set[str]
    mine: bool
    receipts: list[Receipt]
    questions: list[Question]
    contacts: list[Contact]

    @property
    def acts(self) -> list[tuple[Receipt, str]]:
        """What the recipient did, each act in words."""
        return [(one, str(ReceiptKind(one.kind).label)) for one in self.receipts]

    @property
    def may_open(self) -> bool:
        return (not self.closed or self.unsealed) and ReceiptKind.ACCEPTED in self.done


def received_by(person: Person) -> QuerySet[Disclosure]:
    """What arrived at the place where one acts, but for what is about a child sealed to oneself."""
    here = {person.acting_at} & person.places(Permission.SHARED_SEE)
    rows = Disclosure.objects.filter(recipient__in=here)
    rows = rows.select_related("sender")
    return rows.exclude(about_sealed("request")) if person.may(Permission.ROLL_SEE) else rows


def received_list(person: Person, after: str | None = None) -> tuple[Page[Disclosure], datetime]:
    """What arrived, newest first, each with whether somebody here opened and acknowledged it."""
    rows = received_by(person).annotate(
        opened=done(ReceiptKind.OPENED), acknowledged=done(ReceiptKind.ACKNOWLEDGED)
    )
    return keyset(rows, ("-sent_at", "-id"), after), now()


def done(kind: ReceiptKind) -> Exists:
    return Exists(Receipt.objects.filter(disclosure=OuterRef("pk"), kind=kind))


def disclosure_for(person: Person, pk: UUID) -> Disclosure:
    """Something shared with this place, or by it and decided by those who see it; else NotThere."""
    shared = received_by(person).filter(pk=pk).first() or sent_by(person).filter(pk=pk).first()
    if shared is None:
        raise NotThere
    return shared


def sent_by(person: Person) -> QuerySet[Disclosure]:
    """What left the place where one acts, as far as one may see it. The sender's copy follows the
    decision, which hides it about a sealed child, and from somebody who is personally connected.
    In an emergency it is there before the decision."""
    decisions = Decision.objects.visible_to(person).filter(
        org=person.acting_at, disclosure=OuterRef("pk")
    )
    decisions = decisions.exclude(connected(person))
    works = Deliberation.objects.visible_to(person).exclude(connected(person, "pk"))
    works = works.filter(
        Q(child=None) | Exists(Child.objects.visible_to(person).filter(pk=OuterRef("child")))
    )
    at_once = Emergency.objects.filter(
        org=person.acting_at, disclosure=OuterRef("pk"), deliberation__in=works
    )
    rows = Disclosure.objects.filter(sender=person.acting_at).select_related("sender")
    return rows.filter(Exists(decisions) | Exists(at_once))


def received(person: Person, shared: Disclosure) -> Received:
    """The envelope with everything that came back, and how this person stands to it."""
    receipts = list(Receipt.objects.filter(disclosure=shared))
    mine = shared.recipient_id == person.acting_at
    other = shared.sender_id if mine else shared.recipient_id
    return Received(
        shared=shared,
        closed=shared.is_closed(now()),
        unsealed=is_unsealed(person, shared),
        done={one.kind for one in receipts if one.account_id == person.id},
        mine=mine,
        receipts=receipts,
        questions=list(Question.objects.filter(disclosure=shared)),
        contacts=list(Contact.objects.about_children().filter(org=other)) if other else [],
    )


def items_of(shared: Disclosure) -> list[DisclosedItem]:
    """The frozen copy, while it is open to this person; the database shows none otherwise."""
    return list(DisclosedItem.objects.filter(disclosure=shared))


def done_by(person: Person, shared: Disclosure) -> set[str]:
    """What this person has done with it so far."""
    rows = Receipt.objects.filter(disclosure=shared, account=person.id, org=person.acting_at)
    return set(rows.values_list("kind", flat=True))


def is_unsealed(person: Person, shared: Disclosure) -> bool:
    """Whether this person has opened a closed copy with a reason in the last hour."""
    rows = Unsealing.objects.filter(disclosure=shared, account=person.id, until__gt=Now())
    return rows.exists()


def is_attached(shared: Disclosure, child: Child) -> bool:
    """Whether our record of this child leads to it already."""
    return Entry.objects.filter(
        child__in=group_of(child), ref_kind="disclosure", ref=shared.pk
    ).exists()


def attached_to(shared: UUID) -> list[Child]:
    """The children in whose records we have put it, as far as this person sees them."""
    entries = Entry.objects.filter(ref_kind="disclosure", ref=shared).values("child")
    return list(Child.objects.filter(pk__in=entries))


def received_about(person: Person, child: Child) -> list[Disclosure]:
    """All that arrived about one child: what was asked about them, and what was attached."""
    asked = AskedAbout.objects.filter(org=person.acting_at, child__in=group_of(child)).values(
        "request"
    )
    attached = Entry.objects.filter(child__in=group_of(child), ref_kind="disclosure").values("ref")
    about = Q(request__in=asked) | Q(pk__in=attached)
    return list(received_by(person).filter(about).order_by("-sent_at")[:500])
