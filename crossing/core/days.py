"""Days and deadlines in England, school years and ages. Time is always an argument."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from crossing.core.errors import Invalid, Refusal

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
EVERYWHERE = "*"
# Shorter than this is a weekend, even with a bank holiday and a closed day.
HOLIDAY_DAYS = 5
COLUMNS = ("kind", "local_authority_code", "name", "starts_on", "ends_on")
SHIPPED = Path(__file__).parent / "data" / "days_2026_2028.csv"


def london(moment: datetime) -> datetime:
    """The same moment on a clock in London."""
    if moment.tzinfo is None:
        raise ValueError("A moment has a time zone.")
    return moment.astimezone(LONDON)


def day_of(moment: datetime) -> date:
    """The day in London. In summer the hour after midnight still belongs to yesterday in UTC."""
    return london(moment).date()


def bounds(day: date) -> tuple[datetime, datetime]:
    """When a day in London begins and ends."""
    start = datetime.combine(day, time(0), tzinfo=LONDON)
    return start, datetime.combine(day + ONE_DAY, time(0), tzinfo=LONDON)


def age_on(born_on: date, day: date) -> int:
    """Whole years of age; a birthday on 29 February falls on 1 March in other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


@dataclass(frozen=True, order=True)
class SchoolYear:
    """A school year, from 1 September to 31 August."""

    starts_in: int

    def __str__(self) -> str:
        return f"{self.starts_in}/{(self.starts_in + 1) % 100:02}"

    @property
    def starts_on(self) -> date:
        return date(self.starts_in, 9, 1)

    @property
    def ends_on(self) -> date:
        return date(self.starts_in + 1, 8, 31)


def school_year_of(day: date) -> SchoolYear:
    """The school year that a day falls in."""
    return SchoolYear(day.year if day.month >= 9 else day.year - 1)


def year_number(born_on: date, day: date) -> int:
    """The year of school by age alone; 0 is Reception, the September after turning four."""
    return school_year_of(day).starts_in - school_year_of(born_on).starts_in - 5


def year_group(born_on: date, day: date) -> str:
    """The year group by age alone, in words; nothing before Reception or after Year 13."""
    number = year_number(born_on, day)
    if number == 0:
        return _("Reception")
    return _("Year %(number)d") % {"number": number} if 1 <= number <= 13 else ""


class DayKind(StrEnum):
    """What a row of the days file says about its days."""

    BANK_HOLIDAY = "bank_holiday"
    TERM = "term"
    INSET = "inset"
    CLOSED = "closed"


@dataclass(frozen=True)
class DayRow:
    """One row of the days file: a stretch of days, from its first to its last."""

    kind: DayKind
    local_authority_code: str
    name: str
    starts_on: date
    ends_on: date

    def days(self) -> set[date]:
        return {
            self.starts_on + ONE_DAY * n for n in range((self.ends_on - self.starts_on).days + 1)
        }


class CalendarEnds(Refusal):
    """A school day was asked for after the last term whose dates are known."""

    status = 409


