"""A page for one named adult: written by one person, checked by another, handed over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now, now
from crossing.core.days import day_of
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules import EntryKind, NewEntry
from crossing.sharing.models import FamilyLine, FamilyPage
from crossing.sharing.queries.families import CHECKS, WRITES, Telling, offers, who_checks
from crossing.sharing.rules.families import (
    FamilyStatus,
    FamilyStep,
    FamilyText,
    Way,
    family_after,
    problems_of_family,
    problems_of_way,
    refused_for,
)
from crossing.todo.commands import ask_for_second, end_chase
from crossing.todo.rules import Matter


@dataclass(frozen=True)
class Adult:
    """For whom a page is."""

    name: str
    relation: str
    relative: UUID | None = None


@dataclass(frozen=True)
class Handing:
    """How it gets into their hands, and how somebody knows that this is safe."""

    way: str
    safe_because: str
    they_alone: bool = False


@transaction.atomic
def start_family_page(child: Child, adult: Adult, *, by: Person) -> FamilyPage:
    """Start a page for one named adult. What the family must not learn starts left out."""
    require(by, *WRITES, at=child.org_id)
    _allowed(child)
    if not adult.name.strip():
        raise Invalid({"adult": _("Say for which adult it is.")})
    page = FamilyPage(
        org_id=child.org_id,
        child=child,
        relative=adult.relative,
        adult_name=adult.name.strip(),
        adult_relation=adult.relation.strip(),
        status=FamilyStatus.DRAFT,
        written_by_id=by.id,
        written_by_name=named(by),
        written_at=Now(),
    )
    page.save(force_insert=True)
    for offer in offers(by, child):
        FamilyLine(
            org_id=child.org_id,
            page=page,
            decision=offer.decision,
            tells=False if offer.left_out else None,
            text=offer.text,
        ).save(force_insert=True)
    record(Event.FAMILY_STARTED, by=by, about=page, child=child.pk)
    return page


@transaction.atomic
def choose_what_to_tell(
    page: FamilyPage, chosen: Mapping[UUID, tuple[bool, str]], also: str, *, by: Person
) -> None:
    """Which decisions are told, in which words, and what else. Only the author changes it."""
    fresh = _mine(page, by=by)
    for line in fresh.lines.all():
        if line.pk in chosen:
            line.tells, line.text = chosen[line.pk]
            line.save(update_fields=["tells", "text"])
    fresh.also = also.strip()
    fresh.save(update_fields=["also"])
    record(Event.FAMILY_CHANGED, by=by, about=fresh, child=fresh.child_id)


@transaction.atomic
def say_what_becomes_of_others(page: FamilyPage, others: dict[str, Any], *, by: Person) -> None:
    """Whoever else is named is kept, with the reason, or stands there in neutral words."""
    fresh = _mine(page, by=by)
    fresh.others = {**fresh.others, **others}
    fresh.save(update_fields=["others"])
    record(Event.FAMILY_CHANGED, by=by, about=fresh, child=fresh.child_id)


@transaction.atomic
def say_how_to_hand_over(page: FamilyPage, handing: Handing, *, by: Person) -> None:
    """How it reaches this adult and nobody else."""
    fresh = _mine(page, by=by)
    text = FamilyText(
        way=handing.way, safe_because=handing.safe_because, they_alone=handing.they_alone
    )
    if found := problems_of_way(text):
        raise Invalid(found)
    fresh.way, fresh.they_alone = Way(handing.way).value, handing.they_alone
    fresh.safe_because = handing.safe_because.strip()
    fresh.save(update_fields=["way", "they_alone", "safe_because"])
    record(Event.FAMILY_CHANGED, by=by, about=fresh, child=fresh.child_id)


@transaction.atomic
def send_to_check(page: FamilyPage, *, by: Person) -> None:
    """Hand a complete page to somebody else. What they check is what will be handed over."""
    fresh = _mine(page, by=by, step=FamilyStep.SEND)
    telling = Telling(by, fresh)
    if found := problems_of_family(telling.text):
        raise Invalid(found)
    fresh.told, fresh.returned_reason = telling.told, ""
    fresh.status = FamilyStatus.CHECKING
    fresh.save(update_fields=["told", "returned_reason", "status"])
    send(Notice.WAITING, org=fresh.org_id, permission=_checked_by(by))
    if not who_checks(fresh.org_id, by.id):
        ask_for_second(fresh.pk, by=by)
    record(Event.FAMILY_SENT, by=by, about=fresh, child=fresh.child_id)


def _checked_by(by: Person) -> Permission:
    """Who checks: those who decide; where another confirms, those who confirm."""
    return CHECKS[0] if by.may(CHECKS[0]) else CHECKS[1]


@transaction.atomic
def take_back_family_page(page: FamilyPage, *, by: Person) -> None:
    """Its author takes it back, to change it or to leave it: nobody need check it any more."""
    fresh = _mine(page, by=by, step=FamilyStep.TAKE_BACK)
    fresh.status = FamilyStatus.DRAFT
    fresh.save(update_fields=["status"])
    end_chase(Matter.SECOND_PERSON, fresh.pk, org=fresh.org_id, by=by)
    record(Event.FAMILY_TAKEN_BACK, by=by, about=fresh, child=fresh.child_id)


@transaction.atomic
def return_family_page(page: FamilyPage, reason: str, *, by: Person) -> None:
    """Send it back to its author, with what should change."""
    fresh = _to_check(page, FamilyStep.RETURN, by=by)
    if not reason.strip():
        raise Invalid({"reason": _("Say what should change.")})
    fresh.status, fresh.returned_reason = FamilyStatus.DRAFT, reason.strip()
    fresh.save(update_fields=["status", "returned_reason"])
    end_chase(Matter.SECOND_PERSON, fresh.pk, org=fresh.org_id, by=by)
    send(Notice.WAITING, org=fresh.org_id, to=fresh.written_by_id)
    record(Event.FAMILY_RETURNED, by=by, about=fresh, child=fresh.child_id)


@transaction.atomic
def release_family_page(page: FamilyPage, *, by: Person) -> None:
    """A second person has read it as the adult will, and releases it as it stands."""
    fresh = _to_check(page, FamilyStep.RELEASE, by=by)
    fresh.status, fresh.checked_by_id = FamilyStatus.RELEASED, by.id
    fresh.checked_by_name, fresh.checked_at = named(by), now()
    fresh.save(update_fields=["status", "checked_by", "checked_by_name", "checked_at"])
    end_chase(Matter.SECOND_PERSON, fresh.pk, org=fresh.org_id, by=by)
    send(Notice.WAITING, org=fresh.org_id, to=fresh.written_by_id)
    record(Event.FAMILY_RELEASED, by=by, about=fresh, child=fresh.child_id)


@transaction.atomic
def print_family_page(page: FamilyPage, *, by: Person) -> None:
    """Taking a released page out on paper is an event."""
    require(by, *WRITES, *CHECKS, at=page.org_id)
    _allowed(page.child)
    if page.status not in (FamilyStatus.RELEASED, FamilyStatus.HANDED):
        raise WrongState(_("Somebody else must check it before it can be printed."))
    record(Event.FAMILY_PRINTED, by=by, about=page, child=page.child_id)


@transaction.atomic
def hand_over(page: FamilyPage, at: datetime.datetime, note: str, *, by: Person) -> None:
    """It is in their hands: when, and how it was known that it was they. The record says it."""
    require(by, *WRITES, at=page.org_id)
    fresh = _locked(page, FamilyStep.HAND)
    if not note.strip():
        raise Invalid({"note": _("Say how you knew that it was they, and who else was there.")})
    fresh.status, fresh.handed_by_name = FamilyStatus.HANDED, named(by)
    fresh.handed_at, fresh.handed_note = at, note.strip()
    fresh.save(update_fields=["status", "handed_by_name", "handed_at", "handed_note"])
    new = NewEntry(
        kind=EntryKind.NOTE,
        title=(_("What we told %(name)s") % {"name": fresh.adult_name})[:250],
        text="\n\n".join(fresh.told),
        happened_on=day_of(at),
        source=str(Way(fresh.way).label),
    )
    records.add_entry(fresh.child, new, by=by)
    record(Event.FAMILY_HANDED, by=by, about=fresh, child=fresh.child_id, way=fresh.way)


def _allowed(child: Child) -> None:
    """The family of a sealed child, or of one about whom they must not be told, reads nothing."""
    if sentence := refused_for(child):
        raise WrongState(sentence)


def _mine(page: FamilyPage, *, by: Person, step: FamilyStep = FamilyStep.CHANGE) -> FamilyPage:
    """The page as it stands now, for its author."""
    require(by, *WRITES, at=page.org_id)
    fresh = _locked(page, step)
    if fresh.written_by_id != by.id:
        raise Denied(_("Somebody else is writing this page."))
    return fresh


def _to_check(page: FamilyPage, step: FamilyStep, *, by: Person) -> FamilyPage:
    """The page as it stands now, for somebody who did not write it."""
    require(by, *CHECKS, at=page.org_id)
    fresh = _locked(page, step)
    if fresh.written_by_id == by.id:
        raise Denied(_("You wrote this, so somebody else must check it."))
    return fresh


def _locked(page: FamilyPage, step: FamilyStep) -> FamilyPage:
    fresh = FamilyPage.objects.select_for_update(of=("self",)).select_related("child")
    found = fresh.filter(pk=page.pk).first()
    if found is None:
        raise NotThere
    if step != FamilyStep.TAKE_BACK:
        _allowed(found.child)
    family_after(found.status, step)
    return found
