"""What was wrong, what contradicts, and what went to the wrong place."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.models import Breach, Contradiction, Correction, WrongPlace
from crossing.sharing.queries import breach as breaches
from crossing.sharing.queries import correct
from crossing.sharing.rules.audience import LAST_WORD
from crossing.sharing.rules.breach import BreachStatus
from crossing.site.home.parts import MOST, Row, Section


def by_mistake(person: Person) -> Iterator[Section]:
    """What came here by mistake and is to be destroyed."""
    if person.may(Permission.SHARED_SEE) and person.may(Permission.CONTENT_SEE):
        rows = [_mistake(one) for one in breaches.to_destroy(person, MOST)]
        if rows:
            yield Section(gettext_lazy("Came to you by mistake"), rows, "")


def _mistake(one: WrongPlace) -> Row:
    title = _("From %(sender)s: destroy it, and confirm") % {"sender": one.sender.name}
    href = reverse("sharing:came_wrongly", args=[one.pk])
    return Row(title, href, moment=one.at, tag=_("Now"), urgent=True)


def went_wrong(person: Person) -> Iterator[Section]:
    """Breaches on the clock: for those who decide, and for the data protection officer."""
    if person.may(Permission.DECISION_SEE, Permission.AUDIT_SEE):
        rows = [_breach(one, person) for one in breaches.on_the_clock(person, MOST)]
        if rows:
            title = gettext_lazy("Went to the wrong place")
            yield Section(title, rows, "", reverse("sharing:breaches"))


def _to_do(person: Person) -> str:
    if person.may(*LAST_WORD):
        return _("Tell the Information Commissioner, or not?")
    if person.may(Permission.AUDIT_SEE):
        return _("Advise those who decide whether the Information Commissioner is told")
    return _("See that it is decided whether the Information Commissioner is told")


def _breach(one: Breach, person: Person) -> Row:
    undecided = one.status == BreachStatus.ON_CLOCK
    return Row(
        one.wrong_place.recipient_name,
        reverse("sharing:breach", args=[one.pk]),
        text=_to_do(person) if undecided else "",
        moment=one.wrong_place.at,
        due=one.due_at if undecided else None,
        tag=str(BreachStatus(one.status).label),
        urgent=undecided,
    )


def corrections(person: Person) -> Iterator[Section]:
    """Corrections to read; and what others say is wrong with what we shared."""
    if not person.may(Permission.CONTENT_SEE):
        return
    rows = [_to_read(one) for one in correct.to_read(person, MOST)]
    rows += [_to_answer(one) for one in correct.to_answer(person, MOST)]
    if rows:
        yield Section(gettext_lazy("Corrections"), rows, "")


def _to_read(one: Correction) -> Row:
    shared = one.disclosure
    return Row(
        shared.child_name,
        reverse("sharing:correction", args=[one.pk]),
        text=_("%(sender)s says that something they shared is wrong")
        % {"sender": shared.sender_name},
        due=one.due_at,
        tag=_("Correction"),
        urgent=one.urgent,
    )


def _to_answer(one: Contradiction) -> Row:
    return Row(
        one.disclosure.child_name,
        reverse("sharing:contradiction", args=[one.pk]),
        text=_("%(who)s says that it contradicts what they hold") % {"who": one.from_org.name},
        due=one.due_at,
        tag=_("Contradicts"),
    )


def not_acknowledged(person: Person) -> Iterator[Section]:
    """Who has not acknowledged what we corrected, and whom outside Crossing we have not told."""
    if person.may(Permission.DECISION_SEE):
        rows = [_waits(one) for one in correct.not_acknowledged(person, MOST)]
        if rows:
            title = gettext_lazy("Our corrections, not yet acknowledged")
            yield Section(title, rows, "", reverse("sharing:ledger"))


def _waits(one: Correction) -> Row:
    return Row(
        one.disclosure.child_name,
        reverse("sharing:correction", args=[one.pk]),
        text=one.recipient.name if one.recipient else one.disclosure.outside_recipient,
        due=one.due_at,
        tag="" if one.recipient else _("Tell them"),
    )
