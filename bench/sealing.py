"""Free text in copies: opened once in the template, sealed anew for each copied row."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from uuid import UUID

from crossing.database.keys import Copy, Owner, key_for
from crossing.database.models import CopyKey, DataKey
from crossing.database.sealed import FORM, open_sealed, place_of, seal

Values = dict[str, str]


def is_sealed(cell: str) -> bool:
    return cell.startswith(f"{FORM}.")


def opened(cell: str) -> str:
    """A cell's text, opened if it is sealed."""
    return str(open_sealed(cell)[0]) if is_sealed(cell) else cell


@dataclass(frozen=True)
class Sealed:
    """One sealed cell of a template: its text as literal parts and keys by turns, and the keys of
    the row that it is sealed for, of its frozen copy (or empty), and of its organisations."""

    parts: list[str]
    row: str
    table: str
    column: str
    copy: str
    orgs: tuple[str, ...]

    def cell(self, values: Values) -> str:
        """The cell of one copy."""
        text = "".join(
            values[part] if number % 2 else part for number, part in enumerate(self.parts)
        )
        orgs = tuple(UUID(values[org]) for org in self.orgs)
        owner: Owner = Copy(UUID(values[self.copy]), orgs) if self.copy else orgs[0]
        place = place_of(UUID(values[self.row]), self.table, self.column)
        return str(seal(text, key_for(owner), place))


def owner_of(cell: str) -> tuple[str, tuple[str, ...]]:
    """The id of the frozen copy whose key sealed this cell, or nothing; and the organisations'."""
    key = UUID(bytes=base64.urlsafe_b64decode(cell.split(".")[1] + "=="))
    copies = CopyKey.objects.filter(key=key)
    if copies:
        return str(copies[0].copy), tuple(str(row.org) for row in copies)
    return "", (str(DataKey.objects.get(pk=key).org),)
