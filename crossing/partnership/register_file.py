"""A published CSV file as rows under our own names for its columns, or one sentence on why it is
not one.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from crossing.core.errors import Refusal

Cells = Mapping[str, str]
Columns = Mapping[str, tuple[str, ...]]
Numbered = Iterator[tuple[int, Cells | None]]


class BadFile(Refusal):
    """A file that is not what it should be, so that nothing of it is loaded."""

    status = 422


def rows_of(path: Path, wanted: Columns, maybe: Columns | None = None) -> Numbered:
    """The rows under our own names for the columns; None for a row of another length."""
    lines = csv.reader(text_of(path).splitlines(keepends=True))
    heading = [cell.strip() for cell in _next(lines) or []]
    if missing := [names[0] for names in wanted.values() if not set(names) & set(heading)]:
        raise BadFile(
            _("“%(file)s” is not the register we expected. It lacks: %(columns)s.")
            % {"file": path.name, "columns": ", ".join(missing)}
        )
    every = {**wanted, **(maybe or {})}
    places = {
        field: heading.index(name)
        for field, names in every.items()
        for name in names
        if name in heading
    }
    return _numbered(lines, len(heading), places)


def _numbered(lines: Iterator[list[str]], width: int, places: Mapping[str, int]) -> Numbered:
    number = 1
    while (cells := _next(lines)) is not None:
        number += 1
        if len(cells) == width:
            yield number, {field: cells[place].strip() for field, place in places.items()}
        elif cells:
            yield number, None


def _next(lines: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(lines, None)
    except csv.Error:
        raise BadFile(_("The file is not a CSV file.")) from None


def text_of(path: Path) -> str:
    """What the file says, in either of the two encodings that the register is published in."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadFile(_("“%(file)s” is not a CSV file.") % {"file": path.name})
