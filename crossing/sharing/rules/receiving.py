"""What a recipient does with what was shared, and in which order."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crossing.core.errors import WrongState


class ReceiptKind(TextChoices):
    """What the recipient did, as both sides read it."""

    ACCEPTED = "accepted", _("Accepted what may be done with it")
    OPENED = "opened", _("Opened it")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged it")
    FOLLOWED = "followed", _("Said what happened next")
    WRONG_PERSON = "wrong_person", _("Said: this came to the wrong person")
    CANNOT_OPEN = "cannot_open", _("Said: we cannot open it")
    NOT_NEEDED = "not_needed", _("Said: we do not need it")
    UNSEALED = "unsealed", _("Opened it after it had closed")


class Problem(TextChoices):
    """What can be wrong with something that arrived."""

    WRONG_PERSON = "wrong_person", _("This came to the wrong person, or is about another child")
    CANNOT_OPEN = "cannot_open", _("We cannot open it, or part of it is missing")
    NOT_NEEDED = "not_needed", _("We do not need it")


BEFORE: dict[ReceiptKind, ReceiptKind] = {
    ReceiptKind.OPENED: ReceiptKind.ACCEPTED,
    ReceiptKind.ACKNOWLEDGED: ReceiptKind.OPENED,
    ReceiptKind.FOLLOWED: ReceiptKind.OPENED,
}
SENTENCES = {
    ReceiptKind.ACCEPTED: _("Accept what may be done with it before you open it."),
    ReceiptKind.OPENED: _("Open it first."),
}


def require_before(kind: ReceiptKind, done: Collection[str]) -> None:
    """Accept, then open, then acknowledge: nobody acknowledges what they have not opened."""
    needed = BEFORE.get(kind)
    if needed is not None and needed not in done:
        raise WrongState(SENTENCES[needed])


def require_open(closed: bool) -> None:
    """What has closed can be opened with a reason, and with nothing else."""
    if closed:
        raise WrongState(gettext("This has closed. Open it with a reason if you still need it."))
