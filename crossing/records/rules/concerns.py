"""What a concern and a decision about it take."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from crossing.records.rules.lists import Basis, ConcernKind, DecisionKind, Safe
from crossing.records.rules.spoken import spoken_problems

LIKELY_SAME_DAYS = 3


@dataclass(frozen=True)
class NewConcern:
    """What somebody noticed, in their own words."""

    child_as_named: str
    safe_now: str
    kind: str
    happened_on: datetime.date
    basis: str
    words: str = ""
    account: str = ""
    happened_at: str = ""
    place: str = ""
    certain: bool = True
    done_already: str = ""
    seen_by: str = ""
    seen_by_is: str = ""
    told_when: str = ""
    read_back: str = ""
    language: str = ""
    translation: str = ""
    interpreter: str = ""
    interpreter_is: str = ""
    independent: str = ""

    def problems(self, today: datetime.date) -> dict[str, str]:
        """What is missing, by field: the child's words or an account; nothing in the future."""
        found = {}
        if not self.child_as_named.strip():
            found["who"] = _("Enter who it is about")
        if not (self.words.strip() or self.account.strip()):
            found["account"] = _("Enter what you saw or heard, or the child’s own words")
        if self.happened_on > today:
            found["happened_on"] = _("The day must be today or in the past")
        spoken = spoken_problems(self.language, self.words, self.interpreter_is, self.independent)
        return found | _not_listed(self) | spoken


def _not_listed(new: NewConcern) -> dict[str, str]:
    found = {}
    if new.safe_now not in Safe.values:
        found["safe_now"] = _("Select whether the child is safe right now")
    if new.kind not in ConcernKind.values:
        found["kind"] = _("Select what it is about")
    if new.basis not in Basis.values:
        found["basis"] = _("Select whether you saw it or think it")
    return found


def likely_same_days(happened_on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """A concern about the same child, of the same kind, between these days is likely the same."""
    near = datetime.timedelta(days=LIKELY_SAME_DAYS)
    return happened_on - near, happened_on + near


def may_add_to(author: UUID, by: UUID, works_on_cases: bool) -> bool:
    """Its author adds to a concern, and those who work on children's records."""
    return author == by or works_on_cases


@dataclass(frozen=True)
class NewDecision:
    """What to do about a concern. Not referring is decided with the same care as referring."""

    what: str
    reason: str
    refer_reason: str
    look_again_on: datetime.date | None = None

    def problems(self, today: datetime.date) -> dict[str, str]:
        """Both reasons always; a day to look again when nothing more happens for now."""
        found = {}
        if self.what not in DecisionKind.values:
            found["what"] = _("Select what to do")
        if not self.reason.strip():
            found["reason"] = _("Enter the reason")
        if not self.refer_reason.strip():
            found["refer_reason"] = _refer_question(self.what)
        if self.what == DecisionKind.NOTHING and self.look_again_on is None:
            found["look_again_on"] = _("Enter the day to look again")
        if self.look_again_on and self.look_again_on <= today:
            found["look_again_on"] = _("The day to look again must be in the future")
        return found


def _refer_question(what: str) -> str:
    if what in (DecisionKind.REFER, DecisionKind.POLICE):
        return _("Enter why it is being referred")
    return _("Enter why it is not being referred to children’s services")
