"""The child and the family: what each thinks, who is told, what follows when somebody says no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from crossing.sharing.rules.answer import Answer
from crossing.sharing.rules.legal import Facts, Law
from crossing.sharing.rules.lists import ChildView, FamilyTold, NotToldBecause
from crossing.sharing.rules.telling import too_far

Found = Iterator[tuple[str, str | Promise]]


def family(answer: Answer, facts: Facts, law: Law) -> Found:
    """What is missing on the page about the child and the family."""
    if answer.child_view is None:
        yield "child_view", _("Say what the child thinks, or that you do not know.")
    elif answer.child_view == ChildView.NOT_ASKED and not answer.child_view_because.strip():
        yield "child_view_because", _("Say why the child was not asked.")
    if answer.family_told is None:
        yield "family_told", _("Say whether the family has been told.")
    elif answer.family_told == FamilyTold.NOT_TOLD:
        yield from _not_told(answer, law.on)


def refused(answer: Answer, facts: Facts, law: Law) -> Found:
    """What is missing when somebody said no; nothing when nobody did."""
    if not answer.refused:
        return
    if answer.child_view == ChildView.DISAGREES and answer.competence is None:
        yield "competence", _("Say whether the child could understand what it means.")
    if answer.still_share is None:
        yield "still_share", _("Say whether you would still need to share.")
    elif answer.still_share:
        yield from _all_the_same(answer)


def _all_the_same(answer: Answer) -> Found:
    if not answer.override_because.strip():
        yield "override_because", _("They said no. Say which risk makes you share all the same.")
    if answer.tell_anyway is None:
        yield "tell_anyway", _("Say whether you tell them that you share anyway.")
    elif not answer.tell_anyway and not answer.tell_not_because.strip():
        yield "tell_not_because", _("Say why they are not told that you share anyway.")


# Told later, when it can no longer do harm: so somebody looks again.
LOOK_AGAIN = (NotToldBecause.UNSAFE, NotToldBecause.PREJUDICES)


def _not_told(answer: Answer, today: date) -> Found:
    if answer.not_told_because is None:
        yield "not_told_because", _("Say why the family is not told.")
    dated = answer.look_again_on is not None and answer.look_again_on > today
    if late := too_far(answer.look_again_on, today):
        yield "look_again_on", late
    elif answer.not_told_because in LOOK_AGAIN and not dated:
        yield "look_again_on", _("Give a day to look again at whether they can be told.")
