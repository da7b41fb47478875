"""Agreements: what they say, how they stand, and which of them covers what is to be shared."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.core.errors import NotThere
from crossing.govuk.words import day
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person
from crossing.partnership.queries import partners
from crossing.partnership.rules import Permission
from crossing.sharing.models import Agreement, AgreementParty, Deliberation, LegalRule
from crossing.sharing.rules import LegalKind
from crossing.sharing.rules.agreements import (
    NO_AGREEMENT,
    AgreementStatus,
    Party,
    Standing,
    Text,
    asks_for_agreement,
    lapses_soon,
    problems_of,
    review_due,
)

# What an agreement may rest on: the rest of the rule table is worked out for each decision.
KINDS = (
    LegalKind.BASIS,
    LegalKind.SPECIAL,
    LegalKind.CRIMINAL,
    LegalKind.PART3,
    LegalKind.POWER,
)


@dataclass(frozen=True)
class Line:
    """One version on a list, as it stands today."""

    agreement: Agreement
    names: list[str]
    unsigned: list[str]
    mine: bool
    signed_here: bool
    lapsed: bool
    soon: bool
    review: bool

    @property
    def standing(self) -> str:
        """In words, with the day that matters."""
        one = self.agreement
        if one.is_draft:
            return _("Draft")
        if one.status == AgreementStatus.ENDED:
            return _("Ended on %(day)s") % {"day": day(one.ended_at)}
        said = _("Lapsed on %(day)s") if self.lapsed else _("From %(start)s until %(day)s")
        return said % {"day": day(one.ends_on), "start": day(one.starts_on)}

    @property
    def asks(self) -> bool:
        """Whether something is to be done about it."""
        one = self.agreement
        waits = self.soon or self.lapsed or self.review or bool(self.unsigned)
        return one.is_draft or (one.status == AgreementStatus.PUBLISHED and waits)

    @property
    def to_sign(self) -> bool:
        """Whether one's own organisation has yet to sign it."""
        waits = self.agreement.status == AgreementStatus.PUBLISHED and not self.lapsed
        return waits and self.mine and not self.signed_here


def _rows(person: Person) -> QuerySet[Agreement]:
    parties = Prefetch(
        "parties", AgreementParty.objects.select_related("org").order_by("org__name")
    )
    return Agreement.objects.visible_to(person).prefetch_related(parties, "signatures")


def agreements(person: Person) -> list[Line]:
    """Every version that somebody may read, the newest first."""
    now = today()
    rows = _rows(person).order_by("-written_at", "-id")[:200]
    return [line_of(person, one, now) for one in rows]


def to_sign(person: Person) -> list[Line]:
    """Those that one's own organisation has yet to sign."""
    return [line for line in agreements(person) if line.to_sign]


def attention(person: Person) -> list[Line]:
    """For whoever writes them: drafts, those that nobody renewed in time, those not signed by all.

    A version that a later one has replaced asks for nothing any more.
    """
    every = agreements(person)
    newest: dict[UUID, int] = {}
    for line in every:
        one = line.agreement
        newest[one.series] = max(one.number, newest.get(one.series, 0))
    return [
        line
        for line in every
        if line.asks and line.agreement.number == newest[line.agreement.series]
    ]


def line_of(person: Person, one: Agreement, now: datetime.date) -> Line:
    """One version, as it stands on this day for somebody."""
    signed = {row.org_id for row in one.signatures.all()}
    parties = list(one.parties.all())
    published = one.status == AgreementStatus.PUBLISHED
    last = one.ends_on if published else None
    return Line(
        agreement=one,
        names=[party.org.name for party in parties],
        unsigned=[party.org.name for party in parties if party.org_id not in signed],
        mine=any(party.org_id == person.acting_at for party in parties),
        signed_here=person.acting_at in signed,
        lapsed=last is not None and last < now,
        soon=last is not None and lapses_soon(last, now),
        review=last is not None and last >= now and review_due(one.review_on, now),
    )


