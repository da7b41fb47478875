"""Multiplies patterns by COPY: rows that real commands made become templates, with new keys, names,
places and dates in each copy.

COPY FROM is refused under row security, so this works as the cluster's superuser.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from uuid import UUID, uuid4

import psycopg
from django.apps import apps
from psycopg import sql

from bench.patterns import BORN, FAMILY, GIVEN, REFERENCE
from bench.sealing import Sealed, is_sealed, opened, owner_of
from bench.town import Place
from crossing.demo.names import InventedChild
from crossing.records.names import Candidate, stored_grams

GRAMS = "records_searchgram"
LEFT_OUT = {
    GRAMS,  # worked out for each name
    "audit_auditlink",  # the worker's
    "audit_unsealed",  # written by a trigger
    "sharing_legalrule",  # there once
    "records_childsearch",
    "records_draft",
}
ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
NOTHING = r"\N"
Around = dict[str, Place]
Values = dict[str, str]


class Different(Exception):
    """A copied row is not like the one that the commands made."""


def tables() -> list[str]:
    """Every table that a child's story writes to."""
    areas = ("records", "sharing", "audit", "notify")
    models = [model for area in areas for model in apps.get_app_config(area).get_models()]
    return sorted({model._meta.db_table for model in models} - LEFT_OUT)


def columns(db: psycopg.Connection, table: str) -> dict[str, str]:
    """Each column with its type."""
    rows = db.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    return dict(rows.fetchall())


def ids(db: psycopg.Connection) -> dict[str, set[UUID]]:
    """The keys of all rows."""
    query = "SELECT id FROM {}"
    return {
        table: {row[0] for row in db.execute(sql.SQL(query).format(sql.Identifier(table)))}
        for table in tables()
    }


def _lines(db: psycopg.Connection, table: str, rows: Iterable[UUID]) -> list[list[str]]:
    query = sql.SQL(
        "COPY (SELECT * FROM {} WHERE id = ANY({}::uuid[])"
        " ORDER BY array_position({}::uuid[], id)) TO STDOUT"
    )
    wanted = sql.Literal([str(row) for row in rows])
    with db.cursor().copy(query.format(sql.Identifier(table), wanted, wanted)) as copy:
        text = b"".join(bytes(part) for part in copy).decode()
    return [line.split("\t") for line in text.splitlines()]


def marks(around: Around, child: InventedChild, reference: str) -> Values:
    """What differs from copy to copy, apart from keys and dates: key in the template to text."""
    found = {"given": child.given, "family": child.family, "reference": reference}
    found["born"] = child.born_on.isoformat()
    for which, place in around.items():
        found[f"{which} id"] = str(place.org.pk)
        found[f"{which} name"] = place.org.name
        for role, account in place.people.items():
            found[f"{which} {role.value} id"] = str(account)
            found[f"{which} {role.value} name"] = place.names[role]
    return found


MODEL = InventedChild(GIVEN, FAMILY, GIVEN, "F", BORN, "british")


@dataclass
class Template:
    """The rows of one pattern: for each table literal text and keys by turns."""

    parts: dict[str, list[str]]
    keys: dict[str, list[str]]
    ids: dict[str, list[str]]
    lines: dict[str, list[list[str]]]
    owners: list[str]  # of the children: the key of each one's organisation
    sealed: dict[str, Sealed]

    def text(self, table: str, values: Values) -> str:
        """The rows of one copy, as COPY reads them."""
        parts = self.parts[table].copy()
        parts[1::2] = map(values.__getitem__, self.keys[table])
        return "".join(parts)


