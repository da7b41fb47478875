"""What belongs to a concern beyond its row: the language of the words, and the other children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from crossing.partnership.people import Person
from crossing.records.models import Child, ChildName, Concern, Together
from crossing.records.naming import others_known, to_look_for, without
from crossing.records.queries.adults import colleagues_here
from crossing.records.queries.entries import ChronologyEntry
from crossing.records.rules.spoken import InterpreterIs, Said, close_interpreter


@dataclass(frozen=True)
class Whole:
    """One event as it was written, and the concerns about the other children in it."""

    written: Together | None
    others: list[Concern]


def whole_of(person: Person, concern: Concern) -> Whole:
    """What one may see of the event that a concern is a part of: as it was written, only where one
    may see every child in it."""
    if not concern.together_id:
        return Whole(None, [])
    written = Together.objects.filter(org=concern.org_id, pk=concern.together_id).first()
    rows = Concern.objects.visible_to(person).filter(
        org=concern.org_id, together=concern.together_id
    )
    others = rows.exclude(pk=concern.pk).select_related("child").order_by("child_as_named", "pk")
    return Whole(written, list(others))


def interpreted(concern: Concern) -> str:
    """Who put the child's words into English, in one sentence; empty for English."""
    if not concern.language:
        return ""
    kinds = dict(InterpreterIs.choices)
    who = [concern.interpreter, str(kinds.get(concern.interpreter_is, ""))]
    told = ", ".join(part for part in who if part) or _("nobody has said who")
    independent = {
        Said.YES.value: _("independent of the family"),
        Said.NO.value: _("not independent of the family"),
    }.get(concern.independent, _("not known whether independent"))
    given = {"who": told, "independent": independent}
    return _("Put into English by: %(who)s; %(independent)s.") % given


def told_by_a_relative(concern: Concern) -> bool:
    """Whether readers are warned about who put the words into English."""
    return bool(concern.language) and close_interpreter(concern.interpreter_is)


def told(person: Person, child: Child, entries: Sequence[ChronologyEntry]) -> list[ChronologyEntry]:
    """Entries of a child's chronology with the language of the words, and with the other children
    of an event as "another pupil": also by names that were not known when it was written."""
    wanted = {entry.concern for entry in entries if entry.concern}
    if not wanted:
        return list(entries)
    rows = Concern.objects.visible_to(person).filter(org=child.org_id, pk__in=wanted)
    special = {one.pk: one for one in rows.filter(~Q(language="") | Q(together__isnull=False))}
    names = _names_of_others(person, child, special.values())
    staff = [one.name for one in colleagues_here(person)] if names else []
    return [_told(entry, child, special, names, staff) for entry in entries]


def _told(
    entry: ChronologyEntry,
    child: Child,
    special: dict[UUID, Concern],
    names: dict[UUID, tuple[list[str], list[str]]],
    staff: list[str],
) -> ChronologyEntry:
    concern = special.get(entry.concern) if entry.concern else None
    if concern is None:
        return entry
    if concern.language and entry.words:
        entry = replace(
            entry,
            language=concern.language,
            translation=concern.translation,
            interpreted=interpreted(concern),
        )
    if concern.together_id not in names:
        return entry
    others = others_known(*names[concern.together_id])
    look = to_look_for(others, [child.name, child.legal_name])
    parts: dict[str, Any] = {
        part: without(getattr(entry, part), look, staff)
        for part in ("text", "words", "translation", "source")
    }
    return replace(entry, **parts)


def _names_of_others(
    person: Person, child: Child, concerns: Iterable[Concern]
) -> dict[UUID, tuple[list[str], list[str]]]:
    """By event, the whole names and the nicknames of the other children in it."""
    events = {one.together_id for one in concerns if one.together_id}
    if not events:
        return {}
    rows = Concern.objects.visible_to(person).filter(org=child.org_id, together__in=events)
    others = [one for one in rows.select_related("child") if one.child_id != child.pk]
    also = defaultdict(list)
    for name in ChildName.objects.filter(
        org=child.org_id, child__in={one.child_id for one in others if one.child_id}
    ):
        also[name.child_id].append(name)
    found: dict[UUID, tuple[list[str], list[str]]] = {}
    for one in others:
        if one.together_id is None:
            continue
        whole, nick = found.setdefault(one.together_id, ([], []))
        whole.append(one.child_as_named)
        if one.child:
            whole += [one.child.name, one.child.legal_name]
            for name in also[one.child.pk]:
                (whole if name.family or not name.given else nick).append(
                    name.whole(one.child) if name.family or not name.given else name.given
                )
    return found
