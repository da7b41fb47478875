"""What needs this person now: sections for each thing their role may do, the most pressing first.

Concerns and requests about children carry names only for those who work with the records; an
authoriser, an administrator and an auditor see none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crossing.partnership.people import Person
from crossing.partnership.queries import stands_back
from crossing.site.home import (
    agreements,
    cover,
    disagreements,
    emergency,
    families,
    mending,
    people,
    records,
    sharing,
)
from crossing.site.home.parts import Section

PARTS: tuple[Callable[[Person], Iterator[Section]], ...] = (
    emergency.arrived,
    mending.by_mistake,
    mending.corrections,
    mending.went_wrong,
    cover.gaps,
    records.wrong_child,
    records.tasks,
    records.staff_concerns,
    emergency.due,
    emergency.passed,
    cover.recoveries,
    records.concerns,
    sharing.to_confirm,
    sharing.authority,
    sharing.to_decide,
    families.families,
    disagreements.disagreements,
    sharing.answers,
    mending.not_acknowledged,
    records.drafts,
    sharing.asked,
    sharing.often,
    records.own_concerns,
    cover.today,
    emergency.own,
    people.schools,
    agreements.agreements,
    people.people,
    emergency.clocks,
    people.refused,
    disagreements.days,
    disagreements.counts,
    records.later,
)


# A deputy while somebody leads: their own tasks, and what nobody may miss.
STANDING_BACK: tuple[Callable[[Person], Iterator[Section]], ...] = (
    emergency.arrived,
    records.wrong_child,
    records.tasks,
    records.unread,
    emergency.due,
    families.families,  # their author must not check them
    records.drafts,
    cover.today,
    records.later,
)


def sections(person: Person) -> list[Section]:
    """The sections of this person's home, in order."""
    parts = STANDING_BACK if stands_back(person) else PARTS
    return [section for part in parts for section in part(person)]
