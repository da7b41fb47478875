"""What went to the wrong place: for its sender, for its data protection officer, and for whoever
has it by mistake."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Contact
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.models import (
    Breach,
    BreachStep,
    BreachWords,
    Decision,
    Destruction,
    DisclosedItem,
    Disclosure,
    Tombstone,
    WrongPlace,
)
from crossing.sharing.queries.correct import SHOWN, ours
from crossing.sharing.queries.receive import sent_by
from crossing.sharing.rules import Route
from crossing.sharing.rules.breach import CHOICES, BreachStatus, Spread, Step, missing
from crossing.todo.queries import somebody_of
from crossing.todo.rules import Audience


@dataclass(frozen=True)
class Opening:
    """Somebody at the wrong place looked at it, from their own log."""

    who: str
    at: datetime.datetime
    what: str


@dataclass(frozen=True)
class Written:
    """One thing that was written down about a breach; the reason for those who decide alone."""

    step: BreachStep
    question: str
    answer: str
    text: str


@dataclass(frozen=True)
class Standing:
    """A breach as one person sees it. Without `shared` there is no child in it."""

    breach: Breach
    wrong: WrongPlace
    shared: Disclosure | None
    openings: list[Opening]
    written: list[Written]
    destruction: Destruction | None
    tombstones: list[Tombstone]
    contacts: list[Contact]
    late: bool

    @property
    def status(self) -> BreachStatus:
        return BreachStatus(self.breach.status)

    @property
    def spread(self) -> str:
        return str(Spread(self.destruction.spread).label) if self.destruction else ""

    @property
    def is_seen(self) -> bool:
        """It is destroyed, and somebody else had seen it before."""
        return self.destruction is not None and self.destruction.spread == Spread.PASSED_ON

    @property
    def steps(self) -> list[tuple[Step, Written | None]]:
        """Each question with its newest answer."""
        newest = {one.step.kind: one for one in self.written}
        return [(step, newest.get(step.value)) for step in Step]

    @property
    def is_astray(self) -> bool:
        """An emergency whose right place does not know, and nobody has said how the child is."""
        urgent = self.shared is not None and self.shared.route == Route.EMERGENCY
        return urgent and not any(one.step.kind == Step.AT_RISK for one in self.written)

    @property
    def missing(self) -> list[str]:
        written = {one.step.kind for one in self.written}
        return [str(one) for one in missing(written, self.destruction is not None)]


def openings(disclosure: UUID) -> list[Opening]:
    """Who at the wrong place has looked at it, and when; told to its sender alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT who, looked_at, what FROM wrong_openings(%s)", [disclosure])
        return [Opening(who, at, str(Event(what).label)) for who, at, what in cursor.fetchall()]


def items_sent(disclosure: UUID) -> int:
    """How many items left, as our decision says: the copy itself may have closed."""
    decision = Decision.objects.filter(disclosure=disclosure).first()
    if decision is None:  # an emergency: what was shared at once is still open
        return DisclosedItem.objects.filter(disclosure=disclosure).count()
    return sum(item["treatment"] in SHOWN for item in decision.items)


def came_wrongly(person: Person, disclosure: UUID) -> WrongPlace | None:
    """Whether something that is no longer there for this place had come to it by mistake."""
    if not person.may(Permission.SHARED_SEE):
        return None
    rows = WrongPlace.objects.filter(recipient=person.acting_at, disclosure=disclosure)
    return rows.first()


def wrong_place_for(person: Person, pk: UUID) -> WrongPlace:
    """What came to this place by mistake; else NotThere."""
    rows = WrongPlace.objects.filter(pk=pk, recipient=person.acting_at).select_related("sender")
    found = rows.first() if person.may(Permission.SHARED_SEE) else None
    if found is None:
        raise NotThere
    return found


def contacts_of(org: UUID) -> list[Contact]:
    """Whom to ring there."""
    return list(Contact.objects.about_children().filter(org=org))


def destruction_of(wrong: WrongPlace) -> Destruction | None:
    """That it was destroyed, once somebody there has confirmed it."""
    return Destruction.objects.filter(wrong_place=wrong).first()


def to_destroy(person: Person, most: int) -> list[WrongPlace]:
    """What came to this place by mistake and is not destroyed yet."""
    gone = Destruction.objects.filter(wrong_place=OuterRef("pk"))
    rows = WrongPlace.objects.filter(~Exists(gone), recipient=person.acting_at)
    return list(rows.select_related("sender").order_by("at", "id")[:most])


def breaches(person: Person) -> QuerySet[Breach]:
    """The breaches of the place where one acts: all for its data protection officer, who sees no
    child in them; for those who decide, not about a child or family that they may not see."""
    rows = Breach.objects.filter(org=person.acting_at).select_related("wrong_place__recipient")
    if person.may(Permission.AUDIT_SEE):
        return rows
    if not person.may(Permission.DECISION_SEE):
        return rows.none()
    return rows.filter(ours(person, "wrong_place__disclosure"))


FAR = datetime.timedelta(days=365_000)  # what is open stands before everything that has closed


def breach_list(person: Person, after: str | None = None) -> Page[Breach]:
    """All of them: those that are not closed first, then by the day when they closed."""
    rows = breaches(person).annotate(place=Coalesce("ended_at", F("due_at") + FAR))
    return keyset(rows, ("-place", "-id"), after)


def has_officer(org: UUID) -> bool:
    """Whether Crossing knows an auditor or data protection officer there."""
    return somebody_of(org, Audience.OVERSIGHT) is not None


def on_the_clock(person: Person, most: int) -> list[Breach]:
    """Those that are not closed, the most pressing first."""
    rows = breaches(person).filter(ended_at=None)
    return list(rows.order_by("due_at", "id")[:most])


def breach_for(person: Person, pk: UUID) -> Standing:
    """One breach, named by its own id or by that of what went wrong; else NotThere."""
    breach = breaches(person).filter(Q(pk=pk) | Q(wrong_place=pk)).first()
    if breach is None:
        raise NotThere
    wrong = breach.wrong_place
    shared = sent_by(person).filter(pk=wrong.disclosure_id).first()
    return Standing(
        breach=breach,
        wrong=wrong,
        shared=shared,
        openings=openings(wrong.disclosure_id),
        written=list(_written(breach)),
        destruction=destruction_of(wrong),
        tombstones=list(Tombstone.objects.filter(disclosure=wrong.disclosure_id)),
        contacts=contacts_of(wrong.recipient_id) if wrong.recipient_id else [],
        late=breach.due_at < now(),
    )


def breach_of(person: Person, shared: Disclosure) -> Breach | None:
    """The breach that this became, for its sender."""
    return breaches(person).filter(wrong_place__disclosure=shared.pk).first()


def _written(breach: Breach) -> Iterator[Written]:
    steps = list(BreachStep.objects.filter(breach=breach))
    words = {one.step_id: one.text for one in BreachWords.objects.filter(step__in=steps)}
    for one in steps:
        step = Step(one.kind)
        answer = str(CHOICES[step](one.choice).label)
        yield Written(one, str(step.label), answer, words.get(one.pk, ""))


def destroyed_copies() -> dict[UUID, datetime.datetime]:
    """Every disclosure whose words were destroyed, anywhere, and when: ids and moments alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT disclosure, at FROM destroyed_copies()")
        return dict(cursor.fetchall())
