"""The cache has a connection of its own, so that a counted limit is never rolled back."""

from __future__ import annotations

from typing import Any


class LimitsRouter:
    """Sends the cache's table to the `limits` connection; everything else to the default."""

    def _db(self, model: Any) -> str | None:
        return "limits" if model._meta.app_label == "limits_cache" else None

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return self._db(model)

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return self._db(model)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == "limits" else None
