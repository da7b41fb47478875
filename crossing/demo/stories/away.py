"""Somebody is away: the deputy covers for the safeguarding lead until tomorrow."""

from __future__ import annotations

from crossing.core.clock import now
from crossing.demo.town import Story, Town
from crossing.partnership import commands as partnership
from crossing.partnership.commands import NewCover
from crossing.partnership.models import Membership
from crossing.partnership.rules import Reason

TO_KNOW = (
    "What is overdue cannot wait. The police rang back about the home visit: their answer is in "
    "Shared with us. I can be rung on my mobile after three."
)


def appointment(town: Town) -> Story:
    """The lead says on the day before that she has an appointment, and who covers."""
    yield town.at(1, "15:20")
    with town.acting("lena") as by:
        members = {one.account_id: one for one in Membership.objects.filter(org=by.place)}
        moment = now()
        new = NewCover(
            absent=members[town.accounts["lena"]],
            covering=members[town.accounts["dev"]],
            reason=Reason.APPOINTMENT,
            starts_at=moment,
            ends_at=town.at(-1, "16:30"),
            note=TO_KNOW,
        )
        partnership.start_cover(new, by=by)


STORIES = (appointment,)
