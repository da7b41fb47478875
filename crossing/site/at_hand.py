"""What is always at hand on the home page: whom to talk to, and what is one press away."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from crossing.partnership.models import StandIn
from crossing.partnership.people import Person
from crossing.partnership.queries.places import standing_in
from crossing.partnership.rules import WORK, Permission
from crossing.records import queries as records


def duty(person: Person) -> list[Any]:
    """For staff who are not sure: whom to talk to, from their own directory."""
    staff = person.may(Permission.CONCERN_RECORD)
    staff_only = staff and not person.may(Permission.CONCERN_DECIDE)
    return records.on_duty(person) if staff_only else []


def standing_in_here(person: Person) -> list[StandIn]:
    """For staff who are not sure: who covers today stands before the directory's lines."""
    shown = bool(duty(person))
    return list(standing_in().filter(org=person.place)) if shown else []


def may_start_cover(person: Person) -> bool:
    """Whoever does work that others wait for says who covers, on their first page."""
    return person.may(*WORK, Permission.COVER_START)


ACTIONS = (
    (
        "sharing:share_now",
        gettext_lazy("Share now: child in danger"),
        Permission.EMERGENCY_SHARE,
    ),
    ("records:new_concern", gettext_lazy("Record a concern"), Permission.CONCERN_RECORD),
    ("records:record_call", gettext_lazy("Record a call"), Permission.CHILD_RECORD),
    ("sharing:ask", gettext_lazy("Ask for information"), Permission.REQUEST_ASK),
    ("partnership:invite", gettext_lazy("Invite somebody"), Permission.MEMBERS_MANAGE),
)


def actions(person: Person) -> list[dict[str, str]]:
    """What is always one press away."""
    return [
        {"href": reverse(name), "text": str(text)}
        for name, text, permission in ACTIONS
        if person.may(permission)
    ]
