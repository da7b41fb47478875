"""Two records of one child, used as one. No row is rewritten: queries ask which records belong
together."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from crossing.core.tables import Table
from crossing.partnership.models import Organisation
from crossing.records.models.child import Child
from crossing.records.models.two import AskedOfTwo


class JoinRequest(AskedOfTwo):
    """Somebody asks to join two records of one child, or to take them apart again. `to_other` says
    what was recorded since and belongs to the other record, as "kind:id"."""

    what = models.CharField(max_length=20)
    kept = models.ForeignKey(Child, models.PROTECT, related_name="+")
    other = models.ForeignKey(Child, models.PROTECT, related_name="+")
    to_other = models.JSONField(default=list)
    before = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["org", "other"], name="join_request_one_open", condition=Q(status="asked")
            )
        ]


class JoinRows(models.QuerySet["ChildJoin"]):
    """Records that belong together."""

    def now(self) -> JoinRows:
        """Joined, and not taken apart."""
        return self.filter(parted_at=None)

    def of(self, child: Child) -> list[ChildJoin]:
        """All joins of the group to which this child's record belongs."""
        asked = self.now().filter(org=child.org_id)
        through = asked.filter(other=child.pk).values("kept")
        return list(asked.filter(Q(kept=child.pk) | Q(kept__in=through)).order_by("joined_at"))


class ChildJoin(Table):
    """`kept` goes on being used, `other` leads to it. Ids alone: whoever may name either child is
    led by it."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    request = models.ForeignKey(JoinRequest, models.PROTECT, related_name="+")
    kept = models.ForeignKey(Child, models.PROTECT, related_name="+")
    other = models.ForeignKey(Child, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    parted_at = models.DateTimeField(null=True)

    objects = JoinRows.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["org", "other"], name="join_once", condition=Q(parted_at__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="join_of_two"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["org", "kept"], name="join_kept", condition=Q(parted_at__isnull=True)
            )
        ]


def group_of(child: Child) -> list[UUID]:
    """The ids of all records of this child, the one in use first; asked once for each object."""
    found: list[UUID] | None = child.__dict__.get("_group")
    if found is None:
        joins = ChildJoin.objects.of(child)
        found = [joins[0].kept_id, *(join.other_id for join in joins)] if joins else [child.pk]
        child.__dict__["_group"] = found
    return found