def agreement_for(person: Person, pk: UUID) -> Agreement:
    """One version; NotThere for whoever is at none of its parties."""
    found = _rows(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def draft_for(person: Person, pk: UUID) -> Agreement:
    """One version, for whoever writes it."""
    found = agreement_for(person, pk)
    if found.org_id not in person.places(Permission.AGREEMENT_MANAGE):
        raise NotThere
    return found


def party_of(agreement: Agreement, pk: UUID) -> AgreementParty:
    """One party of an agreement."""
    found = next((one for one in agreement.parties.all() if one.pk == pk), None)
    if found is None:
        raise NotThere
    return found


def text_of(agreement: Agreement) -> Text:
    """What a version says."""
    labels = dict(LegalRule.objects.filter(code__in=agreement.law).values_list("code", "label"))
    return Text(
        title=agreement.title,
        controllers=agreement.controllers,
        purposes=agreement.purposes,
        law=agreement.law,
        law_labels=[labels.get(code, code) for code in agreement.law],
        terms=agreement.terms,
        starts_on=agreement.starts_on,
        review_on=agreement.review_on,
        ends_on=agreement.ends_on,
        parties=[
            Party(party.org_id, party.org.name, party.contact, party.protection_officer)
            for party in agreement.parties.all()
        ],
    )


def laws_on(on: datetime.date) -> list[LegalRule]:
    """What may allow sharing on this day, kind by kind."""
    kinds = [kind.value for kind in KINDS]
    rows = [row for row in LegalRule.objects.filter(kind__in=kinds) if _in_force(row, on)]
    return sorted(rows, key=lambda row: (kinds.index(row.kind), row.label))


def _in_force(row: LegalRule, on: datetime.date) -> bool:
    begun = row.valid_from is None or row.valid_from <= on
    return begun and (row.valid_to is None or on <= row.valid_to)


def missing_in(agreement: Agreement) -> dict[str, str]:
    """What must be written before a draft can be published."""
    on = agreement.starts_on or today()
    return problems_of(text_of(agreement), [row.code for row in laws_on(on)])


def may_be_party(person: Person) -> QuerySet[Organisation]:
    """The organisations of one's partnerships, apart from the board itself."""
    return partners(person.place).exclude(pk=person.place).order_by("name")


# What covers a decision


@dataclass(frozen=True)
class Cover:
    """How the agreements stand between two organisations, for one purpose, on one day."""

    standing: Standing
    options: tuple[Agreement, ...] = ()
    last: Agreement | None = None

    @property
    def warning(self) -> str:
        """What is wrong, with the name of the agreement that it is about."""
        if self.standing in (Standing.IN_PLACE, Standing.MISSING) or self.last is None:
            return str(Standing.MISSING.label)
        return f"{self.standing.label}: {self.last.title}"

    def cited(self, picked: str = "") -> Agreement | None:
        """The one that a decision stands on: as chosen, else the newest."""
        if picked == NO_AGREEMENT or not self.options:
            return None
        return next((one for one in self.options if str(one.pk) == picked), self.options[0])


def cover_of(deliberation: Deliberation, purpose: str, on: datetime.date) -> Cover | None:
    """The agreements between whoever shares and whoever will read it; None in an emergency."""
    if not asks_for_agreement(purpose, deliberation.route):
        return None
    return cover_between(deliberation.org_id, deliberation.recipient_id, purpose, on)


def cover_between(sender: UUID, recipient: UUID | None, purpose: str, on: datetime.date) -> Cover:
    """How they stand between two organisations. Somebody outside has agreed to nothing."""
    if recipient is None:
        return Cover(Standing.MISSING)
    rows = (
        Agreement.objects.exclude(status=AgreementStatus.DRAFT)
        .filter(pk__in=_with(sender))
        .filter(pk__in=_with(recipient))
        .prefetch_related("signatures")
        .order_by("-published_at", "-id")
    )
    found = [one for one in rows if purpose in one.purposes]
    holding = [one for one in found if one.holds_on(on)]
    both = {sender, recipient}
    signed = [one for one in holding if both <= {row.org_id for row in one.signatures.all()}]
    if signed:
        return Cover(Standing.IN_PLACE, tuple(_newest(signed)))
    if holding:
        return Cover(Standing.UNSIGNED, last=holding[0])
    begun = [one for one in found if one.starts_on and one.starts_on <= on]
    return Cover(Standing.LAPSED, last=begun[0]) if begun else Cover(Standing.MISSING)


def _with(org: UUID) -> Any:
    return AgreementParty.objects.filter(org=org).values("agreement")


def _newest(rows: list[Agreement]) -> list[Agreement]:
    """The newest version of each: it takes the place of the ones before as soon as it is signed."""
    newest: dict[UUID, Agreement] = {}
    for one in rows:
        held = newest.setdefault(one.series, one)
        if one.number > held.number:
            newest[one.series] = one
    return list(newest.values())
