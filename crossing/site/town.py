"""Whether this installation is the invented town, and so may be walked around in."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

TOWN_FILE = "town.json"


@cache
def is_town() -> bool:
    """An embedded home that the town was played into, served to this machine alone."""
    return settings.EMBEDDED and settings.TOWN_BIND == "loopback" and bool(cast())


def cast() -> list[dict[str, Any]]:
    """The people of the town, as it wrote them down: account, name, what they are."""
    path = settings.HOME / TOWN_FILE
    return json.loads(path.read_text()) if path.exists() else []


def may_walk(request: HttpRequest) -> bool:
    """Only on this machine, by the name localhost, and through no proxy (which would make everybody
    look as if they came from 127.0.0.1)."""
    host = request.get_host().split(":")[0]
    forwarded = any(name.startswith(("HTTP_X_FORWARDED", "HTTP_FORWARDED")) for name in request.META)
    local = request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")
    return is_town() and host == "localhost" and local and not forwarded
