"""What became of something that was shared, beside each line of the register: corrected, not yet
acknowledged, gone to the wrong place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from crossing.sharing.models import Correction, CorrectionReceipt, WrongPlace


@dataclass(frozen=True)
class Corrected:
    """One correction, with who there has read it. `gone`: it went to the wrong place, so nobody
    there can read it any more."""

    correction: Correction
    receipts: list[CorrectionReceipt]
    gone: bool

    @property
    def is_read(self) -> bool:
        return bool(self.receipts)

    @property
    def waits(self) -> bool:
        """Whether somebody is still to read it, or to be told."""
        return not self.receipts and not self.gone

    @property
    def is_to_tell(self) -> bool:
        """Whether the sender is still to tell somebody outside Crossing."""
        return self.waits and self.correction.recipient_id is None

    def by(self, account: UUID) -> CorrectionReceipt | None:
        """What this person said when they read it."""
        return next((one for one in self.receipts if one.account_id == account), None)


def corrected(rows: Iterable[Correction]) -> list[Corrected]:
    """Each with its receipts; for somebody outside Crossing the sender has written one."""
    found = list(rows)
    receipts: dict[UUID, list[CorrectionReceipt]] = {}
    for one in CorrectionReceipt.objects.filter(correction__in=found):
        receipts.setdefault(one.correction_id, []).append(one)
    shared = [one.disclosure_id for one in found]
    wrong = WrongPlace.objects.filter(disclosure__in=shared).values_list("disclosure", flat=True)
    gone = set(wrong)
    return [Corrected(one, receipts.get(one.pk, []), one.disclosure_id in gone) for one in found]


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
        pk: Mark(len(each), sum(one.waits for one in each), wrong.get(pk))
        for pk, each in found.items()
    }
