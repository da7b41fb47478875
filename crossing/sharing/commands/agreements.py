"""Writing an agreement, publishing a version, signing it, and ending it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now, now
from crossing.core.errors import Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Organisation, Partnership
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing.models import Agreement, AgreementParty, AgreementSignature
from crossing.sharing.queries.agreements import missing_in
from crossing.sharing.rules.agreements import (
    AgreementStatus,
    AgreementStep,
    agreement_after,
)


@dataclass(frozen=True)
class Draft:
    """What a page of a draft writes; a field that is None stays as it is."""

    title: str | None = None
    controllers: str | None = None
    purposes: list[str] | None = None
    law: list[str] | None = None
    starts_on: datetime.date | None = None
    review_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    terms: dict[str, str] = field(default_factory=dict)
    parties: list[Organisation] | None = None


@transaction.atomic
def write_agreement(draft: Draft, partnership: Partnership, *, by: Person) -> Agreement:
    """Start to write an agreement. Nobody else reads a draft."""
    require(by, Permission.AGREEMENT_MANAGE, at=by.place)
    agreement = Agreement(
        org_id=by.place,
        partnership=partnership,
        status=AgreementStatus.DRAFT,
        written_by_name=named(by),
        written_at=Now(),
    )
    _write(agreement, draft)
    agreement.save(force_insert=True)
    _bind(agreement, draft.parties or ())
    record(Event.AGREEMENT_WRITTEN, by=by, about=agreement, number=agreement.number)
    return agreement


@transaction.atomic
def change_agreement(agreement: Agreement, draft: Draft, *, by: Person) -> None:
    """Change a draft. A version that was published is never rewritten."""
    fresh = _locked(agreement, AgreementStep.CHANGE, by=by)
    _write(fresh, draft)
    fresh.save()
    if draft.parties is not None:
        _bind(fresh, draft.parties)
    record(Event.AGREEMENT_CHANGED, by=by, about=fresh)


@transaction.atomic
def say_whom_to_ask(
    party: AgreementParty, contact: str, protection_officer: str, *, by: Person
) -> None:
    """Whom to ask at one of its organisations, and its data protection officer."""
    fresh = _locked(party.agreement, AgreementStep.CHANGE, by=by)
    party.contact, party.protection_officer = contact.strip(), protection_officer.strip()
    party.save(update_fields=["contact", "protection_officer"])
    record(Event.AGREEMENT_CHANGED, by=by, about=fresh)


@transaction.atomic
def publish(agreement: Agreement, *, by: Person) -> None:
    """Publish a version that says everything. Its organisations are asked to sign it."""
    fresh = _locked(agreement, AgreementStep.PUBLISH, by=by)
    if found := missing_in(fresh):
        raise Invalid(found)
    fresh.status = AgreementStatus.PUBLISHED
    fresh.published_by_name, fresh.published_at = named(by), now()
    fresh.save(update_fields=["status", "published_by_name", "published_at"])
    for party in fresh.parties.all():
        send(Notice.WAITING, org=party.org_id, permission=Permission.AGREEMENT_SIGN)
    record(Event.AGREEMENT_PUBLISHED, by=by, about=fresh, number=fresh.number)


@transaction.atomic
def sign(agreement: Agreement, *, by: Person) -> None:
    """Sign for one's own organisation: a named person, at a moment, once."""
    require(by, Permission.AGREEMENT_SIGN, at=by.place)
    if not agreement.parties.filter(org=by.place).exists():
        raise NotThere
    agreement_after(agreement.status, AgreementStep.SIGN)
    signature = AgreementSignature(
        agreement=agreement,
        org_id=by.place,
        account_id=by.id,
        by_name=by.name,
        position=by.title,
        at=Now(),
    )
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(_("Your organisation has already signed this.")) from error
    record(Event.AGREEMENT_SIGNED, by=by, about=agreement, number=agreement.number)


@transaction.atomic
def new_version(agreement: Agreement, *, by: Person) -> Agreement:
    """Write a new version: a draft that starts as the one before, and points at it."""
    before = _locked(agreement, AgreementStep.RENEW, by=by)
    series = Agreement.objects.filter(org=before.org_id, series=before.series)
    if series.filter(status=AgreementStatus.DRAFT).exists():
        raise WrongState(_("A new version is being written already."))
    newest = series.order_by("-number").first() or before
    said = {name: getattr(before, name) for name in COPIED}
    version = Agreement(
        **said,
        number=newest.number + 1,
        replaces=before,
        status=AgreementStatus.DRAFT,
        written_by_name=named(by),
        written_at=Now(),
    )
    version.save(force_insert=True)
    for party in before.parties.all():
        AgreementParty(
            agreement=version,
            org_id=party.org_id,
            contact=party.contact,
            protection_officer=party.protection_officer,
        ).save(force_insert=True)
    record(Event.AGREEMENT_WRITTEN, by=by, about=version, number=version.number)
    return version


# A new version begins on another day, so its days are asked for anew.
COPIED = ("org_id", "partnership", "series", "title", "controllers", "purposes", "law", "terms")


@transaction.atomic
def end_agreement(agreement: Agreement, reason: str, *, by: Person) -> None:
    """End a version before its last day. Decisions that cite it stay as they are."""
    fresh = _locked(agreement, AgreementStep.END, by=by)
    if not reason.strip():
        raise Invalid({"reason": _("Say why it ends. Everybody at its organisations reads this.")})
    fresh.status = AgreementStatus.ENDED
    fresh.ended_by_name, fresh.ended_at, fresh.ended_reason = named(by), now(), reason.strip()
    fresh.save(update_fields=["status", "ended_by_name", "ended_at", "ended_reason"])
    record(Event.AGREEMENT_ENDED, by=by, about=fresh, number=fresh.number)


def _locked(agreement: Agreement, step: AgreementStep, *, by: Person) -> Agreement:
    """The version as it stands now, for whoever writes it, if this step comes next."""
    require(by, Permission.AGREEMENT_MANAGE, at=agreement.org_id)
    fresh = Agreement.objects.select_for_update().get(pk=agreement.pk)
    agreement_after(fresh.status, step)
    return fresh


def _write(agreement: Agreement, draft: Draft) -> None:
    plain = {name: value for name, value in vars(draft).items() if name not in ("terms", "parties")}
    for name, value in plain.items():
        if value is not None:
            setattr(agreement, name, value)
    said: dict[str, Any] = {name: text.strip() for name, text in draft.terms.items()}
    agreement.terms = {**agreement.terms, **said}


def _bind(agreement: Agreement, orgs: Iterable[Organisation]) -> None:
    """Exactly these organisations; what was said about those that stay is kept."""
    wanted = {org.pk for org in orgs}
    held = set(agreement.parties.values_list("org", flat=True))
    agreement.parties.exclude(org__in=wanted).delete()
    for org in wanted - held:
        AgreementParty(agreement=agreement, org_id=org).save(force_insert=True)
