"""The links to the pages of a long list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from crossing.core.paging import Page


@dataclass(frozen=True)
class Paged:
    """Addresses of the newer and the older rows, or none: what the macro `paged` takes."""

    newer: str | None
    older: str | None


def links(request: HttpRequest, rows: Page[Any], name: str = "after") -> Paged:
    """The addresses, with every other filter of this page kept."""
    return Paged(_address(request, name, rows.newer), _address(request, name, rows.older))


def _address(request: HttpRequest, name: str, token: str | None) -> str | None:
    if token is None:
        return None
    query = request.GET.copy()
    query[name] = token
    return f"{request.path}?{query.urlencode()}"
