"""An entry about the wrong child: what is asked, what stays behind, what goes with it, who is told.

Each table has one audience: a move is seen by those who may see both children; what stays in the
wrong child's record, and the note in the right one's, by those who may see that child.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from crossing.core.tables import Table
from crossing.database.sealed import SealedJSON, SealedText
from crossing.partnership.models import Account, Organisation
from crossing.records.models.child import Child, OfChild
from crossing.records.models.two import AskedOfTwo


class Move(AskedOfTwo):
    """Somebody says that an entry is about a different child; `to_child` stays empty while nobody
    knows who it is about."""

    kind = models.CharField(max_length=20)
    about = models.UUIDField()
    from_child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    to_child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["org", "about"], name="move_one_open", condition=Q(status="asked")
            )
        ]


class Removed(OfChild):
    """What stays in the wrong child's record: that an entry of this day was removed. No words."""

    move = models.ForeignKey(Move, models.PROTECT, related_name="+")
    happened_on = models.DateField()
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()


class MovedHere(Table):
    """A note beside the entry in the right record: it was recorded elsewhere first."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    about = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["org", "about"], name="moved_here_about")
        ]


class Original(Table):
    """The entry as it stood in the wrong record: sealed, for the two who moved it and for those
    who see sealed records."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, models.PROTECT, related_name="originals")
    copy = SealedJSON(default=dict)


class OriginalOpening(Table):
    """Somebody opened the original, and why."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, models.PROTECT, related_name="openings")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=250)
    at = models.DateTimeField()
    reason = SealedText()


class MovedNotice(Table):
    """Somebody had read it in the wrong record: their own home page tells them. `child` is the one
    in whose record they read it."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    happened_on = models.DateField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
