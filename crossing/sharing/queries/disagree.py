"""Disagreements: whether one may be opened, where each stands, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Contact, Membership, Organisation, Party
from crossing.partnership.people import Actor, Person
from crossing.partnership.queries import IS_CURRENT
from crossing.partnership.rules import Kind, Permission
from crossing.sharing.models import (
    Connection,
    Decision,
    Deliberation,
    Disagreement,
    DisagreementDays,
    DisagreementLine,
    DisagreementNote,
    DisagreementPerson,
    Disclosure,
    InformationRequest,
    Receipt,
)
from crossing.sharing.queries.ask import about_sealed, reply_to
from crossing.sharing.queries.receive import received_by, sent_by
from crossing.sharing.rules.disagree import ANSWERS, LEADS, Days, Ending, Said, Stage
from crossing.sharing.rules.receiving import ReceiptKind
from crossing.sharing.rules.states import ToldOutcome

NEXT = "next"  # about what the recipient said happened next


def disagreements(person: Person) -> QuerySet[Disagreement]:
    """Those of the place where one acts, without those about a family to which one is connected,
    those about a child that is sealed to oneself, and those about what came by mistake."""
    here = person.place
    mine = Q(asker=here) | Q(holder=here) | Q(board=here, stage=Stage.PARTNERSHIP)
    rows = Disagreement.objects.visible_to(person).filter(mine)
    rows = rows.select_related("asker", "holder", "board", "request", "disclosure")
    if not person.may(Permission.ROLL_SEE):  # the partnership has no roll
        return rows
    out = Connection.objects.filter(account=person.id, deliberation__request=OuterRef("request"))
    rows = rows.exclude(Exists(out.filter(deliberation__request__isnull=False)))
    shared = Connection.objects.filter(
        account=person.id, deliberation__decision__disclosure=OuterRef("disclosure")
    )
    rows = rows.exclude(Exists(shared)).exclude(about_sealed("request"))
    return rows.filter(_there_for(person))


def _there_for(person: Person) -> Q:
    """What it is about is there for this person: the question for its asker; for whoever holds the
    answer, the work on it; for the two sides of what was shared, the copy as each may see it."""
    work = Deliberation.objects.visible_to(person).filter(org=person.place, request__isnull=False)
    return (
        Q(asker=person.place, request__isnull=False)
        | Q(holder=person.place, request__in=work.values("request"))
        | Q(asker=person.place, disclosure__in=sent_by(person).values("pk"))
        | Q(holder=person.place, disclosure__in=received_by(person).values("pk"))
    )


def disagreement_for(person: Person, pk: UUID) -> Disagreement:
    """One of them, else NotThere."""
    found = disagreements(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def disagreement_list(person: Person, after: str | None = None) -> Page[Disagreement]:
    """All of one's place, newest first."""
    return keyset(disagreements(person), ("-opened_at", "-id"), after)


def open_here(person: Person, most: int) -> list[Disagreement]:
    """Those that have not ended, by the day of their stage."""
    if not Disagreement.objects.visible_to(person).filter(ended_at=None).exists():
        return []  # planning the rest takes ten times as long
    rows = disagreements(person).filter(ended_at=None)
    return list(rows.order_by("stage_due_at", "id")[:most])


def running(asked: InformationRequest | None, shared: Disclosure | None) -> Disagreement | None:
    """The one that is open about this request, or about this that was shared."""
    about = Q(request=asked) if asked else Q(disclosure=shared)
    return Disagreement.objects.filter(about, ended_at=None).first()


def about_answer(asked: InformationRequest) -> str:
    """What the asker was told, when that can be disagreed with; else empty."""
    reply = reply_to(asked)
    told = ToldOutcome(reply.told) if reply else None
    return told.value if told in ANSWERS else ""


def about_next(person: Person, shared: Disclosure) -> str:
    """Whether the recipient has said what happened next about what one's own place sent."""
    ours = shared.sender_id == person.acting_at and shared.recipient_id is not None
    said = ours and shared.receipts.filter(kind=ReceiptKind.FOLLOWED).exists()
    return NEXT if said else ""


def worker_there(case: Disagreement) -> str:
    """Who worked on it at the other side, by the name that was told to both."""
    if case.request is not None:
        reply = reply_to(case.request)
        return reply.by_name if reply else ""
    said = Receipt.objects.filter(disclosure=case.disclosure_id, kind=ReceiptKind.FOLLOWED)
    return said.order_by("-at").values_list("by_name", flat=True)[0]


def lead_of(org: UUID, but: str) -> Membership | None:
    """Somebody who leads there, and not the one who worked on it unless nobody else is there."""
    order = [When(role=role, then=Value(place)) for place, role in enumerate(LEADS)]
    rows = Membership.objects.filter(IS_CURRENT, org=org, role__in=LEADS, account__is_active=True)
    found = list(rows.order_by(Case(*order, output_field=IntegerField()), "starts_on", "name"))
    others = [one for one in found if not but.startswith(one.name)]
    return next(iter([*others, *found]), None)