@dataclass(frozen=True)
class Calendar:
    """The working days and the school days of one place."""

    bank_holidays: frozenset[date] = frozenset()
    term_days: frozenset[date] = frozenset()
    closed: frozenset[date] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[DayRow], local_authority_code: str = EVERYWHERE) -> Self:
        """A local authority's calendar; its own dates replace that year's default ones."""
        ours = _rows_for(rows, local_authority_code)
        return cls(
            bank_holidays=_days(ours, DayKind.BANK_HOLIDAY),
            term_days=_days(ours, DayKind.TERM),
            closed=_days(ours, DayKind.INSET, DayKind.CLOSED),
        )

    def also_closed(self, days: Iterable[date]) -> Self:
        """The same calendar for a school that is closed to pupils on further days of its own."""
        return type(self)(self.bank_holidays, self.term_days, self.closed | frozenset(days))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, except bank holidays."""
        return day.weekday() < 5 and day not in self.bank_holidays

    def is_school_day(self, day: date) -> bool:
        """A working day in term on which pupils are expected."""
        return self.is_working_day(day) and day in self.term_days and day not in self.closed

    def holiday_at(self, day: date) -> tuple[date, date] | None:
        """The holiday that a day falls in: its first day, and the school day after it. A weekend,
        a long one too, is none; nor is a time of which we hold no terms."""
        if self.is_school_day(day):
            return None
        before = [one for one in self.term_days if one < day and self.is_school_day(one)]
        after = [one for one in self.term_days if one > day and self.is_school_day(one)]
        if not before or not after:
            return None
        first, back = max(before) + ONE_DAY, min(after)
        return (first, back) if (back - first).days >= HOLIDAY_DAYS else None

    def next_holiday(self, day: date, within: int) -> tuple[date, date] | None:
        """The holiday of this day, or the first that begins within so many days."""
        days = (day + ONE_DAY * n for n in range(within + 1))
        return next((found for one in days if (found := self.holiday_at(one))), None)

    def next_school_day(self, day: date) -> date:
        """The first school day after this day."""
        return self.school_days_from(day, 1)

    def working_days_from(self, start: date, n: int) -> date:
        """The day n working days after a day; the day itself is not counted."""
        return _count(start, n, self.is_working_day)

    def school_days_from(self, start: date, n: int) -> date:
        """The day n school days after a day; refused past the last term that we hold."""
        left = [day for day in self.term_days if day > start and self.is_school_day(day)]
        if len(left) < n:
            raise CalendarEnds(
                _("We do not hold term dates that far ahead. Ask your administrator to add them.")
            )
        return sorted(left)[n - 1] if n else start

    def working_day_deadline(self, moment: datetime, n: int, at: time = time(17)) -> datetime:
        """When something is due: n working days later, at a time on London's clocks."""
        return datetime.combine(self.working_days_from(day_of(moment), n), at, tzinfo=LONDON)

    def school_day_deadline(self, moment: datetime, n: int, at: time = time(17)) -> datetime:
        """When something is due: n school days later, at a time on London's clocks."""
        return datetime.combine(self.school_days_from(day_of(moment), n), at, tzinfo=LONDON)


def read_days(file: Iterable[str]) -> list[DayRow]:
    """The rows of a days file; bad rows refuse the file, each named with its reason."""
    reader = csv.DictReader(line.lstrip("\ufeff") for line in file)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise Invalid(
            {"file": _("The first row must be: %(columns)s.") % {"columns": ",".join(COLUMNS)}}
        )
    rows, problems = [], {}
    for number, cells in enumerate(reader, start=2):
        try:
            rows.append(_day_row(cells))
        except ValueError as error:
            problems[_("row %(number)d") % {"number": number}] = str(error)
    if problems:
        raise Invalid(problems, _("Some rows of the days file are wrong, so none was loaded."))
    return rows


def shipped_days() -> list[DayRow]:
    """England's bank holidays, and illustrative terms that an authority replaces by its own."""
    with SHIPPED.open(encoding="utf-8") as file:
        return read_days(file)


def _count(start: date, n: int, counts: Callable[[date], bool]) -> date:
    if n < 0:
        raise ValueError("Deadlines are counted forwards.")
    day = start
    while n:
        day += ONE_DAY
        n -= counts(day)
    return day


def _rows_for(rows: Iterable[DayRow], code: str) -> list[DayRow]:
    here = [row for row in rows if row.local_authority_code in {EVERYWHERE, code}]
    own = [row for row in here if row.local_authority_code != EVERYWHERE]
    replaced = {_slot(row) for row in own if row.kind != DayKind.BANK_HOLIDAY}
    return [row for row in here if row.local_authority_code == code or _slot(row) not in replaced]


def _slot(row: DayRow) -> tuple[str, SchoolYear]:
    return row.kind, school_year_of(row.starts_on)


def _days(rows: Iterable[DayRow], *kinds: DayKind) -> frozenset[date]:
    return frozenset[date]().union(*(row.days() for row in rows if row.kind in kinds))


def _day_row(cells: dict[str, str]) -> DayRow:
    if None in cells or None in cells.values():
        raise ValueError(_("It does not have as many columns as the first row."))
    if cells["kind"] not in list(DayKind):
        raise ValueError(_("The kind must be one of: %(kinds)s.") % {"kinds": ", ".join(DayKind)})
    if not cells["local_authority_code"]:
        raise ValueError(_("It needs a local authority code, or * for everywhere."))
    starts_on, ends_on = _date(cells["starts_on"]), _date(cells["ends_on"] or cells["starts_on"])
    if not 0 <= (ends_on - starts_on).days <= 366:
        raise ValueError(_("It must end on or after the day it starts, and within a year."))
    return DayRow(
        DayKind(cells["kind"]), cells["local_authority_code"], cells["name"], starts_on, ends_on
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            _("“%(text)s” is not a day. Write it like 2026-12-25.") % {"text": text}
        ) from None
