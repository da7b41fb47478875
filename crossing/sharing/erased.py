"""The list of what was destroyed, kept outside the database and outside every backup: a restore of
an older backup destroys it again. Ids of disclosures and moments, and nothing about anybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from crossing.database.files import replace_file

Erased = Mapping[UUID, datetime]


class NoList(ValueError):
    """A file that is not such a list."""


def erased(path: Path) -> dict[UUID, datetime]:
    """Disclosure to the moment when it was destroyed; NoList when any line cannot be read."""
    try:
        return dict(map(_read, path.read_text().splitlines()))
    except OSError as problem:
        raise NoList(f"{path} cannot be read: {problem.strerror}.") from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise NoList(f"{path} is not a list of what was destroyed.") from problem


def list_erased(found: Erased) -> None:
    """Add what is not listed yet. No line is ever taken away; a list of nothing is a list, too."""
    path: Path = settings.ERASED_LIST
    kept = erased(path) if path.exists() else {}
    new = {disclosure: at for disclosure, at in found.items() if disclosure not in kept}
    if new or not path.exists():
        replace_file(path, "".join(_line(*one) for one in (kept | new).items()))


def _read(line: str) -> tuple[UUID, datetime]:
    found = json.loads(line)
    return UUID(found["disclosure"]), datetime.fromisoformat(found["at"]).astimezone(UTC)


def _line(disclosure: UUID, at: datetime) -> str:
    return json.dumps({"disclosure": str(disclosure), "at": at.astimezone(UTC).isoformat()}) + "\n"