class Copy(dict):
    """The values of one copy: what `marks` says, new keys, and moments so many days earlier."""

    def __init__(
        self, known: Values, earlier: datetime.timedelta, sealed: dict[str, Sealed]
    ) -> None:
        super().__init__(known)
        self.earlier = earlier
        self.sealed = sealed

    def __missing__(self, key: str) -> str:
        kind, _, text = key.partition(":")
        if kind == "seal":
            value = self.sealed[key].cell(self)
        elif kind == "key":
            value = str(uuid4())
        elif kind == "day":
            value = (datetime.date.fromisoformat(text) - self.earlier).isoformat()
        else:
            value = (datetime.datetime.fromisoformat(text) - self.earlier).isoformat()
        self[key] = value
        return value


def template(db: psycopg.Connection, around: Around, new: dict[str, list[UUID]]) -> Template:
    """What the commands have just made, as a template."""
    known = {text: key for key, text in marks(around, MODEL, REFERENCE).items()}
    found = Template({}, {}, {}, {}, [], {})
    for table, rows in new.items():
        names = columns(db, table)
        found.lines[table] = _lines(db, table, rows)
        flat: list[str] = [""]
        for line in found.lines[table]:
            for cell, (name, kind) in zip(line, names.items(), strict=True):
                if is_sealed(cell):
                    key = f"seal:{len(found.sealed)}"
                    found.sealed[key] = _sealed(cell, f"key:{line[0]}", table, name, known)
                    flat += [key, ""]
                else:
                    _compile(flat, cell, name, kind, known)
                flat[-1] += "\t"
            flat[-1] = flat[-1][:-1] + "\n"
        found.parts[table], found.keys[table] = flat, flat[1::2]
        place = list(names).index("id")
        found.ids[table] = [f"key:{line[place]}" for line in found.lines[table]]
    owner = list(columns(db, "records_child")).index("org_id")
    found.owners = [known[line[owner]] for line in found.lines["records_child"]]
    return found


def _sealed(cell: str, row: str, table: str, column: str, known: Values) -> Sealed:
    """A sealed cell, with what its text has in common with every copy."""
    parts: list[str] = [""]
    _compile(parts, opened(cell), column, "text", known)
    copy, orgs = owner_of(cell)
    of = tuple(known[org] for org in orgs)
    return Sealed(parts, row, table, column, copy and f"key:{copy}", of)


def _compile(flat: list[str], cell: str, name: str, kind: str, known: Values) -> None:
    """Add one cell: alternately text that stays and the key of text that changes."""
    if cell == NOTHING:
        flat[-1] += cell
    elif name.endswith("born_on"):
        flat += ["born", ""]
    elif kind == "date":
        flat += [f"day:{cell}", ""]
    elif kind.startswith("timestamp"):
        flat += [f"moment:{cell}", ""]
    else:
        for number, part in enumerate(_pattern(known).split(cell)):
            if number % 2:
                flat += [known.get(part) or f"key:{part}", ""]
            else:
                flat[-1] += part


def _pattern(known: Values) -> re.Pattern[str]:
    texts = sorted((text for text in known if text), key=len, reverse=True)
    return re.compile(f"({'|'.join([*map(re.escape, texts), ID])})")


def grams(child: InventedChild, org: str, key: str) -> str:
    """The rows of the search table for one child."""
    found = stored_grams(Candidate((child.name,), child.born_on))
    return "".join(f"{org}\t{gram}\t{key}\tf\n" for gram in sorted(found))


class Loader:
    """Gathers rows and writes them by COPY, some tens of megabytes at a time."""

    def __init__(self, db: psycopg.Connection) -> None:
        self.db = db
        self.waiting: dict[str, list[str]] = {}
        self.size = 0

    def add(self, table: str, text: str) -> None:
        self.waiting.setdefault(table, []).append(text)
        self.size += len(text)
        if self.size > 30_000_000:
            self.flush()

    def flush(self) -> None:
        for table, texts in self.waiting.items():
            into = f"{GRAMS} (org_id, gram, child_id, sealed)" if table == GRAMS else table
            with self.db.cursor().copy(f"COPY {into} FROM STDIN") as copy:
                copy.write("".join(texts))
        self.waiting, self.size = {}, 0


