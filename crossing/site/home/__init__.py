"""What needs this person now: sections for each thing their role may do, the most pressing first.

Concerns and requests about children carry names only for those who work with the records; an
authoriser, an administrator and an auditor see none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crossing.partnership.people import Person
from crossing.site.home import agreements, families, people, records, sharing
from crossing.site.home.parts import Section

PARTS: tuple[Callable[[Person], Iterator[Section]], ...] = (
    records.tasks,
    records.staff_concerns,
    records.concerns,
    sharing.to_confirm,
    sharing.authority,
    sharing.to_decide,
    families.families,
    sharing.answers,
    records.drafts,
    sharing.asked,
    sharing.often,
    records.own_concerns,
    people.schools,
    agreements.agreements,
    people.people,
    people.refused,
)


def sections(person: Person) -> list[Section]:
    """The sections of this person's home, in order."""
    return [section for part in PARTS for section in part(person)]
