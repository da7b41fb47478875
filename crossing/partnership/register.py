"""The national register of schools, as published: "Get Information About Schools" and its links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _

from crossing.partnership.register_file import BadFile, Cells, rows_of

__all__ = [
    "BadFile",
    "BadRow",
    "LinkRow",
    "Phase",
    "SchoolRow",
    "Status",
    "read_links",
    "read_schools",
]

Row = TypeVar("Row", "SchoolRow", "LinkRow")

# The register has used two sets of headings; each field accepts either.
SCHOOL_COLUMNS = {
    "urn": ("URN",),
    "name": ("Establishment name", "EstablishmentName"),
    "local_authority_code": ("Local authority (code)", "LA (code)"),
    "local_authority": ("Local authority (name)", "LA (name)"),
    "number": ("Establishment number", "EstablishmentNumber"),
    "kind": ("Type of establishment", "TypeOfEstablishment (name)"),
    "status": ("Establishment status", "EstablishmentStatus (name)"),
    "phase": ("Phase of education", "PhaseOfEducation (name)"),
    "lowest_age": ("Statutory lowest age", "StatutoryLowAge"),
    "highest_age": ("Statutory highest age", "StatutoryHighAge"),
    "street": ("Street",),
    "locality": ("Locality",),
    "town": ("Town",),
    "county": ("County", "County (name)"),
    "postcode": ("Postcode",),
    "website": ("Website address", "SchoolWebsite"),
    "opened_on": ("Opening date", "OpenDate"),
}
# Absent from some editions; a school without them is still a school.
MAYBE_COLUMNS = {
    "address3": ("Address3",),
    "ukprn": ("UKPRN",),
    "closed_on": ("Closing date", "CloseDate"),
    "telephone": ("Telephone number", "TelephoneNum"),
    "easting": ("easting", "Easting"),
    "northing": ("northing", "Northing"),
}
LINK_COLUMNS = {
    "urn": ("URN",),
    "link_urn": ("LinkURN",),
    "name": ("LinkName",),
    "kind": ("LinkType",),
    "established_on": ("LinkEstablishedDate",),
}


class Status(StrEnum):
    """Whether a school is open, as the register says it."""

    OPEN = "Open"
    CLOSING = "Open, but proposed to close"
    CLOSED = "Closed"
    PROPOSED = "Proposed to open"


class Phase(StrEnum):
    """The phase of education, as the register says it."""

    NURSERY = "Nursery"
    PRIMARY = "Primary"
    MIDDLE_PRIMARY = "Middle deemed primary"
    MIDDLE_SECONDARY = "Middle deemed secondary"
    SECONDARY = "Secondary"
    SIXTEEN_PLUS = "16 plus"
    ALL_THROUGH = "All-through"
    NOT_APPLICABLE = "Not applicable"


@dataclass(frozen=True)
class BadRow:
    """A row that is left out: its number as a spreadsheet counts, and the reason."""

    number: int
    reason: str


@dataclass(frozen=True)
class SchoolRow:
    """One school of the register."""

    number_in_file: int
    urn: int
    name: str
    local_authority_code: str
    local_authority: str
    number: str
    kind: str
    status: Status
    phase: Phase
    lowest_age: int | None
    highest_age: int | None
    address: tuple[str, ...]
    postcode: str
    website: str
    telephone: str
    ukprn: str
    opened_on: date | None
    closed_on: date | None
    easting: float | None
    northing: float | None

    @property
    def is_open(self) -> bool:
        return self.status in {Status.OPEN, Status.CLOSING}


@dataclass(frozen=True)
class LinkRow:
    """One link between two schools, such as a predecessor; its other school may be in no file
    of ours.
    """

    number_in_file: int
    urn: int
    link_urn: int
    name: str
    kind: str
    established_on: date | None


def read_schools(path: Path) -> Iterator[SchoolRow | BadRow]:
    """The schools of a register file, one by one; refused at once when the file is not such a
    file.
    """
    rows = rows_of(path, SCHOOL_COLUMNS, MAYBE_COLUMNS)
    return _read(rows, _school, lambda row: (row.urn,), _("URN %(urn)s is already on row %(row)d."))


def read_links(path: Path) -> Iterator[LinkRow | BadRow]:
    """The links of a register file, one by one; refused at once when the file is not such a
    file.
    """
    repeated = _("The same link of URN %(urn)s is already on row %(row)d.")
    return _read(
        rows_of(path, LINK_COLUMNS), _link, lambda row: (row.urn, row.link_urn, row.kind), repeated
    )


def _read(
    rows: Iterator[tuple[int, Cells | None]],
    make: Callable[[int, Cells], Row],
    key: Callable[[Row], tuple[object, ...]],
    repeated: str,
) -> Iterator[Row | BadRow]:
    seen: dict[tuple[object, ...], int] = {}
    for number, cells in rows:
        if cells is None:
            yield BadRow(number, _("It does not have as many columns as the first row."))
            continue
        try:
            row = make(number, cells)
        except ValueError as error:
            yield BadRow(number, str(error))
            continue
        first = seen.setdefault(key(row), number)
        yield row if first == number else BadRow(number, repeated % {"urn": row.urn, "row": first})


def _school(number: int, cells: Cells) -> SchoolRow:
    if not cells["name"]:
        _urn(cells["urn"])
        raise ValueError(_("It has no name."))
    return SchoolRow(
        number_in_file=number,
        urn=_urn(cells["urn"]),
        name=cells["name"],
        local_authority_code=cells["local_authority_code"],
        local_authority=cells["local_authority"],
        number=cells["number"],
        kind=cells["kind"],
        status=_status(cells["status"]),
        phase=_phase(cells["phase"]),
        lowest_age=_whole(cells["lowest_age"]),
        highest_age=_whole(cells["highest_age"]),
        address=tuple(
            filter(
                None,
                (
                    cells.get(part, "")
                    for part in ("street", "locality", "address3", "town", "county")
                ),
            )
        ),
        postcode=cells["postcode"].upper(),
        website=_website(cells["website"]),
        telephone=cells.get("telephone", ""),
        ukprn=cells.get("ukprn", ""),
        opened_on=_date(cells["opened_on"]),
        closed_on=_date(cells.get("closed_on", "")),
        easting=_metres(cells.get("easting", "")),
        northing=_metres(cells.get("northing", "")),
    )


def _link(number: int, cells: Cells) -> LinkRow:
    urn, link_urn = _urn(cells["urn"]), _urn(cells["link_urn"])
    if urn == link_urn:
        raise ValueError(_("It links URN %(urn)s to itself.") % {"urn": urn})
    if not cells["kind"]:
        raise ValueError(_("It does not say what kind of link it is."))
    return LinkRow(
        number, urn, link_urn, cells["name"], cells["kind"], _date(cells["established_on"])
    )


def _urn(text: str) -> int:
    """A unique reference number is six digits and does not start with 0."""
    if not re.fullmatch(r"[1-9][0-9]{5}", text):
        raise ValueError(
            _("“%(urn)s” is not a URN, which has six digits.") % {"urn": text}
            if text
            else _("It has no URN.")
        )
    return int(text)


def _status(text: str) -> Status:
    for status in Status:
        if status.lower() == text.lower():
            return status
    raise ValueError(_("“%(status)s” is not a status of a school.") % {"status": text})


def _phase(text: str) -> Phase:
    plain = text.lower().replace("-", " ") or "not applicable"
    for phase in Phase:
        if phase.lower().replace("-", " ") == plain:
            return phase
    raise ValueError(_("“%(phase)s” is not a phase of education.") % {"phase": text})


def _whole(text: str) -> int | None:
    if text and not re.fullmatch(r"[0-9]{1,2}", text):
        raise ValueError(_("“%(age)s” is not an age.") % {"age": text})
    return int(text) if text else None


def _metres(text: str) -> float | None:
    if text and not re.fullmatch(r"[0-9]{1,7}(\.[0-9]+)?", text):
        raise ValueError(_("“%(number)s” is not a grid reference in metres.") % {"number": text})
    return float(text) if text else None


def _date(text: str) -> date | None:
    try:
        return datetime.strptime(text.replace("/", "-"), "%d-%m-%Y").date() if text else None
    except ValueError:
        raise ValueError(_("“%(day)s” is not a date.") % {"day": text}) from None


def _website(text: str) -> str:
    """An address a browser may follow; anything that is not one is left out rather than shown
    as a link.
    """
    address = text if re.match(r"https?://", text, re.IGNORECASE) else f"http://{text}"
    return (
        address
        if re.fullmatch(r"https?://[\w.-]+\.[a-z]+[^\s\"'<>]*", address, re.IGNORECASE)
        else ""
    )
