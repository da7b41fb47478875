"""What crosses: the envelope, and the frozen copy from which covered words are gone."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from crossing.core.days import LONDON
from crossing.core.errors import Invalid
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Contact
from crossing.partnership.people import named
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.rules import EntryKind, NewEntry
from crossing.sharing import rules
from crossing.sharing.models import (
    Arrival,
    Decision,
    Deliberation,
    DisclosedItem,
    Disclosure,
)
from crossing.sharing.queries.desk import Desk


def share(desk: Desk, decision: Decision) -> Disclosure:
    """The frozen copy: covered words are already gone from it."""
    disclosure = envelope(desk, decision.decided_at)
    disclosure.save(force_insert=True)
    DisclosedItem.objects.bulk_create(
        DisclosedItem(
            disclosure=disclosure,
            position=position,
            title=shown.title[:250],  # a cover may be longer than the word that it covers
            happened_on=shown.item.happened_on,
            source=shown.source[:250],
            basis=shown.item.basis,
            data_class=shown.item.data_class,
            childs_words=shown.item.childs_words,
            text=shown.text + _still_true(shown.item.still_true),
        )
        for position, shown in enumerate(desk.shown)
    )
    if disclosure.recipient_id:
        Arrival(org_id=disclosure.recipient_id, disclosure=disclosure).save(force_insert=True)
    if disclosure.recipient_id and not decision.request_id:
        send(Notice.ARRIVED, org=disclosure.recipient_id, permission=Permission.REQUEST_ASK)
    note_in_record(desk, decision)
    return disclosure


def _still_true(still: str) -> str:
    """What the reader must know about an old item."""
    if still == rules.StillTrue.NO:
        return "\n\n" + _("This is no longer true.")
    if still == rules.StillTrue.NOT_KNOWN:
        return "\n\n" + _("We do not know whether this is still true.")
    return ""


def note_in_record(desk: Desk, decision: Decision) -> None:
    """A line in our own record of the child: what went to whom."""
    child = decision.child
    if child is None:
        raise Invalid({"is_our_child": _("Say which of our children it is.")})
    new = NewEntry(
        kind=EntryKind.SHARED,
        title=(_("What we shared with %(recipient)s") % {"recipient": desk.recipient_name})[:250],
        text="",
        happened_on=desk.today,
        source=named(desk.person),
        ref_kind="decision",
        ref=decision.pk,
    )
    records.note_shared(child, new, by=desk.person)


def envelope(desk: Desk, sent_at: datetime.datetime) -> Disclosure:
    """Who sends what kind of thing to whom, and what may be done with it."""
    fresh, answer, law = desk.deliberation, desk.answer, desk.law
    who = fresh.request or fresh.child
    return Disclosure(
        sender_id=fresh.org_id,
        sender_name=fresh.org.name,
        recipient=fresh.recipient,
        outside_recipient=fresh.outside_recipient,
        request=fresh.request,
        route=fresh.route,
        channel=answer.channel,
        child_given=who.given if who else "",
        child_family=who.family if who else "",
        child_born_on=who.born_on if who else None,
        purpose=desk.purpose,
        marking=answer.marking or law.marking,
        handling=[each.value for each in answer.handling or law.handling],
        handling_note=desk.saved.get("handling_note", ""),
        retention=retention_of(desk),
        contact=_contact(fresh),
        sent_by_name=named(desk.person),
        sent_at=sent_at,
        ends_at=_end_of(answer.ends_on or law.ends_on),
    )


def _end_of(day: datetime.date) -> datetime.datetime:
    """The last moment of a day in London."""
    next_day = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(next_day, datetime.time(), tzinfo=LONDON)


def _contact(fresh: Deliberation) -> str:
    line = Contact.objects.about_children().filter(org=fresh.org_id).first()
    return f"{line.label}, {line.phone}" if line else ""


def retention_of(desk: Desk) -> str:
    """How long they keep it: as changed here, else as worked out."""
    worked_out = desk.law.retention.label if desk.law.retention else ""
    return str(desk.saved.get("retention") or worked_out)
