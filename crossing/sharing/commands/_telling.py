"""The clock of telling a family later."""

from __future__ import annotations

import datetime

from crossing.core.clock import today
from crossing.partnership.models import Membership, Organisation
from crossing.partnership.people import Person
from crossing.partnership.queries import IS_CURRENT, calendar_for, organisation_of
from crossing.sharing.models import Decision
from crossing.sharing.rules import Answer
from crossing.sharing.rules.telling import TELL_DAYS, moment_to_look, promised
from crossing.todo.commands import Waits, chase, set_task
from crossing.todo.models import Task
from crossing.todo.rules import Audience, Matter


def wait_to_tell(decision: Decision, answer: Answer, *, by: Person) -> None:
    """What is shared, and the family does not know: on the day that was given somebody looks again;
    where it was said that they will be told, within days. What could not be done in time waits for
    nobody."""
    if not answer.shares:
        return
    if answer.look_again_on is not None:
        look_again(decision, answer.look_again_on, by=by)
    elif promised(answer.family_told, answer.tell_anyway):
        days = calendar_for(organisation_of(by))
        look_again(decision, days.working_days_from(today(), TELL_DAYS), by=by)


def look_again(decision: Decision, day: datetime.date, *, by: Person) -> None:
    """A task for that day, and its clock. About a sealed child it is given to whoever decided, by
    name: others would find nothing behind it."""
    org = Organisation.objects.get(pk=decision.org_id)
    secret = decision.child is not None and decision.child.sealed
    here = Membership.objects.filter(IS_CURRENT, org=org, account=by.id) if secret else None
    named = here.first() if here is not None else None
    due = moment_to_look(day)
    task = Task(
        org=org,
        audience=Audience.HEADS if secret else Audience.LEADS,
        account_id=named.account_id if named else None,
        named=named.name if named else "",
        matter=Matter.FAMILY_TO_TELL,
        about=decision.pk,
        due_at=due,
    )
    chase(Waits(Matter.FAMILY_TO_TELL, decision.pk, org, due), by=by)
    set_task(task, by=by)
