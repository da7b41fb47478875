"""The town while it is played in: its clock, its organisations, its people, its children."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from crossing.database.acting import acting_as
from crossing.demo.cast import EVERYBODY
from crossing.demo.clock import Days, TownClock
from crossing.partnership.models import Organisation
from crossing.partnership.people import Person
from crossing.partnership.queries import person_at
from crossing.records.models import Child

Story = Iterator[datetime]


@dataclass
class Town:
    """What the stories need. `step` is called after each bit of work, for a progress display."""

    days: Days
    clock: TownClock
    step: Callable[[], object] = lambda: None
    orgs: dict[str, Organisation] = field(default_factory=dict)
    accounts: dict[str, UUID] = field(default_factory=dict)
    children: dict[tuple[str, str], Child] = field(default_factory=dict)

    def at(self, back: int, clock: str) -> datetime:
        """A moment so many days before the last bell."""
        return self.days.at(back, clock)

    def go_by(self, seconds: int) -> None:
        """Time passes while somebody works, so that nothing happens twice at one moment."""
        self.clock.set(self.clock.moment + timedelta(seconds=seconds))

    @contextmanager
    def acting(self, short: str) -> Iterator[Person]:
        """Inside, this person of the cast acts at their place, a little later than the last one."""
        self.go_by(10)
        account = self.accounts[short]
        with acting_as(account):
            person = person_at(account)
            with acting_as(account, person.acting_at):
                yield person

    def child(self, short: str, key: str) -> Child:
        """The record of a child that this person's own organisation holds."""
        return self.children[EVERYBODY[short].place, key]
