"""Accounts: an address, a password and a second factor."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from crossing.core.tables import Table


class AccountManager(BaseUserManager["Account"]):
    """Accounts are found by address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(Table, AbstractBaseUser):
    """An address, a password and a second factor: nothing else, and readable to sign-in alone."""

    email = models.EmailField(max_length=254)
    is_active = models.BooleanField(default=True)
    disabled_at = models.DateTimeField(null=True)  # the database writes it
    created_at = models.DateTimeField(auto_now_add=True)
    # After two people have let somebody in again: by when a new second factor must be set up; and
    # no session from before counts.
    factor_due_at = models.DateTimeField(null=True)
    sessions_from = models.DateTimeField(null=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(Lower("email"), name="account_email_once")
        ]

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must agree with: the password, and no reset since."""
        agreed: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{agreed}{self.sessions_from.isoformat()}" if self.sessions_from else agreed

    @classmethod
    def normalize_username(cls, username: str) -> str:
        return username.strip().lower()
