"""What we have shared, and what we have not: every decision of one's own organisation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from crossing.core.days import LONDON
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.records.models import Child, group_of
from crossing.sharing.models import Decision, DisclosedItem, Emergency
from crossing.sharing.queries.emergency import unrecorded
from crossing.sharing.queries.ledger_words import OUTCOMES
from crossing.sharing.queries.marks import Mark, marks
from crossing.sharing.queries.people import connected
from crossing.sharing.rules import Outcome, Purpose, Regime, Route

MOST_IN_A_FILE = 5_000
MOST_AT_ONCE = 50
HEADER = (
    "Decided at",
    "Child",
    "Date of birth",
    "Who with",
    "Purpose",
    "How it came about",
    "Outcome",
    "Items shared",
    "Decided by",
    "Proposed by",
    "Which law applies",
    "Rule table",
    "Reason told",
    "Reason kept",
    "Corrections",
    "Corrections not acknowledged",
    "Went to the wrong place",
    "Reference",
)


# What a line of the register shows. The rest of a decision is large: its answers, law and items.
LISTED = (
    *("recipient_name", "purpose", "outcome", "decided_by_name", "decided_at", "disclosure"),
    *("child__given", "child__family", "child__preferred_given", "child__preferred_family"),
)


@dataclass(frozen=True)
class Filters:
    """What to show of the register. `children` holds ids that a search found."""

    children: list[UUID] | None = None
    partner: UUID | None = None
    purpose: str = ""
    decider: UUID | None = None
    outcome: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def count(self) -> int:
        """How many filters are set."""
        return sum(getattr(self, field.name) not in (None, "") for field in fields(self))


def decisions(person: Person, filters: Filters) -> QuerySet[Decision]:
    """The decisions of the place where one acts; none about a child that one may not see, and none
    about a family to which one is personally connected."""
    rows = Decision.objects.visible_to(person).filter(org=person.acting_at)
    rows = rows.exclude(connected(person))
    seen = Exists(Child.objects.filter(pk=OuterRef("child_id")))
    rows = rows.filter(Q(child__isnull=True) | seen).select_related("child", "recipient")
    for condition in _conditions(filters):
        rows = rows.filter(condition)
    return rows


def _conditions(filters: Filters) -> Iterable[Q]:
    if filters.children is not None:
        yield Q(child__in=filters.children)
    if filters.partner:
        yield Q(recipient=filters.partner)
    if filters.purpose in Purpose:
        yield Q(purpose=filters.purpose)
    if filters.outcome in Outcome:
        yield Q(outcome=filters.outcome)
    if filters.decider:
        yield Q(decided_by=filters.decider)
    if filters.since:
        yield Q(decided_at__gte=_midnight(filters.since))
    if filters.until:
        yield Q(decided_at__lt=_midnight(filters.until + datetime.timedelta(days=1)))


def deciders(person: Person) -> list[tuple[str, str]]:
    """Who works here, or did, by account: an address holds the id and never the name."""
    rows = Membership.objects.filter(org=person.acting_at).order_by("name").only("account", "name")
    return list({str(row.account_id): row.name for row in rows}.items())


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(0), tzinfo=LONDON)


def ledger(person: Person, filters: Filters, after: str | None = None) -> Page[Decision]:
    """A page of the register, newest first."""
    rows = decisions(person, filters).select_related(None).select_related("child").only(*LISTED)
    return keyset(rows, ("-decided_at", "-id"), after)


def at_once(person: Person, filters: Filters) -> list[Emergency]:
    """What was shared in an emergency and is not decided about yet: no outcome, and no decider."""
    if filters.outcome or filters.decider or filters.purpose not in ("", Purpose.EMERGENCY):
        return []
    rows = unrecorded(person)
    if filters.children is not None:
        rows = rows.filter(child__in=filters.children)
    if filters.partner:
        rows = rows.filter(disclosure__recipient=filters.partner)
    if filters.since:
        rows = rows.filter(clock__shared_at__gte=_midnight(filters.since))
    if filters.until:
        before = _midnight(filters.until + datetime.timedelta(days=1))
        rows = rows.filter(clock__shared_at__lt=before)
    return list(rows.order_by("-clock__shared_at", "-id")[:MOST_AT_ONCE])


def ledger_rows(person: Person, filters: Filters) -> list[tuple[object, ...]]:
    """The register as rows of a file, newest first, at most 5,000; first what was shared at once
    and has no full record yet."""
    rows = list(decisions(person, filters).order_by("-decided_at", "-id")[:MOST_IN_A_FILE])
    urgent = at_once(person, filters)
    decided, sent = (row.disclosure_id for row in rows), (one.disclosure_id for one in urgent)
    found = marks([*decided, *sent])

    def of(shared: UUID | None) -> Mark:
        return found.get(shared) or Mark()

    first = (_row_at_once(one, of(one.disclosure_id)) for one in urgent)
    return [*first, *(_row(row, of(row.disclosure_id)) for row in rows)]


def _row_at_once(one: Emergency, mark: Mark) -> tuple[object, ...]:
    child, shared = one.child, one.disclosure
    return (
        _minute(one.clock.shared_at),
        child.name if child else one.child_as_named,
        child.born_on if child else "",
        shared.recipient.name if shared.recipient else shared.outside_recipient,
        Purpose(shared.purpose).label,
        Route(shared.route).label,
        _("Shared at once: no full record yet"),
        DisclosedItem.objects.filter(disclosure=shared).count(),
        one.shared_by,
        *("", "", "", "", ""),
        *_marked(mark),
        str(one.pk),
    )


def _row(decision: Decision, mark: Mark) -> tuple[object, ...]:
    child = decision.child
    return (
        _minute(decision.decided_at),
        child.name if child else "",
        child.born_on if child else "",
        decision.recipient_name,
        Purpose(decision.purpose).label,
        Route(decision.route).label,
        OUTCOMES[decision.outcome],
        len(decision.items) if decision.disclosure_id else 0,
        decision.decided_by_name,
        decision.proposed_by_name,
        Regime(decision.regime).label,
        decision.law_version,
        decision.reason_told,
        decision.reason_kept,
        *_marked(mark),
        str(decision.pk),
    )


def _marked(mark: Mark) -> tuple[object, ...]:
    wrong_at = _minute(mark.wrong_at) if mark.wrong_at else ""
    return mark.corrected or "", mark.unread or "", wrong_at


def _minute(moment: datetime.datetime) -> str:
    return moment.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")


def decision_for(person: Person, pk: UUID) -> Decision:
    """One decision of the place where one acts; else NotThere."""
    rows = decisions(person, Filters()).select_related(
        "child", "recipient", "request", "disclosure", "agreement"
    )
    decision = rows.filter(pk=pk).first()
    if decision is None:
        raise NotThere
    return decision


def shared_about(person: Person, child: Child) -> list[Decision]:
    """Every decision about one child, newest first."""
    rows = decisions(person, Filters(children=list(group_of(child))))
    return list(rows.select_related("disclosure").order_by("-decided_at", "-id")[:500])
