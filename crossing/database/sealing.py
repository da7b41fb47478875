"""In migrations: free text that was plain becomes sealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, migrations

from crossing.database.keys import Copy, Owner, key_for, make_key
from crossing.database.models import DataKey
from crossing.database.sealed import place_of, seal

BATCH = 500
NOTHING_SAID = ("", "{}", "[]", "null", None)


class MakeKeys(migrations.RunPython):
    """A key for every organisation that exists and has none."""

    def __init__(self) -> None:
        super().__init__(lambda _apps, _editor: _make_keys(), migrations.RunPython.noop)


class SealRows(migrations.RunPython):
    """Seals what stands in these columns, once-written rows too. `owner` are the columns that say
    whose key seals them; with `copy`, the column that names the frozen copy whose own key does."""

    def __init__(
        self, table: str, *columns: str, owner: Sequence[str] = ("org_id",), copy: str = ""
    ) -> None:
        def run(_apps: Any, _editor: Any) -> None:
            _seal_rows(table, columns, owner, copy)

        super().__init__(run)
        self.table = table


def _make_keys() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM partnership_organisation")
        orgs = [row[0] for row in cursor.fetchall()]
    have = set(DataKey.objects.values_list("org", flat=True)) if orgs else set()
    for org in orgs:
        if org not in have:
            make_key(org)


def _seal_rows(table: str, columns: Sequence[str], owner: Sequence[str], copy: str) -> None:
    """A batch at a time. No trigger looks on: what the rows say does not change."""
    names = ", ".join(("id", copy or "id", *owner, *columns))
    source = f"{table} {COPIES[copy]}" if copy else table
    batch = f"SELECT {names} FROM {source} WHERE id > %s ORDER BY id LIMIT {BATCH}"  # noqa: S608 - our names
    changes = ", ".join(f"{column} = %s" for column in columns)
    last = "00000000-0000-0000-0000-000000000000"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        while rows := _all(cursor, batch, last):
            done = [_sealed(row, table, columns, len(owner), bool(copy)) for row in rows]
            cursor.executemany(f"UPDATE {table} SET {changes} WHERE id = %s", done)  # noqa: S608
            last = rows[-1][0]
        # A column that was another type before: its rows count as new, and their checks wait.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


# The sides of a copy stand on its envelope.
COPIES = {
    "disclosure_id": "JOIN (SELECT id AS envelope, sender_id, recipient_id FROM sharing_disclosure)"
    " d ON d.envelope = disclosure_id"
}


def _all(cursor: Any, sql: str, last: Any) -> list[tuple[Any, ...]]:
    cursor.execute(sql, [last])
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _sealed(
    row: tuple[Any, ...], table: str, columns: Sequence[str], owners: int, copied: bool
) -> list[Any]:
    pk, copy, sides, texts = row[0], row[1], row[2 : 2 + owners], row[2 + owners :]
    orgs = tuple(side for side in sides if side)
    owner: Owner = Copy(copy, orgs) if copied else orgs[0]
    return [
        text
        if text in NOTHING_SAID
        else str(seal(text, key_for(owner), place_of(pk, table, column)))
        for column, text in zip(columns, texts, strict=True)
    ] + [pk]
