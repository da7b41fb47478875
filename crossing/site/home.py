"""What needs this person now: sections for each thing their role may do, the most pressing first.

Concerns and requests about children carry names only for those who work with the records; an
authoriser, an administrator and an auditor see none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.audit.models import AuditEvent
from crossing.govuk import words
from crossing.partnership import queries as partnership
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission, Role
from crossing.records import queries as records
from crossing.records.models import Draft
from crossing.records.rules import Safe
from crossing.sharing.models import Deliberation, Disclosure, InformationRequest, Question
from crossing.sharing.queries import ask, home
from crossing.sharing.rules import Purpose
from crossing.site.drafts import address_of
from crossing.stewardship.queries import lately_refused

MOST = 6


@dataclass(frozen=True)
class Row:
    """One thing to do: what it is, where it leads, by when; `before` stands before the moment."""

    title: str
    href: str
    text: str = ""
    before: str = ""
    moment: datetime | None = None
    due: datetime | None = None
    tag: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Section:
    """Things of one kind; `all` leads to the whole list. An empty one says so in its own words."""

    title: str | Promise
    rows: Sequence[Row]
    empty: str | Promise
    all: str = ""


def sections(person: Person) -> list[Section]:
    """The sections of this person's home, in order."""
    return [section for part in PARTS for section in part(person)]


def _listed(title: Promise, rows: Sequence[Row], empty: Promise, all: str = "") -> Section:
    return Section(title, rows, empty, reverse(all) if all else "")


def _concerns(person: Person) -> Iterator[Section]:
    if person.may(Permission.CONCERN_DECIDE):
        rows = [_concern(one) for one in records.concerns_to_read(person, MOST)]
        empty = gettext_lazy("No concern waits to be read or decided.")
        yield _listed(gettext_lazy("Concerns"), rows, empty, "records:concerns")


def _own_concerns(person: Person) -> Iterator[Section]:
    if person.may(Permission.CONCERN_RECORD) and not person.may(Permission.CONCERN_DECIDE):
        mine = records.my_concerns(person).items[:MOST]
        rows = [_own_concern(one) for one in mine]
        empty = gettext_lazy("You have not recorded a concern.")
        yield _listed(gettext_lazy("Your concerns"), rows, empty, "records:my_concerns")


def _concern(one: Any) -> Row:
    unsafe = one.is_urgent and one.decided_at is None
    danger = _("Not safe now") if one.safe_now == Safe.NO else _("Maybe not safe")
    tag = danger if unsafe else (_("Still worried") if one.worried else "")
    title = one.child.name if one.child else one.child_as_named
    return Row(
        title,
        reverse("records:concern", args=[one.pk]),
        text=one.author_name,
        moment=one.recorded_at,
        tag=tag or ("" if one.read_at else _("New")),
        urgent=unsafe,
    )


def _own_concern(one: Any) -> Row:
    title = one.child.name if one.child else one.child_as_named
    tag = "" if one.read_at else _("Not read yet")
    read = _("Read") if one.read_at else ""
    href = reverse("records:concern", args=[one.pk])
    return Row(title, href, before=read, moment=one.read_at, tag=tag)


def _to_confirm(person: Person) -> Iterator[Section]:
    if person.may(Permission.SHARING_CONFIRM):
        rows = [_proposal(one) for one in home.to_confirm(person, MOST)]
        empty = gettext_lazy("Nothing waits for you to confirm.")
        yield _listed(gettext_lazy("To confirm"), rows, empty, "sharing:waiting")


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


def _to_decide(person: Person) -> Iterator[Section]:
    if person.may(Permission.DECISION_SEE, Permission.OUTSIDE_SEE):
        rows = [_deliberation(one) for one in home.to_decide(person, MOST)]
        empty = gettext_lazy("Nobody waits for a decision from here.")
        yield _listed(gettext_lazy("Waiting for us"), rows, empty, "sharing:waiting")


def _deliberation(one: Any) -> Row:
    asked = one.request
    title = asked.child_name if asked else _("Started here, without being asked")
    purpose = str(Purpose(asked.purpose).label) if asked else ""
    text = " · ".join(part for part in (_recipient(one), purpose) if part)
    back = _("Waiting for them") if one.asked_back else ""
    tag = _("Returned to you") if one.returned_reason else back
    return Row(title, reverse("sharing:deliberation", args=[one.pk]), text, due=_due(one), tag=tag)


