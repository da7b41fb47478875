"""Where a page may send somebody on to: a path of our own, never another site."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme


def is_own_path(address: str) -> bool:
    """Whether it is a path here: no other host, no scheme, nothing a browser reads as either."""
    single = address.startswith("/") and not address.startswith(("//", "/\\"))
    return single and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def safe_path(address: str | None, otherwise: str = "/") -> str:
    """The path that was asked for, if it is one of ours."""
    return address if address and is_own_path(address) else otherwise