@dataclass(frozen=True)
class Wanted:
    """One copy to make: of which pattern, where, of whom, how long ago."""

    pattern: str
    around: Around
    child: InventedChild
    days: int
    number: int


def write(loader: Loader, found: Template, wanted: Wanted) -> Copy:
    """One copy, with its search letters."""
    known = marks(wanted.around, wanted.child, f"{REFERENCE}-C{wanted.number}")
    values = Copy(known, datetime.timedelta(days=wanted.days), found.sealed)
    for table in found.parts:
        loader.add(table, found.text(table, values))
    for key, owner in zip(found.ids["records_child"], found.owners, strict=True):
        loader.add(GRAMS, grams(wanted.child, values[owner], values[key]))
    return values


# A row begins at its first step, says a trigger; a copy begins where its model has come to.
FIRST_STEPS = (("sharing_deliberation", "sharing_deliberation_proposer"),)


def compare(db: psycopg.Connection, found: Template, wanted: Wanted) -> int:
    """Write one copy with every lock and check in force but for first steps, read it back, compare
    each column with the row that the commands made, and take it away again. How many rows."""
    compared = 0
    with db.transaction(force_rollback=True):
        for table, trigger in FIRST_STEPS:
            db.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        loader = Loader(db)
        values = write(loader, found, wanted)
        loader.flush()
        for table, keys in found.ids.items():
            lines = _lines(db, table, [UUID(values[key]) for key in keys])
            _compare(db, table, found.lines[table], lines, wanted)
            compared += len(lines)
        _compare_grams(db, found, values, wanted)
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return compared


def _compare(
    db: psycopg.Connection,
    table: str,
    made: list[list[str]],
    copied: list[list[str]],
    wanted: Wanted,
) -> None:
    if len(made) != len(copied):
        raise Different(f"{table}: {len(made)} rows were made and {len(copied)} copied")
    ours = {text: key for key, text in marks(wanted.around, MODEL, REFERENCE).items()}
    reference = f"{REFERENCE}-C{wanted.number}"
    theirs = {t: key for key, t in marks(wanted.around, wanted.child, reference).items()}
    names = columns(db, table)
    for one, other in zip(made, copied, strict=True):
        for cell, copy, (name, kind) in zip(one, other, names.items(), strict=True):
            if (a := _kind(cell, kind, ours)) != (b := _kind(copy, kind, theirs)):
                raise Different(f"{table}.{name}: made {a!r}, copied {b!r}")


def _kind(cell: str, kind: str, known: Values) -> str:
    """A cell without what may differ: dates, keys, names. Closed values and words stay."""
    if cell == NOTHING:
        return "nothing"
    if kind == "date" or kind.startswith("timestamp"):
        return kind
    cell = opened(cell)
    return _pattern(known).sub(lambda found: f"<{known.get(found[0], 'key')}>", cell)


def _compare_grams(db: psycopg.Connection, found: Template, values: Copy, wanted: Wanted) -> None:
    """The commands' letters of the model's name, and ours of the copy's, by the same rule."""
    made = [line[0] for line in found.lines["records_child"]]
    keys = [values[key] for key in found.ids["records_child"]]
    for pk, child in (*zip(made, repeat(MODEL)), *zip(keys, repeat(wanted.child))):
        rows = db.execute(f"SELECT gram FROM {GRAMS} WHERE child_id = %s", [pk])
        expected = stored_grams(Candidate((child.name,), child.born_on))
        if {gram for (gram,) in rows} != expected:
            raise Different(f"{GRAMS}: the letters of {child.name} differ")


def fresh(before: dict[str, set[UUID]], after: dict[str, set[UUID]]) -> dict[str, list[UUID]]:
    """The rows that have come."""
    new = {table: sorted(after[table] - before[table]) for table in after}
    return {table: rows for table, rows in new.items() if rows}
