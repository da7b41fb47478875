"""Where a task leads: the page of the thing itself. Each area says its own addresses here."""

from __future__ import annotations

from django.urls import reverse

from crossing.todo.models import Task
from crossing.todo.rules import Matter

# The address of what a matter is about; each takes the id that the task carries.
ADDRESSES: dict[Matter, str] = {
    Matter.EMERGENCY_RECORD: "sharing:emergency",
    Matter.EMERGENCY_REVIEW: "sharing:emergency",
    Matter.EMERGENCY_REVIEW_CHAIR: "sharing:emergency",
    Matter.EMERGENCY_UNREAD: "sharing:emergency",
    Matter.EMERGENCY_ASTRAY: "sharing:breach",
    Matter.CONCERN_URGENT: "records:concern",
    Matter.ADVICE: "records:advice",
    Matter.STAFF_CONCERN_HEAD: "records:staff_concern",
    Matter.STAFF_CONCERN_CHAIR: "records:staff_concern",
    Matter.MOVE_TO_CONFIRM: "sharing:move",
    Matter.JOIN_TO_CONFIRM: "records:join",
    Matter.FAMILY_TO_TELL: "sharing:telling",
    Matter.DISAGREEMENT: "sharing:disagreement",
    Matter.DISAGREEMENT_HEARD: "sharing:disagreement",
    Matter.CORRECTION_UNREAD: "sharing:correction",
    Matter.CORRECTION_TO_TELL: "sharing:correction",
    Matter.CORRECTION_ASKED: "sharing:contradiction",
    Matter.BREACH: "sharing:breach",
    Matter.BREACH_COPY: "sharing:breach",
    Matter.BREACH_COPY_OUTSIDE: "sharing:breach",
    Matter.BREACH_OFFICER: "sharing:breach",
    Matter.BREACH_OPEN: "sharing:breach",
    Matter.REQUEST_OVERDUE: "sharing:deliberation",
}


# Where somebody is named for it: a page that is about nothing else.
PAGES: dict[Matter, str] = {Matter.SECOND_PERSON: "partnership:people"}


def link_of(task: Task) -> str:
    """The page to open; empty where there is none."""
    if page := PAGES.get(Matter(task.matter)):
        return reverse(page)
    name = ADDRESSES.get(Matter(task.matter))
    return reverse(name, args=[task.about]) if name else ""
