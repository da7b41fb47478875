"""One event with several children: one form, a concern for each child."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now
from crossing.core.errors import Invalid, NotThere
from crossing.partnership.people import Person
from crossing.records import queries
from crossing.records.checking import complete
from crossing.records.commands import _concern
from crossing.records.models import Child, Concern, Together
from crossing.records.naming import others_known, to_look_for, without
from crossing.records.rules import NewConcern
from crossing.records.rules.spoken import language_name
from crossing.records.rules.together import Other, together_problems

NAMING = ("place", "words", "translation", "account", "done_already")
ABOUT_THE_WORDS = ("words", "language", "translation", "interpreter", "interpreter_is")


@transaction.atomic
def record_together(
    new: NewConcern, child: Child | None, others: Sequence[Other], *, by: Person
) -> list[Concern]:
    """Record one event with several children: a concern for each, in which the others are "another
    pupil". What was written stays whole beside them, for whoever may see every one of the children.
    What it is about, and whose words they are, is never copied from one child to another."""
    _concern.may_record(child, by=by)
    complete(new)
    first = Other(new.child_as_named, new.kind, child.pk if child else None)
    if problems := together_problems(first.child, list(others)):
        raise Invalid(problems)
    everyone = [first, *others]
    names = _names(everyone, by)
    together = _whole(new, len(everyone), by)
    staff = [one.name for one in queries.colleagues_here(by)]
    concerns = []
    for number, one in enumerate(everyone):
        own = new if one is first else _of_another(new, one)
        rest = [name for at, each in enumerate(names) if at != number for name in each]
        part = _part(own, rest, names[number], staff)
        concerns.append(_concern.write(part, one.child, together, by=by))
    for concern in concerns:
        urgent = concern.is_urgent
        record(Event.CONCERN_RECORDED, by=by, about=concern, child=concern.child_id, urgent=urgent)
    _concern.tell(concerns[0], concerns[0].is_urgent)
    return concerns


def _names(everyone: Sequence[Other], by: Person) -> list[list[str]]:
    """The names of each: as typed, and as the roll has them. Only children of this roll."""
    names = []
    for one in everyone:
        child = queries.on_roll(by, one.child) if one.child else None
        if one.child and child is None:
            raise NotThere
        held = [child.name, child.legal_name] if child else []
        names.append(list(dict.fromkeys([one.named, *held])))
    return names


def _whole(new: NewConcern, how_many: int, by: Person) -> Together:
    whole = Together(
        org_id=by.place,
        author_id=by.id,
        how_many=how_many,
        recorded_at=Now(),
        **{name: getattr(new, name) for name in NAMING},
    )
    whole.save(force_insert=True)
    return whole


def _of_another(new: NewConcern, other: Other) -> NewConcern:
    """The same event for a child who did not say these words."""
    told = ""
    if new.words:
        told = _("Another pupil said: “%(words)s”") % {"words": new.words}
    if new.language and new.translation:
        given = {"language": language_name(new.language), "words": new.translation}
        told += "\n" + _("(%(language)s; in English: “%(words)s”)") % given
    account = "\n\n".join(part for part in (told, new.account) if part)
    silent = dict.fromkeys((*ABOUT_THE_WORDS, "independent"), "")
    changes = silent | {"account": account, "child_as_named": other.named, "kind": other.kind}
    return dataclasses.replace(new, **changes)  # type: ignore[arg-type]


def _part(new: NewConcern, rest: list[str], own: list[str], staff: list[str]) -> NewConcern:
    wanted = to_look_for(others_known(rest), own)
    told = {name: without(getattr(new, name), wanted, staff) for name in (*NAMING, "seen_by")}
    told["place"], told["seen_by"] = told["place"][:200], told["seen_by"][:200]
    return dataclasses.replace(new, **told)  # type: ignore[arg-type]
