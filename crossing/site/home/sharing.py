"""What is asked, decided, answered and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.models import Deliberation, Disclosure, InformationRequest, Question
from crossing.sharing.queries import ask, existence, home
from crossing.sharing.rules import Purpose, Route
from crossing.site.home.parts import MOST, Row, Section, listed


def to_confirm(person: Person) -> Iterator[Section]:
    """Proposals of colleagues."""
    if person.may(Permission.SHARING_CONFIRM):
        rows = [_proposal(one) for one in home.to_confirm(person, MOST)]
        empty = gettext_lazy("Nothing waits for you to confirm.")
        yield listed(gettext_lazy("To confirm"), rows, empty, "sharing:waiting")


def _due(one: Any) -> datetime | None:
    """By when; nothing while a routine clock stands still, because it waits for the asker."""
    return None if one.paused else one.due_at


def _proposal(one: Any) -> Row:
    """By reference: the confirmer sees the name when they open it."""
    title = _("Proposal by %(name)s") % {"name": one.proposed_by_name}
    href = reverse("sharing:deliberation", args=[one.pk])
    return Row(title, href, text=_recipient(one), moment=one.proposed_at, due=_due(one))


def _recipient(one: Deliberation) -> str:
    if one.request_id:
        return _asker(one.request)
    return one.recipient.name if one.recipient else one.outside_recipient


def _asker(asked: InformationRequest | None) -> str:
    if asked is None:
        return ""
    return asked.asker.name if asked.asker else asked.outside_asker


def to_decide(person: Person) -> Iterator[Section]:
    """What waits for a decision here."""
    if person.may(Permission.DECISION_SEE, Permission.OUTSIDE_SEE):
        rows = [_deliberation(one) for one in home.to_decide(person, MOST)]
        empty = gettext_lazy("Nobody waits for a decision from here.")
        yield listed(gettext_lazy("Waiting for us"), rows, empty, "sharing:waiting")


def _deliberation(one: Any) -> Row:
    asked = one.request
    started = _("Started here, without being asked")
    record = _("The full record of an emergency") if one.route == Route.EMERGENCY else started
    title = asked.child_name if asked else record
    purpose = str(Purpose(asked.purpose).label) if asked else ""
    text = " · ".join(part for part in (_recipient(one), purpose) if part)
    back = _("Waiting for them") if one.asked_back else ""
    tag = _("Returned to you") if one.returned_reason else back
    href = reverse("sharing:deliberation", args=[one.pk])
    counted = asked.counted if asked else ""
    return Row(title, href, text, due=_due(one), tag=tag, counted=counted)


def authority(person: Person) -> Iterator[Section]:
    """Requests that need an authoriser."""
    if person.may(Permission.REQUEST_AUTHORISE):
        rows = [
            Row(
                _("Request by %(name)s") % {"name": one.asked_by_name},
                reverse("sharing:authority", args=[one.pk]),
                text=one.holder.name,
                moment=one.asked_at,
            )
            for one in ask.waiting_for_authority(person)[:MOST]
        ]
        empty = gettext_lazy("No request waits for your authority.")
        yield listed(gettext_lazy("To authorise"), rows, empty)


def answers(person: Person) -> Iterator[Section]:
    """What arrived and nobody opened; questions to us."""
    if not person.may(Permission.CONTENT_SEE):
        return
    rows = [_question(one) for one in home.questions(person, MOST)]
    rows += [_disclosure(one) for one in home.unread(person, MOST)]
    empty = gettext_lazy("Nothing new has arrived.")
    yield listed(gettext_lazy("Shared with us, not yet opened"), rows, empty, "sharing:received")


def _question(one: Question) -> Row:
    title = _("A question from %(name)s") % {"name": one.from_org.name}
    return Row(
        title, reverse("sharing:answer_question", args=[one.pk]), moment=one.at, tag=_("Question")
    )


def _disclosure(one: Disclosure) -> Row:
    href = reverse("sharing:disclosure", args=[one.pk])
    return Row(one.child_name, href, text=one.sender.name, moment=one.sent_at, tag=_("New"))


def asked(person: Person) -> Iterator[Section]:
    """What we asked and wait for."""
    if person.may(Permission.REQUEST_ASK):
        rows = [
            Row(
                one.child_name,
                reverse("sharing:request", args=[one.pk]),
                text=one.holder.name,
                due=_due(one),
                tag=_how_it_stands(one),
                counted=one.counted,
            )
            for one in home.still_open(person, MOST)
        ]
        empty = gettext_lazy("No question of yours is open.")
        yield listed(gettext_lazy("What we have asked"), rows, empty, "sharing:asked")


def often(person: Person) -> Iterator[Section]:
    """One child asked about again and again: for those who lead, by reference, not by name."""
    if person.may(Permission.COVER_START) and person.may(Permission.REQUEST_ASK):
        rows = [
            Row(
                _("One child, asked about %(times)s times in 30 days") % {"times": one.times},
                reverse("sharing:request", args=[one.latest]),
            )
            for one in existence.asked_often(person, MOST)
        ]
        if rows:
            yield Section(gettext_lazy("Asked again and again"), rows, "")


def _how_it_stands(one: Any) -> str:
    if not one.sent_at:
        return _("Waiting for authority")
    if one.asked_back:
        return _("A question waits for you")
    return _("Some shared; the rest is still open") if one.some else ""
