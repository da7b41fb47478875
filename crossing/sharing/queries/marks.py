"""What became of something that was shared, beside each line of the register: corrected, not yet
acknowledged, gone to the wrong place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from crossing.sharing.models import Correction, CorrectionReceipt, WrongPlace
from crossing.todo.models import Task
from crossing.todo.rules import Matter


@dataclass(frozen=True)
class Corrected:
    """One correction, with who there has read it."""

    correction: Correction
    receipts: list[CorrectionReceipt]
    told_outside: bool

    @property
    def is_read(self) -> bool:
        return bool(self.receipts) or self.told_outside

    def by(self, account: UUID) -> CorrectionReceipt | None:
        """What this person said when they read it."""
        return next((one for one in self.receipts if one.account_id == account), None)


def corrected(rows: Iterable[Correction]) -> list[Corrected]:
    """Each with its receipts; somebody outside Crossing was told when that task is done."""
    found = list(rows)
    receipts: dict[UUID, list[CorrectionReceipt]] = {}
    for one in CorrectionReceipt.objects.filter(correction__in=found):
        receipts.setdefault(one.correction_id, []).append(one)
    outside = [one.pk for one in found if one.recipient_id is None]
    done = Task.objects.filter(matter=Matter.CORRECTION_UNREAD, about__in=outside)
    told = set(done.filter(done_at__isnull=False).values_list("about", flat=True))
    return [Corrected(one, receipts.get(one.pk, []), one.pk in told) for one in found]


@dataclass(frozen=True)
class Mark:
    """What a line of the register shows beside the decision."""

    corrected: int = 0
    unread: int = 0
    wrong_at: datetime | None = None


def marks(shared: Iterable[UUID | None]) -> dict[UUID | None, Mark]:
    """What became of these: corrected, not yet acknowledged, gone to the wrong place."""
    ids = [pk for pk in shared if pk]
    wrong = dict(WrongPlace.objects.filter(disclosure__in=ids).values_list("disclosure", "at"))
    found: dict[UUID, list[Corrected]] = {pk: [] for pk in wrong}
    for one in corrected(Correction.objects.filter(disclosure__in=ids)):
        found.setdefault(one.correction.disclosure_id, []).append(one)
    return {
        pk: Mark(len(each), sum(not one.is_read for one in each), wrong.get(pk))
        for pk, each in found.items()
    }
