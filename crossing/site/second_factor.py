"""Whether somebody has a second factor; in the invented town, walking around stands in for it."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

STRONG = "strong"


def has_second_factor(request: HttpRequest) -> bool:
    """Asked of the database once a session, and remembered there."""
    if request.session.get(STRONG):
        return True
    found = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
    if found:
        request.session[STRONG] = True
    return found
