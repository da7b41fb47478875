"""The town's past: the database's test clock, which the owner alone can set, and school days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import TracebackType
from typing import Self

import psycopg
from django.conf import settings
from django.db import connection

from crossing.core.days import LONDON, Calendar, day_of, london, shipped_days
from crossing.database.cluster import ROLES, Cluster

BELL = time(8, 30)
FIRST_DAY = 45  # days before the last bell's: nothing in the town is older
SET = """
INSERT INTO database_test_clock (now) VALUES (%s)
ON CONFLICT (single) DO UPDATE SET now = EXCLUDED.now
"""


class TownClock:
    """While it is open the database's clock shows what it was set to; afterwards the true time."""

    def __enter__(self) -> Self:
        name = str(connection.settings_dict["NAME"])
        url = Cluster(settings.HOME).url(ROLES["owner"], name)
        self.owner = psycopg.connect(url, autocommit=True)
        self.stop()
        self.moment = datetime.min.replace(tzinfo=LONDON)
        return self

    def set(self, moment: datetime) -> None:
        """It is this moment now. It never goes back: a story that lasts pushes the next one."""
        self.moment = max(moment, self.moment)
        self.owner.execute(SET, [self.moment])

    def stop(self) -> None:
        """The true time again."""
        self.owner.execute("DELETE FROM database_test_clock")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self.owner.close()


@dataclass(frozen=True)
class Days:
    """The days of the story: the last bell that has rung, and the days before it.

    In term they are school days, so that nobody records a concern in half-term; out of term, or
    where we hold no term dates, they are working days, so that the town still looks alive.
    """

    days: tuple[date, ...]  # the newest first

    @classmethod
    def until(cls, now: datetime) -> Self:
        """Counted back from now."""
        today, calendar = day_of(now), Calendar.of(shipped_days())
        rang = today if london(now).time() >= BELL else today - timedelta(1)
        past = [rang - timedelta(n) for n in range(200)]
        working = [day for day in past if calendar.is_working_day(day)]
        in_term = [day for day in past if calendar.is_school_day(day)]
        known = in_term[:1] == working[:1] and len(in_term) > FIRST_DAY
        return cls(tuple(in_term if known else working))

    def day(self, back: int) -> date:
        """The day so many days before the last bell's; a negative number lies ahead."""
        if back < 0:
            return self.days[0] - timedelta(back * 7 // 5)
        return self.days[back]

    def at(self, back: int, clock: str) -> datetime:
        """A moment on that day, by London's clocks."""
        return datetime.combine(self.day(back), time.fromisoformat(clock), tzinfo=LONDON)
