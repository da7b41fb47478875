"""Links that set a password, and the letters that carry them."""

from __future__ import annotations

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int
from django.utils.translation import gettext as _

from crossing.notify.delivery import Letter
from crossing.notify.models import Message
from crossing.notify.rules import Kind
from crossing.partnership.models import Account
from crossing.partnership.queries import holders

RESET_SECONDS = 2 * 3600


class Links(PasswordResetTokenGenerator):
    """A link works once: 7 days for somebody invited, 2 hours for somebody with a password."""

    def check_token(self, user: Account | None, token: str | None) -> bool:
        if user is None or not token or not super().check_token(user, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])
        return not user.has_usable_password() or age <= RESET_SECONDS


def set_password_link(account: Account) -> str:
    """The address at which this account's owner sets a password."""
    key = Links().make_token(account)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": key},
    )
    return settings.ADDRESS.rstrip("/") + path


def letter(message: Message) -> Letter:
    """Who gets a message when it is sent, and its link: neither stands in the outbox."""
    if message.account_id is None:
        return Letter(holders(message.org, message.permission))
    account = Account.objects.filter(pk=message.account_id, is_active=True).first()
    if account is None:
        return Letter(())
    return Letter((account.email,), _lines(Kind(message.kind), account))


def _lines(kind: Kind, account: Account) -> list[str]:
    if kind == Kind.INVITED:
        return [
            _("You have been invited to Crossing by an organisation that you work for."),
            _("Set your password within 7 days: %(link)s") % {"link": set_password_link(account)},
            _("Have your phone at hand: you also set up an authenticator app."),
        ]
    if kind == Kind.RESET:
        return [
            _("Set a new password within 2 hours: %(link)s") % {"link": set_password_link(account)},
            _("If you did not ask for this, do nothing: your password stays as it is."),
        ]
    if kind == Kind.CHANGED:
        return [_("If you did not change it, tell your organisation’s administrator now.")]
    return []
