"""How allauth's sign-in bends to Crossing: nobody signs themselves up, and every attempt is a row."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by their organisation's administrator; there is no other way in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
