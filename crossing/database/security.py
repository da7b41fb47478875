"""Row security in migrations: one operation for each table, in the one form that is fast.

    operations = [Secure("records_concern", select=places("org", "content.see"), …)]

`places(column, permission)` is the form of every policy (docs/security.md has the measurements).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import migrations

NIL = "00000000-0000-0000-0000-000000000000"


def places(column: str, permission: str) -> str:
    """The row's organisation is one where the acting person holds this permission."""
    return f"{column} = ANY((SELECT places('{permission}'))::uuid[])"


def either(*conditions: str) -> str:
    """One of the conditions holds."""
    return "(" + " OR ".join(f"({c})" for c in conditions) + ")"


def both(*conditions: str) -> str:
    """All the conditions hold."""
    return "(" + " AND ".join(f"({c})" for c in conditions) + ")"


def mine(column: str) -> str:
    """The row is the acting person's own."""
    return f"{column} = (SELECT acting_person())"


def parent(table: str, foreign_key: str, own: str) -> str:
    """The row's parent is visible: its own policy decides."""
    return f"EXISTS (SELECT 1 FROM {table} p WHERE p.id = {own}.{foreign_key})"


def _role(name: str) -> str:
    return '"' + settings.DATABASE_ROLES[name].replace('"', '""') + '"'


def policies(table: str, rules: dict[str, str], name: str = "") -> list[str]:
    """One policy for each verb. A second set of another `name` stands beside the first: a row needs
    one of them."""
    statements = []
    suffix = f"_{name}" if name else ""
    for verb, condition in rules.items():
        using = f"USING ({condition})" if verb in ("select", "update", "delete") else ""
        check = f"WITH CHECK ({condition})" if verb in ("insert", "update") else ""
        statements.append(
            f"CREATE POLICY {table}_{verb}{suffix} ON {table} FOR {verb.upper()}"
            f" TO {_role('app')} {using} {check}"
        )
    return statements


def _grants(table: str, verbs: Iterable[str], columns: Iterable[str]) -> list[str]:
    changed = tuple(columns)
    granted = []
    for verb in verbs:
        only = f" ({', '.join(changed)})" if verb == "update" and changed else ""
        granted.append(f"GRANT {verb.upper()}{only} ON {table} TO {_role('app')}")
    return granted


def readable_by_backup(table: str) -> list[str]:
    """pg_dump reads every table, and every sequence there is by now."""
    backup = _role("backup")
    return [
        f"GRANT SELECT ON {table} TO {backup}",
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {backup}",
    ]


def secure_sql(
    table: str, *, columns: Iterable[str] = (), once: bool = False, **rules: str
) -> list[str]:
    """The statements that lock a table: policies for the app, everything to the owner, read to the
    backup; `columns` narrows UPDATE; `once` refuses every change, the owner's too."""
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_owner ON {table} TO {_role('owner')}"
        " USING (true) WITH CHECK (true)",
        f"CREATE POLICY {table}_backup ON {table} FOR SELECT TO {_role('backup')} USING (true)",
        *readable_by_backup(table),
        *policies(table, rules),
        *_grants(table, rules, columns),
    ]
    if once:
        statements += [
            f"CREATE TRIGGER {table}_once BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return statements


def open_sql(table: str, *verbs: str) -> list[str]:
    """The statements for a table of OPEN_TABLES: no organisation's data in it."""
    return [
        *_grants(table, verbs or ("select", "insert", "update", "delete"), ()),
        *readable_by_backup(table),
    ]


class Secure(migrations.RunSQL):
    """Locks one table. Reversed by taking the table's policies away with the table itself."""

    def __init__(self, table: str, **rules: Any) -> None:
        super().__init__([*secure_sql(table, **rules)], migrations.RunSQL.noop)


class Open(migrations.RunSQL):
    """Grants the app what it needs on a table without an organisation's data."""

    def __init__(self, table: str, *verbs: str) -> None:
        super().__init__([*open_sql(table, *verbs)], migrations.RunSQL.noop)
