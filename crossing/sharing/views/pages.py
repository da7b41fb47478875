"""The addresses of the pages before and after this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from crossing.core.paging import Page


@dataclass(frozen=True)
class Addresses:
    """Where *Newer* and *Older* lead; None where there is nothing."""

    newer: str | None
    older: str | None


def addresses(request: HttpRequest, page: Page[Any]) -> Addresses:
    """The same list with the same filters, further on or back."""
    return Addresses(_address(request, page.newer), _address(request, page.older))


def _address(request: HttpRequest, token: str | None) -> str | None:
    if token is None:
        return None
    query = request.GET.copy()
    query["after"] = token
    return f"?{query.urlencode()}"
