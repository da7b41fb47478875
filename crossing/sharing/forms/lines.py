"""The lines of the page on which items are chosen: an entry, and what becomes of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy

from crossing.sharing import rules
from crossing.sharing.commands.work import Chosen
from crossing.sharing.models import DeliberationItem
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.earlier import entries_sent

YEAR = 365
BASES = {
    "fact": gettext_lazy("Fact"),
    "opinion": gettext_lazy("Opinion"),
    "both": gettext_lazy("Fact and opinion"),
    "uncertain": gettext_lazy("I am not certain"),
}


class Entry(Protocol):
    """An entry of the child's record, as `records.queries.shareable` gives it."""

    kind: str
    id: UUID
    happened_on: datetime.date
    title: str
    text: str
    source: str
    author: str
    basis: str
    childs_words: bool


@dataclass
class Line:
    """One entry on the page, with what has been chosen for it so far."""

    key: str
    kind: str
    entry: UUID | None
    title: str
    text: str
    source: str
    happened_on: datetime.date | None
    basis: str
    data_class: str
    childs_words: bool
    treatment: str = ""
    still_true: str = ""
    reason: str = ""
    old: bool = False
    error: str = ""
    shown: bool = True
    sent: bool = False

    @property
    def class_label(self) -> str:
        return str(rules.DataClass(self.data_class).label)

    @property
    def basis_label(self) -> str:
        return str(BASES.get(self.basis, self.basis))

    def chosen(self) -> Chosen:
        return Chosen(
            title=self.title[:250],
            text=self.text,
            treatment=self.treatment,
            basis=self.basis,
            data_class=self.data_class,
            entry_kind=self.kind,
            entry=self.entry,
            happened_on=self.happened_on,
            source=self.source[:250],
            childs_words=self.childs_words,
            reason=self.reason,
            still_true=self.still_true,
        )


def lines_of(desk: Desk, entries: Sequence[Entry]) -> list[Line]:
    """The whole record in one list, with what was chosen so far; what was written anew first."""
    chosen = {(item.entry_kind, item.entry): item for item in desk.items if item.entry}
    anew = [_anew(desk, item) for item in desk.items if item.entry is None]
    lines = [_line(desk, entry, chosen.get((entry.kind, entry.id))) for entry in entries]
    sent = entries_sent(desk.sent)
    for line in lines:
        line.sent = (line.kind, str(line.entry)) in sent
    return [*anew, *lines]


def _anew(desk: Desk, item: DeliberationItem) -> Line:
    return Line(
        key=f"new-{item.pk}",
        kind="",
        entry=None,
        title=item.title,
        text=item.text,
        source=item.source,
        happened_on=item.happened_on,
        basis=item.basis,
        data_class=item.data_class,
        childs_words=False,
        treatment=item.treatment,
    )


def _line(desk: Desk, entry: Entry, item: DeliberationItem | None) -> Line:
    starts = rules.treatment_at_start(rules.Item(childs_words=entry.childs_words), desk.purpose)
    return Line(
        key=f"{entry.kind}-{entry.id}",
        kind=entry.kind,
        entry=entry.id,
        title=str(entry.title),
        text=entry.text,
        source=entry.source or entry.author,
        happened_on=entry.happened_on,
        basis=item.basis if item else entry.basis or "fact",
        data_class=item.data_class if item else rules.data_class_of(f"{entry.title} {entry.text}"),
        childs_words=entry.childs_words,
        treatment=item.treatment if item else starts or "",
        still_true=item.still_true if item else "",
        reason=item.reason if item else "",
        old=rules.is_old(entry.happened_on, desk.today),
    )
