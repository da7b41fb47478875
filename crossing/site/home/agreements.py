"""Agreements on the home page: to sign; and, for the office, unsigned or soon to lapse."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk import words
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.queries.agreements import Line, attention, to_sign
from crossing.site.home.parts import MOST, Row, Section, listed


def agreements(person: Person) -> Iterator[Section]:
    """What must be signed here; and, for whoever writes agreements, what asks for something."""
    if person.may(Permission.AGREEMENT_SIGN):
        rows = [_row(line, _("Not signed by you")) for line in to_sign(person)[:MOST]]
        if rows:
            yield Section(gettext_lazy("To sign"), rows, "", reverse("sharing:agreements"))
    if person.may(Permission.AGREEMENT_MANAGE):
        rows = [_row(line, _tag(line)) for line in attention(person)[:MOST]]
        empty = gettext_lazy("Every agreement is signed, reviewed, and holds for 60 days or more.")
        yield listed(gettext_lazy("Agreements"), rows, empty, "sharing:agreements")


def _tag(line: Line) -> str:
    if line.agreement.is_draft:
        return _("Draft")
    if line.lapsed:
        return _("Lapsed")
    if line.soon:
        return _("Lapses soon")
    return _("Review due") if line.review else _("Not signed by all")


def _row(line: Line, tag: str) -> Row:
    one = line.agreement
    title = _("%(title)s, version %(number)s") % vars(one)
    text = _("Until %(day)s") % {"day": words.day(one.ends_on)} if one.ends_on else ""
    waits = ", ".join(line.unsigned) if not one.is_draft else ""
    missing = _("Not signed by %(names)s") % {"names": waits} if waits else ""
    said = ". ".join(part for part in (text, missing) if part)
    return Row(title, reverse("sharing:agreement", args=[one.pk]), said, tag=tag)
