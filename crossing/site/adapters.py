"""How allauth's sign-in bends to Crossing: nobody signs up alone, and every attempt is a row."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crossing.core.errors import CannotOpen
from crossing.database.keys import INSTALLATION, installation
from crossing.database.sealed import FORM, open_sealed, place_of, seal
from crossing.site import commands
from crossing.site.at_work import at_work
from crossing.site.paths import is_own_path
from crossing.site.second_factor import has_app

RECENT_SECONDS = 5 * 60
FACTOR = place_of(INSTALLATION, "mfa_authenticator", "data")
TOO_MANY = _("You have tried too many times. Wait 5 minutes, then try again.")
SAID = {
    "account/messages/password_changed.txt": _("Your password has been changed. Sign in with it."),
    "account/messages/logged_out.txt": _("You have signed out."),
}


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by their organisation's administrator; there is no other way in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The email address or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("Enter your password as it is now."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "invalid_password_reset": _("This link has been used, or is too old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """After signing in, a path of our own and nothing else."""
        return is_own_path(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Our pages are pages: no caller gets them as JSON by asking."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The server has already settled whose word about the caller's address is believed."""
        return request.META.get("REMOTE_ADDR", "")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """Before recovery codes are shown: the password, at the one address that we have."""
        if not user.is_authenticated or not user.has_usable_password():
            return []
        address = reverse("account_reauthenticate")
        return [{"id": "reauthenticate", "description": "", "url": address}]

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not while setting up the first app, and not within minutes of signing in."""
        request = context.request
        if not has_app(request.user):
            return False
        steps = get_authentication_records(request, request.user)
        return not any(time.time() - step["at"] < RECENT_SECONDS for step in steps)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """allauth's own sentences are left out, but for the few that somebody needs."""
        template = kwargs.get("message_template") or (args[0] if args else "")
        if sentence := SAID.get(template):
            messages.add_message(request, messages.SUCCESS, str(sentence))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A try beyond the limit is a failed sign-in too."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            commands.sign_in_failed(by=getattr(request, "person", None))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A disabled account looks like a wrong password, after the same time."""
        account = super().authenticate(request, **credentials)
        if account is not None and not account.is_active:
            self.authentication_failed(request)
            return None
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        commands.sign_in_failed(by=getattr(request, "person", None))

    def reauthenticate(self, user: Any, password: str) -> bool:
        """The account's own address stands in for allauth's table of addresses, which is empty."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def set_password(self, user: Any, password: str) -> None:
        """Changing and setting a password are one command, with its event."""
        with at_work(user.pk) as person:
            commands.change_password(user, password, by=person)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed under the installation's own key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right, or has been used. Wait for the next one."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, installation(), FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        if not encrypted_text.startswith(f"{FORM}."):
            return _fernet().decrypt(encrypted_text.encode()).decode()
        text, place = open_sealed(encrypted_text)
        if place != FACTOR:
            raise CannotOpen
        return text


def _fernet() -> Fernet:
    """The key of secrets that were kept before there was a master key."""
    key = hashlib.sha256(b"crossing.site.second_factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
