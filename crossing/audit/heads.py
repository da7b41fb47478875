"""The chains' heads, kept outside the database: what a cut-off tail is found by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from crossing.database.files import replace_file


def heads() -> dict[str, tuple[int, str]]:
    """Each organisation's last known link: its number and hash."""
    path: Path = settings.AUDIT_HEADS
    if not path.exists():
        return {}
    return {org: (number, hash) for org, (number, hash) in json.loads(path.read_text()).items()}


def replace_heads(kept: Iterable[tuple[str, int, str]]) -> None:
    """After a restore the heads are the backup's. What was known before stays in a file beside."""
    path: Path = settings.AUDIT_HEADS
    if path.exists():
        path.rename(path.with_name(f"{path.name}.before-restore"))
    for org, number, hash in kept:
        keep_head(UUID(org), number, hash)


def keep_head(org: UUID, number: int, hash: str) -> None:
    """Remember a head. The file is replaced whole, so that a reader never sees half of it."""
    path: Path = settings.AUDIT_HEADS
    kept = heads()
    if kept.get(str(org), (0, ""))[0] >= number:
        return
    kept[str(org)] = (number, hash)
    replace_file(path, json.dumps(kept))
