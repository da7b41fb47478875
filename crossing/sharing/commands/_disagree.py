"""What every step of a disagreement has in common: its lines, its clock, and each side's part."""

from __future__ import annotations

from uuid import UUID

from crossing.core.clock import now
from crossing.core.errors import Denied, NotThere
from crossing.notify.commands import send
from crossing.notify.rules import Kind
from crossing.partnership.models import Organisation
from crossing.partnership.people import Actor, Person, named
from crossing.partnership.queries import calendar_for, who_to_ring
from crossing.partnership.rules import Permission
from crossing.sharing.commands._request import leave_to
from crossing.sharing.models import Disagreement, DisagreementLine, DisagreementPerson
from crossing.sharing.queries.disagree import (
    days_of,
    lead_of,
    locked,
    named_at,
    worker_there,
)
from crossing.sharing.rules.disagree import Said, Stage, require_open
from crossing.todo.commands import Waits, chase, end_chase
from crossing.todo.rules import Matter


def place_of(by: Actor) -> UUID:
    """Where somebody, or a job, acts; Denied for whoever acts nowhere."""
    if by.acting_at is None:
        raise Denied
    return by.acting_at


def line(case: Disagreement, said: Said, text: str = "", *, by: Actor) -> DisagreementLine:
    """One line of it. What is written at the last stage is read by the partnership too."""
    written = DisagreementLine(
        disagreement=case,
        org_id=place_of(by),
        account_id=by.id if isinstance(by, Person) else None,
        by_name=named(by) if isinstance(by, Person) else by.name,
        said=said,
        stage=case.stage,
        text=text.strip(),
        for_board=case.stage == Stage.PARTNERSHIP,
        at=now(),
    )
    written.save(force_insert=True)
    return written


def fresh_of(case: Disagreement, *, by: Person) -> Disagreement:
    """The row held, for somebody of one of the two sides; refused when it has ended."""
    fresh = locked(case, by)
    if by.acting_at not in (fresh.asker_id, fresh.holder_id):
        raise NotThere
    require_open(fresh.ended_at is not None)
    return fresh


def set_stage(case: Disagreement, stage: Stage) -> None:
    """It stands at this stage from now on, for so many working days."""
    days = days_of(case.board_id).of(stage)
    case.stage = stage
    case.stage_due_at = calendar_for(case.holder).working_day_deadline(now(), days)


def involved(case: Disagreement) -> list[Organisation]:
    """The two sides; and the partnership, from its own stage on."""
    hears = case.board if case.stage == Stage.PARTNERSHIP else None
    return [each for each in (case.asker, case.holder, hears) if each is not None]


def tell_everybody(case: Disagreement, *, by: Actor) -> None:
    """Each side names somebody and starts, or ends, its own clock: ours now, theirs by a job."""
    for org in involved(case):
        if org.pk == by.acting_at and org.pk != case.board_id:
            take_side(case, org, by=by)
        else:
            leave_to("take_disagreement", disagreement=str(case.pk), org=str(org.pk))


def take_side(case: Disagreement, org: Organisation, *, by: Actor) -> None:
    """The part of one organisation: who is named there, and the clock that chases it. At the last
    stage the partnership alone is chased: the sides can do nothing more than wait."""
    kind, heard = Kind.WAITING, org.pk == case.board_id
    matter = Matter.DISAGREEMENT_HEARD if heard else Matter.DISAGREEMENT
    if case.ended_at is not None:
        end_chase(matter, case.pk, org=org.pk, by=by)
        kind = Kind.ARRIVED
    else:
        _run_clock(case, matter, org, by=by)
        if named_at(case, org.pk, case.stage) is None:
            _name(case, org, by=by)
    who = Permission.DISAGREEMENT_HEAR if heard else Permission.CONCERN_DECIDE
    send(kind, org=org.pk, permission=who)


def _run_clock(case: Disagreement, matter: Matter, org: Organisation, *, by: Actor) -> None:
    heard = matter == Matter.DISAGREEMENT_HEARD
    if case.stage == Stage.PARTNERSHIP and not heard:
        end_chase(matter, case.pk, org=org.pk, by=by)
        return
    other = case.asker if org.pk == case.holder_id else case.holder
    chase(Waits(matter, case.pk, org, case.stage_due_at, org if heard else other), by=by)


def _name(case: Disagreement, org: Organisation, *, by: Actor) -> None:
    line_of = who_to_ring(org, now())
    name = line_of.who
    if org.pk != case.board_id:
        name = _worker(case, org.pk, by=by) if case.stage == Stage.WORKERS else ""
        name = name or _lead(case, org.pk) or line_of.who
    person(case, org.pk, name, line_of.phone, by=by)


def _worker(case: Disagreement, org: UUID, *, by: Actor) -> str:
    if org == case.holder_id:
        return worker_there(case)
    return named(by) if isinstance(by, Person) else ""


def _lead(case: Disagreement, org: UUID) -> str:
    before = named_at(case, org, Stage.WORKERS)
    found = lead_of(org, but=before.name if before else "")
    return f"{found.name}, {found.title or found.role_name}" if found else ""


def person(
    case: Disagreement, org: UUID, name: str, phone: str, reason: str = "", *, by: Actor
) -> None:
    """Who is named for one side at this stage, from now on."""
    DisagreementPerson(
        disagreement=case,
        org_id=org,
        stage=case.stage,
        name=name[:250],
        phone=phone,
        reason=reason.strip(),
        by_name=by.name,
        at=now(),
    ).save(force_insert=True)


def move(case: Disagreement, said: Said, text: str, stage: Stage, *, by: Actor) -> None:
    """Up to the next stage, with new people and a new day."""
    set_stage(case, stage)
    case.save(update_fields=["stage", "stage_due_at"])
    line(case, said, text, by=by)
    tell_everybody(case, by=by)


def end(case: Disagreement, ending: str, *, by: Actor) -> None:
    """It is over, for everybody."""
    case.ending, case.ended_at = ending, now()
    case.save(update_fields=["ending", "ended_at"])
    tell_everybody(case, by=by)
