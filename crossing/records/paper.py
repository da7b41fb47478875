"""A child's chronology on paper: exactly what its reader may see on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from crossing.govuk.words import day, moment
from crossing.paper.blocks import Block, Document, Heading, Quote, Text
from crossing.records.models import Child
from crossing.records.queries.chronology import KINDS, WORDS
from crossing.records.queries.entries import ChronologyEntry
from crossing.records.rules import BASIS_TOLD


def chronology_paper(
    child: Child, entries: Sequence[ChronologyEntry], marking: Any, printed: str
) -> Document:
    """Every entry, the newest first, each with its day, its source and who recorded it."""
    born = _("Born %(day)s") % {"day": day(child.born_on)} if child.born_on else ""
    blocks = [block for entry in entries for block in _entry(entry)]
    return Document(
        title=_("Chronology of %(name)s") % {"name": child.name},
        blocks=blocks or [Text(_("Nothing has been recorded."))],
        marking=marking,
        printed=printed,
        under=". ".join(part for part in (born, _("The newest first")) if part),
    )


def _entry(entry: ChronologyEntry) -> list[Block]:
    blocks: list[Block] = [Heading(f"{day(entry.happened_on)}: {entry.title}")]
    if entry.text:
        blocks.append(Quote(entry.text) if entry.childs_words else Text(entry.text))
    if entry.significant:
        said = _("Significant: %(reason)s") % {"reason": entry.significant}
        blocks.append(Text(said, strong=True))
    return [*blocks, Text(_meta(entry))]


def _meta(entry: ChronologyEntry) -> str:
    kind = _("The child’s own words") if entry.kind == WORDS else KINDS.get(entry.kind, "")
    source = _("Source: %(source)s") % {"source": entry.source} if entry.source else ""
    age = _("Aged %(age)s") % {"age": entry.age} if entry.age is not None else ""
    recorded = _("Recorded %(when)s by %(who)s") % {
        "when": moment(entry.recorded_at),
        "who": entry.author,
    }
    parts = (kind, BASIS_TOLD.get(entry.basis, ""), source, age, entry.year, recorded)
    return ". ".join(str(part) for part in parts if part)
