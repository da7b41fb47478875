"""What a message can be about. None of them says more than "sign in"."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The subject of each message."""

    INVITED = "invited", _("You have been invited to Crossing")
    RESET = "reset", _("Set a new password for Crossing")
    ADDED = "added", _("You can now act for another organisation in Crossing")
    WAITING = "waiting", _("Something is waiting for you in Crossing")
    OVERDUE = "overdue", _("Something is overdue in Crossing")
    URGENT = "urgent", _("Something urgent is waiting for you in Crossing")
    ARRIVED = "arrived", _("Something has arrived for you in Crossing")
    OPENED = "opened", _("Something you sent has been opened in Crossing")
    COVER = "cover", _("Cover at your work has started or changed")
    RECOVERY = "recovery", _("Somebody may sign in to Crossing again")
    CHANGED = "changed", _("Your sign-in to Crossing was changed")


def every_kind() -> list[tuple[str, Any]]:
    """The closed list for the table’s column: it grows without a migration."""
    return Kind.choices
