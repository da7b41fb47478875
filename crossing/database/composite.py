"""A child named in a row must be the same organisation's: foreign keys over two columns."""

from __future__ import annotations

from django.db import migrations


class OwnKey(migrations.RunSQL):
    """The pair that composite foreign keys point at."""

    def __init__(self, table: str) -> None:
        name = f"{table}_own"
        super().__init__(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (org_id, id)",
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )


class SameOwner(migrations.RunSQL):
    """`column` must point at a row of the same organisation: a plain foreign key would accept
    another organisation's child, because it looks past row security."""

    def __init__(self, table: str, column: str, parent: str) -> None:
        name = f"{table}_{column}_own"
        super().__init__(
            f"ALTER TABLE {table} ADD CONSTRAINT {name}"
            f" FOREIGN KEY (org_id, {column}) REFERENCES {parent} (org_id, id)"
            " DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )
