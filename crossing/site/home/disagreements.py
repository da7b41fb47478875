"""Disagreements at their stage: by reference, and by when somebody must answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.models import Disagreement
from crossing.sharing.queries.disagree import open_here
from crossing.site.home.parts import MOST, Row, Section


def disagreements(person: Person) -> Iterator[Section]:
    """Those that have not ended, for both sides, and for the partnership at its own stage."""
    if person.may(Permission.SHARED_SEE, Permission.DISAGREEMENT_HEAR):
        rows = [_row(one, person) for one in open_here(person, MOST)]
        if rows:
            title = gettext_lazy("Disagreements")
            yield Section(title, rows, "", reverse("sharing:disagreements"))


def _row(one: Disagreement, person: Person) -> Row:
    sides = [side.name for side in (one.asker, one.holder) if side.pk != person.acting_at]
    return Row(
        _("Disagreement %(reference)s") % {"reference": one.reference},
        reverse("sharing:disagreement", args=[one.pk]),
        text=" · ".join(sides),
        due=one.stage_due_at,
        tag=_("Stage %(number)s of 3") % {"number": one.stage},
    )


def days(person: Person) -> Iterator[Section]:
    """For whoever keeps the partnership: how long each stage has."""
    if person.may(Permission.PARTNERSHIP_MANAGE):
        title = _("How many working days each stage has")
        row = Row(title, reverse("sharing:disagreement_days"))
        yield Section(gettext_lazy("Disagreements"), [row], "")


def counts(person: Person) -> Iterator[Section]:
    """For the partnership: how its organisations work together."""
    if person.may(Permission.COUNTS_SEE):
        row = Row(_("How we work together, in counts"), reverse("sharing:counts"))
        yield Section(gettext_lazy("Counts"), [row], "")
