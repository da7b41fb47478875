"""Whether this session was opened with a second factor; in the invented town, walking stands in."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from crossing.core.clock import now
from crossing.partnership.models import Account

STRONG = "strong"


def is_strong(request: HttpRequest) -> bool:
    """A session is strong, not an account: one opened before the app was set up is not."""
    return bool(request.session.get(STRONG))


def make_strong(request: HttpRequest) -> None:
    """From here on this session counts as opened with a second factor."""
    request.session[STRONG] = True


def used_a_code(request: HttpRequest, account: Account) -> bool:
    """Whether signing in to this session took a code."""
    return any(step["method"] == "mfa" for step in get_authentication_records(request, account))


def is_too_late(account: Account) -> bool:
    """Whether the time has passed in which somebody who was let in again sets up a new app."""
    return account.factor_due_at is not None and now() > account.factor_due_at


def has_app(account: Account) -> bool:
    """Whether an authenticator app is set up."""
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()
