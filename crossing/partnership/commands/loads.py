"""Published lists: the school register, its links, and the days of terms and holidays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.days import DayRow, school_year_of
from crossing.partnership.models import DayPeriod, School, SchoolLink
from crossing.partnership.people import Actor, require
from crossing.partnership.rules import Permission

BATCH = 1000
M = TypeVar("M", bound=models.Model)
Progress = Callable[[int], Any]


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def keep_schools(rows: Sequence[School], *, progress: Progress, by: Actor) -> Loaded:
    """Bring the register up to date: a school that is not in the file stays as it is."""
    require(by, Permission.PARTNERSHIP_MANAGE, at=by.acting_at)
    key, values = ("urn",), _names(School, without={"urn", "source", "loaded_at"})
    done = _keep(School, rows, key, values, ("source", "loaded_at"), progress)
    record(Event.SCHOOLS_LOADED, by=by, what="schools", added=done.added, changed=done.changed)
    return done


@transaction.atomic
def keep_links(rows: Sequence[SchoolLink], *, progress: Progress, by: Actor) -> Loaded:
    """Bring the links between schools up to date."""
    require(by, Permission.PARTNERSHIP_MANAGE, at=by.acting_at)
    key = ("urn", "link_urn", "kind", "established_on")
    done = _keep(SchoolLink, rows, key, ("name",), ("source",), progress)
    record(Event.SCHOOLS_LOADED, by=by, what="links", added=done.added, changed=done.changed)
    return done


@transaction.atomic
def keep_days(rows: Sequence[DayRow], *, progress: Progress, by: Actor) -> Loaded:
    """For each authority, kind and school year in the file, the file is the whole truth.

    `changed` counts the periods that the file no longer has.
    """
    require(by, Permission.PARTNERSHIP_MANAGE, at=by.acting_at)
    wanted = {_fields(row) for row in rows}
    slots = {_slot(row) for row in rows}
    held = {_fields(row): row for row in DayPeriod.objects.filter(org=None) if _slot(row) in slots}
    gone = [row.pk for fields, row in held.items() if fields not in wanted]
    DayPeriod.objects.filter(pk__in=gone).delete()
    names = ("kind", "local_authority_code", "name", "starts_on", "ends_on")
    new = [DayPeriod(**dict(zip(names, fields, strict=True))) for fields in wanted - held.keys()]
    DayPeriod.objects.bulk_create(new, batch_size=BATCH)
    progress(len(rows))
    record(Event.DAYS_LOADED, by=by, added=len(new), removed=len(gone))
    return Loaded(len(new), len(gone), len(held) - len(gone))


def _fields(row: DayRow | DayPeriod) -> tuple[Any, ...]:
    return str(row.kind), row.local_authority_code, row.name, row.starts_on, row.ends_on


def _slot(row: DayRow | DayPeriod) -> tuple[str, str, int]:
    year = school_year_of(row.starts_on).starts_in
    return str(row.kind), row.local_authority_code, year


def _names(model: type[models.Model], *, without: Iterable[str]) -> tuple[str, ...]:
    return tuple(f.name for f in model._meta.concrete_fields if f.name not in set(without))


def _keep(
    model: type[M],
    rows: Sequence[M],
    key: tuple[str, ...],
    values: tuple[str, ...],
    origin: tuple[str, ...],
    progress: Progress,
) -> Loaded:
    """Write the rows that are new or different, by their key; where they come from goes along."""
    held = {row[: len(key)]: row for row in model._default_manager.values_list(*key, *values)}
    added = changed = 0
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        different = []
        for row in batch:
            own = tuple(getattr(row, name) for name in (*key, *values))
            before = held.get(own[: len(key)])
            if own != before:
                different.append(row)
                added, changed = added + (before is None), changed + (before is not None)
        model._default_manager.bulk_create(
            different,
            update_conflicts=True,
            unique_fields=list(key),
            update_fields=[*values, *origin],
        )
        progress(len(batch))
    return Loaded(added, changed, len(rows) - added - changed)
