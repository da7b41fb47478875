"""Sending one message of the outbox: a text that says "sign in", and nothing about anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from crossing.core.clock import now
from crossing.notify.models import Message
from crossing.notify.rules import Kind


@dataclass(frozen=True)
class Letter:
    """Who gets a message, and what it says beside "sign in"."""

    addresses: Sequence[str]
    lines: Sequence[str] = field(default_factory=tuple)


def deliver(message: str) -> None:
    """Send one message, once: its row is locked, and marked in the same transaction.

    One e-mail goes to everybody at once, so that a retry tells nobody twice. Should the machine die
    between sending and marking, it is sent again, better twice than never, and bears the same
    Message-ID: a mail server or reader that looks for duplicates knows it for one.
    """
    row = Message.objects.select_for_update().filter(pk=message, sent_at__isnull=True).first()
    if row is None:
        return
    letter = _addressed(row)
    if letter.addresses:
        _email(row, letter).send()
    row.sent_at = now()
    row.save(update_fields=["sent_at"])


def failed(message: str) -> None:
    """Count a try that failed."""
    Message.objects.filter(pk=message).update(tries=F("tries") + 1)


def _addressed(row: Message) -> Letter:
    """Who holds what today is known by an area above this one, which the settings name."""
    letter: Callable[[Message], Letter] = import_string(settings.MESSAGE_RECIPIENTS)
    return letter(row)


def _email(row: Message, letter: Letter) -> EmailMessage:
    closing = [
        _("Sign in to Crossing: %(address)s") % {"address": settings.ADDRESS},
        _("This message says nothing about anybody, because email is not safe enough for that."),
    ]
    body = "\n\n".join([*letter.lines, *closing]) + "\n"
    one = len(letter.addresses) == 1
    return EmailMessage(
        subject=str(Kind(row.kind).label),
        body=body,
        to=letter.addresses if one else [],
        bcc=[] if one else letter.addresses,
        headers={"Message-ID": f"<{row.pk}@{urlsplit(settings.ADDRESS).hostname}>"},
    )
