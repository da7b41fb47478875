"""Schools, people, and what was refused: no child’s name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.audit.models import AuditEvent
from crossing.govuk import words
from crossing.partnership import queries as partnership
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission, Role
from crossing.site.home.parts import MOST, Row, Section, listed
from crossing.stewardship.queries import lately_refused


def schools(person: Person) -> Iterator[Section]:
    """An officer’s schools, and who to ring there."""
    if any(post.role in (Role.OFFICER, Role.SERGEANT) for post in person.here):
        rows = [
            Row(school.name, reverse("partnership:directory"), text=_lines(school.contacts.all()))
            for school in partnership.my_schools(person)
        ]
        empty = gettext_lazy("You serve no school at the moment.")
        yield listed(gettext_lazy("Your schools: who to ring"), rows, empty)


def _lines(contacts: Any) -> str:
    return ", ".join(f"{one.label}: {one.phone}" for one in list(contacts)[:2])


def people(person: Person) -> Iterator[Section]:
    """Roles that end soon."""
    if person.may(Permission.MEMBERS_MANAGE):
        rows = [_ending(one) for one in partnership.ending_soon(person)]
        empty = gettext_lazy("No role ends in the next 14 days.")
        yield listed(gettext_lazy("Roles that end soon"), rows, empty, "partnership:people")


def _ending(one: Membership) -> Row:
    text = _("%(role)s, until %(day)s") % {
        "role": Role(one.role).label,
        "day": words.day(one.ends_on) if one.ends_on else "",
    }
    return Row(one.name, reverse("partnership:people"), text=text)


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