def _authority(person: Person) -> Iterator[Section]:
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
        yield _listed(gettext_lazy("To authorise"), rows, empty)


def _answers(person: Person) -> Iterator[Section]:
    if not person.may(Permission.CONTENT_SEE):
        return
    rows = [_question(one) for one in home.questions(person, MOST)]
    rows += [_disclosure(one) for one in home.unread(person, MOST)]
    empty = gettext_lazy("Nothing new has arrived.")
    yield _listed(gettext_lazy("Shared with us, not yet opened"), rows, empty, "sharing:received")


def _question(one: Question) -> Row:
    title = _("A question from %(name)s") % {"name": one.from_org.name}
    return Row(
        title, reverse("sharing:answer_question", args=[one.pk]), moment=one.at, tag=_("Question")
    )


def _disclosure(one: Disclosure) -> Row:
    href = reverse("sharing:disclosure", args=[one.pk])
    return Row(one.child_name, href, text=one.sender.name, moment=one.sent_at, tag=_("New"))


def _asked(person: Person) -> Iterator[Section]:
    if person.may(Permission.REQUEST_ASK):
        rows = [
            Row(
                one.child_name,
                reverse("sharing:request", args=[one.pk]),
                text=one.holder.name,
                due=_due(one),
                tag=_how_it_stands(one),
            )
            for one in home.still_open(person, MOST)
        ]
        empty = gettext_lazy("No question of yours is open.")
        yield _listed(gettext_lazy("What we have asked"), rows, empty, "sharing:asked")


def _how_it_stands(one: Any) -> str:
    if not one.sent_at:
        return _("Waiting for authority")
    if one.asked_back:
        return _("A question waits for you")
    return _("Some shared; the rest is still open") if one.some else ""


def _drafts(person: Person) -> Iterator[Section]:
    rows = [_draft(one) for one in records.drafts(person)] if person.may(Permission.OWN_SEE) else []
    if rows:
        yield Section(gettext_lazy("Carry on with"), rows, "")


def _draft(one: Draft) -> Row:
    about = "".join(one.data.get("who", [])[:1])
    return Row(one.title, address_of(one.key), about, before=_("Saved"), moment=one.saved_at)


def _schools(person: Person) -> Iterator[Section]:
    if any(post.role in (Role.OFFICER, Role.SERGEANT) for post in person.here):
        rows = [
            Row(school.name, reverse("partnership:directory"), text=_lines(school.contacts.all()))
            for school in partnership.my_schools(person)
        ]
        empty = gettext_lazy("You serve no school at the moment.")
        yield _listed(gettext_lazy("Your schools: who to ring"), rows, empty)


def _lines(contacts: Any) -> str:
    return ", ".join(f"{one.label}: {one.phone}" for one in list(contacts)[:2])


def _people(person: Person) -> Iterator[Section]:
    if person.may(Permission.MEMBERS_MANAGE):
        rows = [_ending(one) for one in partnership.ending_soon(person)]
        empty = gettext_lazy("No role ends in the next 14 days.")
        yield _listed(gettext_lazy("Roles that end soon"), rows, empty, "partnership:people")


def _ending(one: Membership) -> Row:
    text = _("%(role)s, until %(day)s") % {
        "role": Role(one.role).label,
        "day": words.day(one.ends_on) if one.ends_on else "",
    }
    return Row(one.name, reverse("partnership:people"), text=text)


def _refused(person: Person) -> Iterator[Section]:
    if person.may(Permission.AUDIT_SEE):
        rows = [_attempt(one) for one in lately_refused(person, MOST)]
        empty = gettext_lazy("Nothing was refused.")
        yield _listed(gettext_lazy("Refused attempts"), rows, empty, "stewardship:looked")


def _attempt(one: AuditEvent) -> Row:
    text = f"{one.details.get('method', '')} {one.details.get('route', '')}".strip()
    who = one.who_label or _("Nobody signed in")
    return Row(
        who, reverse("stewardship:looked"), text, moment=one.at, tag=str(one.details.get("status"))
    )


PARTS: tuple[Callable[[Person], Iterator[Section]], ...] = (
    _concerns,
    _to_confirm,
    _authority,
    _to_decide,
    _answers,
    _drafts,
    _asked,
    _own_concerns,
    _schools,
    _people,
    _refused,
)