def board_of(asker: UUID, holder: UUID) -> Organisation | None:
    """The board of a partnership to which both belong."""
    theirs = Party.objects.filter(org=holder).values("partnership")
    both = Party.objects.filter(org=asker, partnership__in=theirs).values("partnership")
    boards = Organisation.objects.filter(kind=Kind.BOARD, parties__partnership__in=both)
    return boards.order_by("name", "pk").first()


def days_of(board: UUID | None) -> Days:
    """The days of each stage in this partnership: as it has set them, else two, five and two."""
    found = DisagreementDays.objects.filter(org=board).order_by("-at", "-id").first()
    return Days(found.first, found.second, found.third) if found else Days()


@dataclass(frozen=True)
class Whole:
    """One disagreement with all that this person may see of it."""

    case: Disagreement
    lines: list[DisagreementLine]
    people: list[DisagreementPerson]
    notes: list[DisagreementNote]
    place: UUID
    decision: Decision | None
    until_then: list[tuple[Organisation, list[Contact]]]

    @property
    def hears(self) -> bool:
        """One reads it as the partnership, which sees no child's record."""
        return self.place == self.case.board_id

    @property
    def asks(self) -> bool:
        return self.place == self.case.asker_id

    @property
    def other(self) -> Organisation:
        return self.case.holder if self.asks else self.case.asker

    @property
    def ended(self) -> bool:
        return self.case.ended_at is not None

    @property
    def stage(self) -> Stage:
        return Stage(self.case.stage)

    @property
    def ending(self) -> str:
        return str(Ending(self.case.ending).label) if self.case.ending else ""

    @property
    def about(self) -> str:
        return about_label(self.case.about)

    @property
    def child_name(self) -> str:
        """For the two sides: the child as named between them."""
        about = self.case.request or self.case.disclosure
        return about.child_name if about and not self.hears else ""

    @property
    def named(self) -> list[DisagreementPerson]:
        """Who is named now, the newest for each side."""
        newest = sorted(self.people, key=lambda one: (one.at, one.reason != ""))
        now = {one.org_id: one for one in newest if one.stage == self.case.stage}
        return list(now.values())

    @property
    def they_say_agreed(self) -> bool:
        """The other side has written what was agreed; ours has not said yes yet."""
        last = [one.org_id for one in self.lines if one.said == Said.AGREED]
        return not self.ended and bool(last) and last[-1] != self.place and not self.hears

    @property
    def said(self) -> list[tuple[DisagreementLine, str]]:
        """Each line, with what it is, in words."""
        return [(one, str(Said(one.said).label)) for one in self.lines]


def about_label(about: str) -> str:
    """What the disagreement is about, in words."""

    return _("What happened next") if about == NEXT else str(ToldOutcome(about).label)


def in_full(person: Person, case: Disagreement) -> Whole:
    """The whole of it, for one side or for the partnership."""
    decided = Decision.objects.visible_to(person).filter(request=case.request_id)
    ours = case.holder_id == person.acting_at and case.request_id
    people = list(case.people.select_related("org"))
    return Whole(
        case,
        list(case.lines.select_related("org")),
        people,
        list(case.notes.all()),
        person.place,
        decided.order_by("-decided_at").first() if ours else None,
        _until_named(person, case, people),
    )


def _until_named(
    person: Person, case: Disagreement, people: list[DisagreementPerson]
) -> list[tuple[Organisation, list[Contact]]]:
    """The others who have named nobody for this stage yet, each with its lines: they are rung until
    a job there has named somebody."""
    done = {one.org_id for one in people if one.stage == case.stage} | {person.place}
    hears = case.board if case.stage == Stage.PARTNERSHIP else None
    orgs = [org for org in (case.asker, case.holder, hears) if org and org.pk not in done]
    if case.ended_at or not orgs:
        return []
    lines = list(Contact.objects.about_children().filter(org__in=orgs))
    return [(org, [one for one in lines if one.org_id == org.pk]) for org in orgs]


def to_call(place: UUID) -> list[Contact]:
    """The numbers of children's services in one's partnerships: anybody may refer directly."""
    together = Party.objects.filter(org=place).values("partnership")
    orgs = Party.objects.filter(partnership__in=together, org__kind=Kind.CHILDRENS_SERVICES).values(
        "org"
    )
    return list(Contact.objects.about_children().filter(org__in=orgs).select_related("org")[:6])


def due() -> list[tuple[str, str]]:
    """Which disagreements are past the day of their stage: organisation and id, nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT org, disagreement FROM sharing_disagreements_due()")
        return [(str(org), str(case)) for org, case in cursor.fetchall()]


def named_at(case: Disagreement, org: UUID, stage: int) -> DisagreementPerson | None:
    """Who was named last for this side at this stage."""
    rows = DisagreementPerson.objects.filter(disagreement=case, org=org, stage=stage)
    return rows.order_by("-at", "-id").first()


def locked(case: Disagreement, by: Actor) -> Disagreement:
    """The row as it stands now, held until this is done."""
    rows = Disagreement.objects.visible_to(by).select_for_update(of=("self",))
    found = rows.select_related("asker", "holder", "board", "request", "disclosure")
    fresh = found.filter(pk=case.pk).first()
    if fresh is None:
        raise NotThere
    return fresh
