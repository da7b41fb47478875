"""Schools, people, and what was refused: no child’s name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crossing.audit.models import AuditEvent
from crossing.govuk import words
from crossing.partnership import queries as partnership
from crossing.partnership.models import Membership, Organisation
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission, Role
from crossing.site.home.parts import MOST, Row, Section, listed
from crossing.stewardship.queries import lately_refused


def schools(person: Person) -> Iterator[Section]:
    """An officer’s schools, and who to ring there."""
    if any(post.role in (Role.OFFICER, Role.SERGEANT) for post in person.here):
        rows = [
            Row(school.name, reverse("partnership:directory"), text=_who(school))
            for school in partnership.my_schools(person)
        ]
        empty = gettext_lazy("You serve no school at the moment.")
        yield listed(gettext_lazy("Your schools: who to ring"), rows, empty)


def _who(school: Organisation) -> str:
    """Whoever covers today; else the first lines."""
    if standing_in := list(school.today):  # type: ignore[attr-defined]
        one = standing_in[0]
        named = ", ".join(part for part in (one.name, one.title, one.phone) if part)
        return _("Safeguarding today: %(who)s") % {"who": named}
    return _lines(school.contacts.all())


def _lines(contacts: Any) -> str:
    return ", ".join(f"{one.label}: {one.phone}" for one in list(contacts)[:2])


def people(person: Person) -> Iterator[Section]:
    """Roles that end soon."""
    if person.may(Permission.MEMBERS_MANAGE):
        open_work = partnership.open_work(person)
        ending = partnership.ending_soon(person)
        rows = [_ending(one, open_work.get(one.account_id, 0)) for one in ending]
        empty = gettext_lazy("No role ends in the next 14 days.")
        yield listed(gettext_lazy("Roles that end soon"), rows, empty, "partnership:people")


def _ending(one: Membership, things: int) -> Row:
    text = _("%(role)s, until %(day)s") % {
        "role": Role(one.role).label,
        "day": words.day(one.ends_on) if one.ends_on else "",
    }
    tag = ngettext("%(num)s thing open", "%(num)s things open", things) % {"num": things}
    href = reverse("partnership:end_membership", args=[one.pk])
    return Row(one.name, href, text=text, tag=tag if things else "", urgent=bool(things))


def refused(person: Person) -> Iterator[Section]:
    """What was refused lately."""
    if person.may(Permission.AUDIT_SEE):
        rows = [_attempt(one) for one in lately_refused(person, MOST)]
        empty = gettext_lazy("Nothing was refused.")
        yield listed(gettext_lazy("Refused attempts"), rows, empty, "stewardship:looked")


def _attempt(one: AuditEvent) -> Row:
    text = f"{one.details.get('method', '')} {one.details.get('route', '')}".strip()
    who = one.who_label or _("Nobody signed in")
    return Row(
        who, reverse("stewardship:looked"), text, moment=one.at, tag=str(one.details.get("status"))
    )
