"""Jobs of sharing. They take ids only, act at one organisation, and may run twice without harm."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from crossing.database.acting import service
from crossing.database.tasks import one_by_one
from crossing.partnership.people import Service
from crossing.sharing.commands import breach, clock, decide, disagree_clock
from crossing.sharing.erased import list_erased
from crossing.sharing.models import Contradiction, Decision, WrongPlace
from crossing.sharing.queries import disagree
from crossing.sharing.queries.breach import destroyed_copies
from crossing.sharing.queries.correct import is_answered
from crossing.sharing.queries.overdue import overdue
from crossing.todo.commands import Waits, chase, end_chase
from crossing.todo.rules import Matter


@app.task(queue="clock", retry=5)
def close_deliberation(request: str, org: str) -> None:
    """End the holder's work on a question that was taken back."""
    with service("clock", org):
        clock.close_deliberation(UUID(request), by=Service("clock", UUID(org)))


@app.task(queue="clock", retry=5)
def resume_clock(question: str, org: str) -> None:
    """Start the holder's routine clock again after the asker has answered."""
    with service("clock", org):
        clock.resume_clock(UUID(question), by=Service("clock", UUID(org)))


@app.task(queue="clock", retry=5)
def tell(decision: str, org: str) -> None:
    """Tell the asker, on the last day, that there is nothing to share."""
    with service("clock", org):
        decide.tell(Decision.objects.get(pk=decision), by=Service("clock", UUID(org)))


@app.task(queue="clock", retry=5)
def end_unread(disclosure: str, org: str) -> None:
    """The recipient has opened an emergency: nobody at the sender need ring them."""
    with service("clock", org):
        by = Service("clock", UUID(org))
        end_chase(Matter.EMERGENCY_UNREAD, UUID(disclosure), org=UUID(org), by=by)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="overdue")
def tell_overdue(timestamp: int) -> None:
    """Tell each team, once, what is overdue there: each in a transaction of its own."""
    one_by_one(overdue(), _tell_overdue)


def _tell_overdue(org: UUID, deliberation: UUID) -> None:
    with service("clock", org):
        clock.tell_overdue(deliberation, by=Service("clock", org))


@app.task(queue="clock", retry=5)
def take_disagreement(disagreement: str, org: str) -> None:
    """One side's part of a disagreement: who is named there, and its clock."""
    with service("clock", org):
        disagree_clock.take_disagreement(UUID(disagreement), by=Service("clock", UUID(org)))


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="disagreements")
def pass_days(timestamp: int) -> None:
    """Move up each disagreement whose day has passed: each in a transaction of its own."""
    one_by_one(disagree.due(), _pass_day)


def _pass_day(org: str, case: str) -> None:
    with service("clock", org):
        disagree_clock.pass_day(UUID(case), by=Service("clock", UUID(org)))


@app.task(queue="clock", retry=5)
def correction_read(correction: str, org: str) -> None:
    """Stop the sender's clock: somebody at the recipient has acknowledged the correction."""
    with service("clock", org):
        by = Service("clock", UUID(org))
        end_chase(Matter.CORRECTION_UNREAD, UUID(correction), org=UUID(org), by=by)


@app.task(queue="clock", retry=5)
def contradiction_began(contradiction: str, org: str) -> None:
    """Start the sender's clock: a recipient says that it contradicts what they hold."""
    with service("clock", org):
        said = Contradiction.objects.select_related("to_org").get(pk=contradiction)
        if not is_answered(said):
            waits = Waits(Matter.CORRECTION_ASKED, said.pk, said.to_org, said.due_at)
            chase(waits, by=Service("clock", UUID(org)))


@app.task(queue="clock", retry=5)
def breach_began(wrong_place: str, org: str) -> None:
    """Start the sender's 72 hours: a recipient says that it came to the wrong place."""
    with service("clock", org):
        wrong = WrongPlace.objects.select_related("recipient").get(pk=wrong_place)
        breach.begin_breach(wrong, wrong.at, by=Service("clock", UUID(org)))


@app.task(queue="clock", retry=5)
def copy_destroyed(wrong_place: str, org: str) -> None:
    """Tell the sender that what went to the wrong place is destroyed there."""
    with service("clock", org):
        wrong = WrongPlace.objects.get(pk=wrong_place)
        breach.hear_of_destruction(wrong, by=Service("clock", UUID(org)))


@app.periodic(cron="* * * * * */10")
@app.task(queue="clock", queueing_lock="erased", lock="erased")
def list_destroyed(timestamp: int) -> None:
    """List, outside the database, each copy that was destroyed and is not listed yet."""
    list_erased(destroyed_copies())
