"""CSV files that a spreadsheet opens as text, never as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# Spreadsheets run a cell that starts with one of these; the last four are their wide forms.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_response_rows(header: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """A whole CSV file, with the byte order mark that makes a spreadsheet read accents rightly."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe_cell(cell: object) -> object:
    """A number stays a number; anything else becomes text that no spreadsheet will calculate."""
    if isinstance(cell, int | float):
        return cell
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
