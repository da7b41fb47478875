"""Whom to ring at an organisation at a moment: never nobody."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crossing.core.clock import today
from crossing.core.days import day_of, london
from crossing.partnership.models import Contact, Organisation, StandIn
from crossing.partnership.people import Person
from crossing.partnership.queries.days import calendar_for, calendars_for
from crossing.partnership.queries.places import SCHOOLS, partners
from crossing.partnership.rules import ContactKind, Kind

OPENS, CLOSES = datetime.time(8), datetime.time(17)
REMIND_DAYS = 14

TODAY = _("covering today")
HOLIDAY = _("their contact in the holiday")
COUNCIL_HOLIDAY = _("the council’s line for schools that are closed")
NIGHT = _("out of hours")
USUAL = _("their usual number")
COUNCIL = _("the local authority: they have given no number of their own")
NONE = _("no number is held")


@dataclass(frozen=True)
class Line:
    """Whom to ring, under which number, and why this one."""

    who: str
    phone: str
    why: str | Promise = USUAL


@dataclass(frozen=True)
class Closed:
    """A school in its holiday: when it is back, and whom to ring until then."""

    org: Organisation
    back_on: datetime.date
    line: Line


def who_to_ring(org: Organisation, moment: datetime.datetime) -> Line:
    """Whoever covers today; in a holiday, its contact or the council's line for closed schools; out
    of hours, that number; else the first line. Without any, the local authority's."""
    found = (
        _standing_in(org, moment)
        or _in_a_holiday(org, moment)
        or (None if in_hours(org, moment) else _at_night(org))
        or _usual(org)
        or _council(org, moment, COUNCIL)
    )
    return found or Line(org.name, "", NONE)


def closed(org: Organisation, moment: datetime.datetime) -> Closed | None:
    """A school in a holiday, with whom to ring; None for anybody who is there."""
    if org.kind not in SCHOOLS:
        return None
    found = calendar_for(org).holiday_at(day_of(moment))
    return Closed(org, found[1], who_to_ring(org, moment)) if found else None


def closed_ones(orgs: Sequence[Organisation], moment: datetime.datetime) -> dict[UUID, Closed]:
    """Those schools of a list that are in a holiday, each with whom to ring. Their lines have been
    read already; the council's is looked up once for each authority."""
    schools = [one for one in orgs if one.kind in SCHOOLS]
    calendars, day = calendars_for(schools), day_of(moment)
    found, councils = {}, dict[str, Line | None]()
    for org in schools:
        holiday = calendars[org.pk].holiday_at(day)
        if holiday is None:
            continue
        code = org.local_authority_code
        line = _own(org, day)
        if line is None and code not in councils:
            councils[code] = _council(org, moment, COUNCIL_HOLIDAY)
        line = line or councils[code] or Line(org.name, "", NONE)
        found[org.pk] = Closed(org, holiday[1], line)
    return found


def _own(org: Organisation, day: datetime.date) -> Line | None:
    for one in org.contacts.all():
        first, last = one.valid_from, one.valid_to
        if one.kind == ContactKind.HOLIDAY and first and last and first <= day <= last:
            return Line(one.name or one.label, one.phone, HOLIDAY)
    return None


def in_hours(org: Organisation, moment: datetime.datetime) -> bool:
    """Whether it is a working day, between eight and five in London."""
    local = london(moment)
    return calendar_for(org).is_working_day(local.date()) and OPENS <= local.time() < CLOSES


def first_phone(org: UUID) -> str:
    """The number that an organisation gives its partners first; empty where it has given none."""
    line = _lines(org, ContactKind.ORDINARY).first()
    return line.phone if line else ""


def line_for(kind: ContactKind, org: Organisation, moment: datetime.datetime) -> Line:
    """An organisation's line for one matter; without one, whom else to ring there."""
    special = kind != ContactKind.ORDINARY
    contact = _lines(org.pk, kind).first() if special else None
    return _line(contact, contact.label) if contact else who_to_ring(org, moment)


def others_to_ring(org: Organisation, moment: datetime.datetime) -> list[Line]:
    """Further lines of the same organisation, for when the first did not answer."""
    first = who_to_ring(org, moment)
    usual = [_line(one, USUAL) for one in _lines(org.pk, ContactKind.ORDINARY)]
    found = [*usual, _at_night(org), _council(org, moment, COUNCIL)]
    lines = {one.phone: one for one in found if one and one.phone and one.phone != first.phone}
    return list(lines.values())


def holiday_without_contact(person: Person) -> datetime.date | None:
    """The first day of a holiday within two weeks for which one's school has named no contact."""
    org = Organisation.objects.get(pk=person.place)
    if org.kind not in SCHOOLS:
        return None
    found = calendar_for(org).next_holiday(today(), REMIND_DAYS)
    if found is None:
        return None
    first = max(found[0], today())
    lines = _lines(org.pk, ContactKind.HOLIDAY)
    return None if _on(lines, first).exists() else found[0]


def _standing_in(org: Organisation, moment: datetime.datetime) -> Line | None:
    rows = StandIn.objects.filter(org=org, starts_at__lte=moment, ends_at__gt=moment)
    one = rows.exclude(phone="").first()
    return Line(f"{one.name}, {one.title}, {org.name}", one.phone, TODAY) if one else None


def _in_a_holiday(org: Organisation, moment: datetime.datetime) -> Line | None:
    day = day_of(moment)
    if org.kind not in SCHOOLS or calendar_for(org).holiday_at(day) is None:
        return None
    contact = _on(_lines(org.pk, ContactKind.HOLIDAY), day).first()
    return _line(contact, HOLIDAY) if contact else _council(org, moment, COUNCIL_HOLIDAY)


def _at_night(org: Organisation) -> Line | None:
    if contact := _lines(org.pk, ContactKind.OUT_OF_HOURS).first():
        return _line(contact, NIGHT)
    contact = _lines(org.pk, ContactKind.ORDINARY).exclude(out_of_hours="").first()
    return Line(_named(contact), contact.out_of_hours, NIGHT) if contact else None


def _usual(org: Organisation) -> Line | None:
    contact = _lines(org.pk, ContactKind.ORDINARY).first()
    return _line(contact, USUAL) if contact else None


def _council(org: Organisation, moment: datetime.datetime, why: str | Promise) -> Line | None:
    """Children's services of the same authority, else of the same partnership: their line for
    closed schools, else their usual one."""
    rows = partners(org.pk).filter(kind=Kind.CHILDRENS_SERVICES).exclude(pk=org.pk)
    same = [one for one in rows if one.local_authority_code == org.local_authority_code]
    for council in same or list(rows):
        contact = _lines(council.pk, ContactKind.EDUCATION).first()
        line = _line(contact, why) if contact else None
        if line is None:
            line = (None if in_hours(council, moment) else _at_night(council)) or _usual(council)
        if line:
            return Line(line.who, line.phone, why)
    return None


def _lines(org: UUID, kind: ContactKind) -> QuerySet[Contact]:
    rows = Contact.objects.filter(org=org, kind=kind).select_related("org")
    return rows.order_by("position", "label")


def _on(rows: QuerySet[Contact], day: datetime.date) -> QuerySet[Contact]:
    return rows.filter(valid_from__lte=day, valid_to__gte=day)


def _line(contact: Contact, why: str | Promise) -> Line:
    return Line(_named(contact), contact.phone, why)


def _named(contact: Contact) -> str:
    return f"{contact.name or contact.label}, {contact.org.name}"
