"""Who is away today, who covers, and what an administrator must see to: no child's name."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk import words
from crossing.partnership import queries as partnership
from crossing.partnership.models import Cover, Recovery
from crossing.partnership.people import Person
from crossing.partnership.queries.cover import SEES_COVER
from crossing.partnership.rules import Kind, Permission
from crossing.sharing.queries.breach import has_officer
from crossing.site.home.parts import Row, Section


def today(person: Person) -> Iterator[Section]:
    """Who covers whom today; one's own covers stand above everything."""
    if not person.may(*SEES_COVER):
        return
    rows = [
        _cover(one)
        for one in partnership.covered_today(person.place)
        if one.covering.account_id != person.id
    ]
    if rows:
        yield Section(gettext_lazy("Who covers today"), rows, "", reverse("partnership:covers"))


def _cover(one: Cover) -> Row:
    title = _("%(name)s covers for %(absent)s") % {
        "name": one.covering.name,
        "absent": one.absent.name,
    }
    text = _("Until %(moment)s") % {"moment": words.moment(one.ends_at)}
    return Row(title, reverse("partnership:cover", args=[one.pk]), text)


def gaps(person: Person) -> Iterator[Section]:
    """For an administrator: nobody answers today; a holiday without a contact; no officer."""
    if not person.may(Permission.MEMBERS_MANAGE):
        return
    rows = []
    if partnership.is_uncovered(partnership.organisation_of(person)):
        title = _("Nobody who is here today answers for safeguarding")
        rows.append(Row(title, reverse("partnership:covers"), tag=_("No cover"), urgent=True))
    if first := partnership.holiday_without_contact(person):
        title = _("No contact for the holiday from %(day)s") % {"day": words.day(first)}
        text = _("Add who is rung while you are closed.")
        rows.append(Row(title, reverse("partnership:add_contact"), text, urgent=True))
    if person.place_kind != Kind.BOARD and not has_officer(person.place):
        title = _("No data protection officer or auditor is named here")
        text = _("When something goes to the wrong place, those who lead must tell yours.")
        rows.append(Row(title, reverse("partnership:invite"), text))
    if rows:
        yield Section(gettext_lazy("To see to"), rows, "")


def recoveries(person: Person) -> Iterator[Section]:
    """Colleagues who wait to be let in again."""
    rows = [_recovery(one) for one in partnership.recoveries(person) if _may_confirm(one, person)]
    if rows:
        yield Section(gettext_lazy("Cannot sign in: confirm who they are"), rows, "")


def _may_confirm(one: Recovery, person: Person) -> bool:
    return person.id not in {one.asked_by_id, one.member.account_id}


def _recovery(one: Recovery) -> Row:
    text = _("Asked by %(name)s") % {"name": one.asked_by_name}
    href = reverse("partnership:recovery", args=[one.pk])
    return Row(one.member.name, href, text, moment=one.asked_at)
