"""Children in danger: what arrived, what is due after it was shared, one’s own, and the clocks."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.models import Disclosure, Emergency, EmergencyClock
from crossing.sharing.queries import emergency as queries
from crossing.sharing.rules.emergency import EmergencyStatus
from crossing.site.home.parts import MOST, Row, Section

ALL = "sharing:emergencies"


def arrived(person: Person) -> Iterator[Section]:
    """On top of everything: a child in danger, shared with us and not opened yet."""
    may = person.may(Permission.SHARED_SEE)
    if rows := [_arrived(one) for one in queries.arrived(person, MOST)] if may else []:
        yield Section(gettext_lazy("Open this now: a child is in danger"), rows, "")


def _arrived(one: Disclosure) -> Row:
    href = reverse("sharing:disclosure", args=[one.pk])
    text = one.sender.name
    return Row(one.child_name, href, text, moment=one.sent_at, tag=_("In danger"), urgent=True)


def due(person: Person) -> Iterator[Section]:
    """What was shared at once here: its full record and its review, until both are done."""
    may = person.may(Permission.DECISION_SEE)
    if rows := [_due(one, person) for one in queries.still_due(person, MOST)] if may else []:
        yield Section(gettext_lazy("Emergencies"), rows, "", reverse(ALL))


def _due(one: Emergency, person: Person) -> Row:
    """By reference for whoever confirms: they see the name when they open it."""
    record = one.clock.status == EmergencyStatus.SHARED
    confirms = person.may(Permission.SHARING_CONFIRM)
    named = one.child.name if one.child else one.child_as_named
    return Row(
        _("Shared by %(name)s") % {"name": one.shared_by} if confirms else named,
        reverse("sharing:emergency", args=[one.pk]),
        text=one.disclosure.recipient.name
        if one.disclosure.recipient
        else one.disclosure.outside_recipient,
        due=one.clock.record_due_at if record else one.clock.review_due_at,
        tag=_("Full record due") if record else _("Review due"),
        urgent=record,
    )


def passed(person: Person) -> Iterator[Section]:
    """For an outside decider: what nobody inside is left to review."""
    may = person.may(Permission.OUTSIDE_SEE) and not person.may(Permission.DECISION_SEE)
    if rows := [_due(one, person) for one in queries.still_due(person, MOST)] if may else []:
        yield Section(gettext_lazy("Emergencies passed to you to review"), rows, "")


def own(person: Person) -> Iterator[Section]:
    """For staff who do not decide: what they shared, while it is still followed up."""
    may = person.may(Permission.EMERGENCY_SHARE) and not person.may(Permission.DECISION_SEE)
    if rows := [_own(one) for one in queries.still_due(person, MOST)] if may else []:
        yield Section(gettext_lazy("What you shared at once"), rows, "", reverse(ALL))


def _own(one: Emergency) -> Row:
    href = reverse("sharing:emergency", args=[one.pk])
    return Row(one.child_as_named, href, before=_("Shared"), moment=one.clock.shared_at)


def clocks(person: Person) -> Iterator[Section]:
    """For the auditor: that something is due, and since when; nothing about anybody."""
    may = person.may(Permission.AUDIT_SEE)
    if rows := [_clock(one) for one in queries.open_clocks(person, MOST)] if may else []:
        yield Section(gettext_lazy("Emergencies not yet closed"), rows, "", reverse(ALL))


def _clock(one: EmergencyClock) -> Row:
    record = one.status == EmergencyStatus.SHARED
    return Row(
        _("Not yet recorded") if record else _("Not yet reviewed"),
        reverse(ALL),
        before=_("Shared"),
        moment=one.shared_at,
        due=one.record_due_at if record else one.review_due_at,
    )
