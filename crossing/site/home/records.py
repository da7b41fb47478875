"""Concerns, one’s own and to read, drafts, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records import queries
from crossing.records.models import Draft, MovedNotice
from crossing.records.rules import Safe
from crossing.site.drafts import address_of
from crossing.site.home.parts import MOST, Row, Section, listed
from crossing.todo.models import Task
from crossing.todo.queries import first_tasks
from crossing.todo.rules import HOLDS, Matter


def _tasks(person: Person) -> list[Any]:
    anybody = (*HOLDS.values(), Permission.COLLEAGUES_SEE)  # a task may name somebody
    return list(first_tasks(person, MOST)) if person.may(*anybody) else []


def tasks(person: Person) -> Iterator[Section]:
    """What is to be done, by its time."""
    rows = [_task(one) for one in _tasks(person) if not one.later]
    if rows:
        yield Section(gettext_lazy("To do"), rows, "", reverse("todo:todo"))


def later(person: Person) -> Iterator[Section]:
    """Nothing is to be done today, and something was put off: it stands below what presses."""
    found = _tasks(person)
    if found and all(one.later for one in found):
        empty = gettext_lazy("Something waits for a later day.")
        yield Section(gettext_lazy("To do"), [], empty, reverse("todo:todo"))


def _task(one: Task) -> Row:
    what = str(Matter(one.matter).label)
    title = _("Ring %(name)s") % {"name": one.ring_name} if one.is_call else what
    text = " · ".join(part for part in (one.ring_phone, what) if part) if one.is_call else one.named
    return Row(title, reverse("todo:task", args=[one.pk]), text, due=one.due_at, urgent=one.is_call)


def wrong_child(person: Person) -> Iterator[Section]:
    """What this person read in a record where it did not belong: no name stands here."""
    if person.may(Permission.OWN_SEE):
        rows = [_notice(one) for one in queries.notices(person, MOST)]
        if rows:
            yield Section(gettext_lazy("About a different child"), rows, "")


def _notice(one: MovedNotice) -> Row:
    title = _("An entry that you read was about a different child")
    href = reverse("records:notice", args=[one.pk])
    return Row(title, href, moment=one.at, tag=_("Read this"), urgent=True)


def concerns(person: Person) -> Iterator[Section]:
    """Concerns to read or decide."""
    if person.may(Permission.CONCERN_DECIDE):
        rows = [_concern(one) for one in queries.concerns_to_read(person, MOST)]
        empty = gettext_lazy("No concern waits to be read or decided.")
        yield listed(gettext_lazy("Concerns"), rows, empty, "records:concerns")


def staff_concerns(person: Person) -> Iterator[Section]:
    """Concerns about adults, for those to whom they went: nobody is named here."""
    if person.may(Permission.STAFFCONCERN_SEE, Permission.CHAIRCONCERN_SEE):
        rows = [_staff_concern(one) for one in queries.staff_concerns_to_decide(person, MOST)]
        empty = gettext_lazy("No concern about an adult waits for you.")
        title = gettext_lazy("About adults who work here")
        yield listed(title, rows, empty, "records:staff_concerns")


def _staff_concern(one: Any) -> Row:
    tag = _("Not decided") if one.read_at else _("New")
    href = reverse("records:staff_concern", args=[one.pk])
    return Row(_("A concern about an adult"), href, moment=one.recorded_at, tag=tag)


def unread(person: Person) -> Iterator[Section]:
    """A child who is not safe, and nobody has read it: whoever decides sees that, also a deputy
    who stands back."""
    if person.may(Permission.CONCERN_DECIDE):
        waiting: list[Any] = list(queries.concerns_to_read(person, MOST))
        rows = [_concern(one) for one in waiting if one.is_urgent and not one.read_at]
        if rows:
            yield Section(gettext_lazy("Concerns"), rows, "", reverse("records:concerns"))


def own_concerns(person: Person) -> Iterator[Section]:
    """One’s own, for staff who do not decide."""
    if person.may(Permission.CONCERN_RECORD) and not person.may(Permission.CONCERN_DECIDE):
        mine = queries.my_concerns(person).items[:MOST]
        rows = [_own_concern(one) for one in mine]
        empty = gettext_lazy("You have not recorded a concern.")
        yield listed(gettext_lazy("Your concerns"), rows, empty, "records:my_concerns")


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


def drafts(person: Person) -> Iterator[Section]:
    """What was typed and not yet sent."""
    rows = [_draft(one) for one in queries.drafts(person)] if person.may(Permission.OWN_SEE) else []
    if rows:
        yield Section(gettext_lazy("Carry on with"), rows, "")


def _draft(one: Draft) -> Row:
    about = "".join(one.data.get("who", [])[:1])
    return Row(one.title, address_of(one.key), about, before=_("Saved"), moment=one.saved_at)
