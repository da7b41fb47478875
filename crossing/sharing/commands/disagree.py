"""I disagree: opened by the asker's side, and moved, ended or agreed by the two sides."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.core.errors import Denied, Invalid, NotThere, WrongState
from crossing.partnership.people import Person, named, require
from crossing.partnership.queries import who_to_ring
from crossing.partnership.rules import Permission
from crossing.sharing.commands._disagree import (
    end,
    fresh_of,
    line,
    move,
    person,
    set_stage,
    tell_everybody,
)
from crossing.sharing.models import (
    Disagreement,
    DisagreementDays,
    DisagreementNote,
    Disclosure,
    InformationRequest,
)
from crossing.sharing.queries.disagree import (
    about_answer,
    about_next,
    board_of,
    locked,
    running,
)
from crossing.sharing.rules.disagree import (
    HEARD,
    Days,
    Ending,
    Said,
    Stage,
    require_open,
    stage_after,
)


@dataclass(frozen=True)
class Against:
    """What somebody disagrees with: an answer to a request, or what came of something shared."""

    request: InformationRequest | None = None
    disclosure: Disclosure | None = None

    def what(self, by: Person) -> str:
        """What was told, when that can be disagreed with."""
        if self.request is not None:
            return about_answer(self.request)
        return about_next(by, self.disclosure) if self.disclosure else ""

    def require_something(self, by: Person) -> str:
        """What was told; refused where there is nothing to disagree with."""
        if about := self.what(by):
            return about
        raise WrongState(_("There is no answer here to disagree with."))


@transaction.atomic
def disagree(against: Against, words: str, *, by: Person) -> Disagreement:
    """Disagree with an answer: the two who worked on it talk first. It holds up nothing else."""
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    asked, shared = against.request, against.disclosure
    holder = asked.holder if asked else shared.recipient if shared else None
    if (asked.asker_id if asked else shared and shared.sender_id) != by.acting_at or not holder:
        raise NotThere
    about = against.require_something(by)
    if running(asked, shared) is not None:
        raise WrongState(_("Somebody here has disagreed with this already."))
    _require_words(words)
    case = Disagreement(
        asker_id=by.place,
        holder=holder,
        board=board_of(by.place, holder.pk),
        request=asked,
        disclosure=shared,
        about=about,
        opened_at=now(),
    )
    set_stage(case, Stage.WORKERS)
    case.save(force_insert=True)
    line(case, Said.OPENED, words, by=by)
    record(Event.DISAGREEMENT_OPENED, by=by, about=case, answer=about)
    tell_everybody(case, by=by)
    return case


def _require_words(words: str, field: str = "text") -> None:
    if not words.strip():
        raise Invalid({field: _("Write it in a sentence or two.")})


@transaction.atomic
def read_disagreement(case: Disagreement, *, by: Person) -> None:
    """Reading what both sides wrote is an event."""
    record(Event.DISAGREEMENT_READ, by=by, about=case)


@transaction.atomic
def write_view(case: Disagreement, words: str, *, by: Person) -> None:
    """Write one's own side's view. The other side reads it; nobody can change it."""
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    fresh = fresh_of(case, by=by)
    _require_words(words)
    line(fresh, Said.VIEW, words, by=by)
    record(Event.DISAGREEMENT_WRITTEN, by=by, about=fresh)


@transaction.atomic
def agree(case: Disagreement, words: str, *, by: Person) -> None:
    """Write what was agreed. It ends when both sides have: neither ends it for the other."""
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    fresh = fresh_of(case, by=by)
    said = fresh.lines.filter(said=Said.AGREED).order_by("at", "id").last()
    confirms = said is not None and said.org_id != by.acting_at
    if not confirms:
        _require_words(words)
    line(fresh, Said.AGREED, words, by=by)
    record(Event.DISAGREEMENT_AGREED, by=by, about=fresh, confirms=confirms)
    if confirms:
        end(fresh, Ending.AGREED, by=by)
        record(Event.DISAGREEMENT_ENDED, by=by, about=fresh, ending=fresh.ending, stage=fresh.stage)
    else:
        tell_everybody(fresh, by=by)


@transaction.atomic
def withdraw_disagreement(case: Disagreement, words: str, *, by: Person) -> None:
    """Take it back: only the side that disagreed can. The answer stands."""
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    fresh = fresh_of(case, by=by)
    if fresh.asker_id != by.acting_at:
        raise Denied
    line(fresh, Said.WITHDRAWN, words, by=by)
    end(fresh, Ending.WITHDRAWN, by=by)
    record(Event.DISAGREEMENT_ENDED, by=by, about=fresh, ending=fresh.ending, stage=fresh.stage)


@transaction.atomic
def move_up(case: Disagreement, words: str, *, by: Person) -> None:
    """Do not wait for the day: either side may move it to the next stage, and says why."""
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    fresh = fresh_of(case, by=by)
    after = stage_after(Stage(fresh.stage))
    _require_words(words)
    move(fresh, Said.UP, words, after, by=by)
    record(Event.DISAGREEMENT_MOVED, by=by, about=fresh, stage=fresh.stage)


@transaction.atomic
def name_person(case: Disagreement, name: str, reason: str, *, by: Person) -> None:
    """Name somebody else for one's own side at this stage, with the reason."""
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    fresh = fresh_of(case, by=by)
    _require_words(name, "name")
    _require_words(reason, "reason")
    ours = fresh.asker if fresh.asker_id == by.acting_at else fresh.holder
    person(fresh, ours.pk, name.strip(), who_to_ring(ours, now()).phone, reason, by=by)
    record(Event.DISAGREEMENT_NAMED, by=by, about=fresh, stage=fresh.stage)


@transaction.atomic
def note(case: Disagreement, words: str, *, by: Person) -> None:
    """A note of one's own side: the other never sees it."""
    require(by, Permission.REQUEST_ASK, at=by.acting_at)
    fresh = fresh_of(case, by=by)
    _require_words(words)
    written = DisagreementNote(
        org_id=by.place, disagreement=fresh, by_name=named(by), text=words.strip(), at=now()
    )
    written.save(force_insert=True)
    record(Event.DISAGREEMENT_NOTED, by=by, about=fresh)


@transaction.atomic
def hear(case: Disagreement, ending: Ending, words: str, learned: str, *, by: Person) -> None:
    """The partnership's named person writes what should happen and what was learned; it is closed.

    The decision about the child's information stays with whoever holds it.
    """
    require(by, Permission.DISAGREEMENT_HEAR, at=case.board_id)
    fresh = locked(case, by)
    require_open(fresh.ended_at is not None)
    if ending not in HEARD:
        raise Invalid({"ending": _("Choose what should happen.")})
    _require_words(words)
    _require_words(learned, "learned")
    line(fresh, Said.HEARD, words, by=by)
    line(fresh, Said.LEARNED, learned, by=by)
    end(fresh, ending, by=by)
    record(Event.DISAGREEMENT_ENDED, by=by, about=fresh, ending=fresh.ending, stage=fresh.stage)


@transaction.atomic
def set_days(days: Days, *, by: Person) -> None:
    """How many working days each stage has in this partnership, from now on."""
    require(by, Permission.PARTNERSHIP_MANAGE, at=by.acting_at)
    if found := days.problems():
        raise Invalid(found)
    row = DisagreementDays(org_id=by.place, by_name=named(by), at=now(), **vars(days))
    row.save(force_insert=True)
    record(Event.DISAGREEMENT_DAYS, by=by, about=row)
