"""Looking again at whether a family can be told."""

from __future__ import annotations

import dataclasses

from django.db import transaction
from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now, today
from crossing.core.errors import Invalid, WrongState
from crossing.partnership.people import Person, named, require
from crossing.partnership.rules import Permission
from crossing.sharing.commands._telling import look_again
from crossing.sharing.models import Decision, Deliberation, FamilyTelling
from crossing.sharing.queries.telling import is_to_tell
from crossing.sharing.rules.telling import NewTelling
from crossing.todo.commands import end_chase
from crossing.todo.rules import Matter


@transaction.atomic
def tell_family(decision: Decision, new: NewTelling, *, by: Person) -> FamilyTelling:
    """Write down that the family was told; or why still not, and when to look again."""
    require(by, Permission.DECISION_SEE, at=decision.org_id)
    one_at_a_time = Deliberation.objects.select_for_update(of=("self",))
    one_at_a_time.get(pk=decision.deliberation_id)
    if not is_to_tell(decision):
        raise WrongState(_("Nobody waits to be told about this decision."))
    if found := new.problems(today()):
        raise Invalid(found)
    telling = FamilyTelling(
        org_id=decision.org_id,
        decision=decision,
        by_id=by.id,
        by_name=named(by),
        at=now(),
        **dataclasses.asdict(new),
    )
    telling.save(force_insert=True)
    end_chase(Matter.FAMILY_TO_TELL, decision.pk, org=decision.org_id, by=by)
    if new.look_again_on is not None:
        look_again(decision, new.look_again_on, by=by)
    record(Event.FAMILY_LOOKED_AT, by=by, about=telling, child=decision.child_id, told=new.told)
    return telling
