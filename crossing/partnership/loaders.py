"""Published files into rows of our tables; what a row says beside our columns is kept raw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from crossing.core.days import DayRow, read_days
from crossing.partnership.models import School, SchoolLink
from crossing.partnership.register import BadRow, LinkRow, SchoolRow, read_links, read_schools
from crossing.partnership.register_file import text_of

IN_COLUMNS = {
    *("number_in_file", "urn", "name", "local_authority_code", "local_authority", "number"),
    *("kind", "phase", "status", "address", "postcode", "lowest_age", "highest_age"),
}


@dataclass
class Read:
    """What a file holds: its rows, and those that are left out."""

    rows: list[Any] = field(default_factory=list)
    rejected: list[BadRow] = field(default_factory=list)


def schools(path: Path) -> Read:
    """The schools of a register file."""
    return _sorted_out(read_schools(path), lambda row: _school(row, path.name))


def links(path: Path) -> Read:
    """The links of a register file."""
    return _sorted_out(read_links(path), lambda row: _link(row, path.name))


def days(path: Path) -> list[DayRow]:
    """The rows of a days file; one bad row refuses the file."""
    return read_days(text_of(path).splitlines())


def _sorted_out(found: Iterator[Any], make: Callable[[Any], Model]) -> Read:
    read = Read()
    for row in found:
        made = None if isinstance(row, BadRow) else make(row)
        if made is None:
            read.rejected.append(row)
        elif long := _too_long(made):
            reason = _("“%(column)s” is longer than we can keep.") % {"column": long}
            read.rejected.append(BadRow(row.number_in_file, reason))
        else:
            read.rows.append(made)
    return read


def _too_long(row: Model) -> str:
    for column in row._meta.concrete_fields:
        limit = column.max_length if isinstance(column, CharField) else None
        if limit is not None and len(getattr(row, column.name)) > limit:
            return str(column.verbose_name)
    return ""


def _school(row: SchoolRow, source: str) -> School:
    return School(
        urn=row.urn,
        name=row.name,
        local_authority_code=row.local_authority_code,
        local_authority=row.local_authority,
        establishment_number=row.number,
        type=row.kind,
        phase=row.phase,
        status=row.status,
        address=", ".join(row.address),
        postcode=row.postcode,
        lowest_age=row.lowest_age,
        highest_age=row.highest_age,
        easting=None if row.easting is None else round(row.easting),
        northing=None if row.northing is None else round(row.northing),
        raw={k: _plain(v) for k, v in asdict(row).items() if k not in IN_COLUMNS},
        source=source,
    )


def _link(row: LinkRow, source: str) -> SchoolLink:
    return SchoolLink(
        urn=row.urn,
        link_urn=row.link_urn,
        name=row.name,
        kind=row.kind,
        established_on=row.established_on,
        source=source,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
