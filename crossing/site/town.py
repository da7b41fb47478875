"""Whether this installation is the invented town, and so may be walked around in."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest

TOWN_FILE = "town.json"
# A proxy on this machine makes everybody look as if they were here; each of these gives one away.
PROXY = ("HTTP_X_FORWARDED", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@cache
def is_town() -> bool:
    """An embedded home that the town was played into, served to this machine alone."""
    return settings.EMBEDDED and settings.TOWN_BIND == "loopback" and bool(cast())


def cast() -> list[dict[str, Any]]:
    """The people of the town, as it wrote them down: account, name, title, place, what to try."""
    path = settings.HOME / TOWN_FILE
    return json.loads(path.read_text()) if path.exists() else []


def places() -> list[tuple[str, list[dict[str, Any]]]]:
    """The people of the town by organisation, in the order in which the town lists them."""
    return [(place, list(people)) for place, people in groupby(cast(), key=itemgetter("place"))]


def may_walk(request: HttpRequest) -> bool:
    """Only on this machine, by the name localhost, and through no proxy."""
    host = request.get_host().split(":")[0]
    forwarded = any(name.startswith(PROXY) for name in request.META)
    local = request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")
    return is_town() and host == "localhost" and local and not forwarded
