"""Writing a page of a decision, and the lock that each of them takes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from crossing.core.clock import today
from crossing.core.errors import Denied, NotThere, WrongState
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules.drafts import Begun
from crossing.sharing import rules
from crossing.sharing.answers import draft_key, plain
from crossing.sharing.commands.work import Chosen, Work
from crossing.sharing.models import (
    Deliberation,
    DeliberationItem,
)
from crossing.sharing.queries.desk import Desk
from crossing.sharing.queries.mine import FROM_INSIDE
from crossing.sharing.queries.people import is_connected

EDITABLE = (rules.DecisionStatus.NEW, rules.DecisionStatus.RETURNED)


def put(fresh: Deliberation, work: Work, *, by: Person) -> None:
    """Write one page into a locked deliberation."""
    ours = work.answers.get("is_our_child")
    if ours is not None:
        _choose_child(fresh, work.child if ours == rules.OurChild.YES else None, by=by)
    if work.items is not None:
        replace_items(fresh, work.items)
    fresh.answers |= plain(work.answers)
    keep(fresh, work.step, work.begun, by=by)


def _choose_child(fresh: Deliberation, child: Child | None, *, by: Person) -> None:
    """Which of our children it is. Another child means other items; looking is an event."""
    chosen = child.pk if child else None
    if chosen == fresh.child_id:
        return
    if fresh.route != rules.Route.EMERGENCY:  # what was sent at once stays as it is
        fresh.items.all().delete()
    fresh.child = child
    fresh.answers["done"] = [
        step for step in fresh.answers.get("done", []) if step not in ("items", "others", "weigh")
    ]
    if child is not None:
        records.open_child(child, by=by)


def replace_items(fresh: Deliberation, items: Sequence[Chosen]) -> None:
    fresh.items.all().delete()
    DeliberationItem.objects.bulk_create(
        DeliberationItem(org_id=fresh.org_id, deliberation=fresh, position=position, **vars(item))
        for position, item in enumerate(items)
    )


def keep(fresh: Deliberation, step: str, begun: Begun | None = None, *, by: Person) -> None:
    records.drop_draft(draft_key(fresh.pk, step), begun, by=by)
    done = fresh.answers.get("done", [])
    fresh.answers |= {"done": [*done, *([] if step in done else [step])], "by": str(by.id)}
    fresh.version += 1
    fresh.save(update_fields=["answers", "version", "child", "route", "status"])


def locked(
    deliberation: Deliberation,
    *,
    by: Person,
    version: int | None = None,
    editing: bool = True,
) -> Deliberation:
    """The row as it stands now, held until this is done; refused when it has moved on."""
    _require_part(deliberation, by=by)
    fresh = (
        Deliberation.objects.select_for_update(of=("self",))
        .select_related("org", "recipient", "request__asker", "child")
        .get(pk=deliberation.pk)
    )
    _require_open(fresh)
    if editing and fresh.status not in EDITABLE:
        raise WrongState(_("This has been proposed. It can be changed when it has been returned."))
    somebody_else = fresh.answers.get("by") != str(by.id)
    if version is not None and version != fresh.version and somebody_else:
        raise WrongState(
            _("Somebody else has worked on this since you opened it. Open it again to carry on.")
        )
    return fresh


def _require_part(deliberation: Deliberation, *, by: Person) -> None:
    """Only those who decide or propose here, and nobody who is personally connected."""
    everybody = (*FROM_INSIDE, Permission.SHARING_CONFIRM)
    if not any(deliberation.org_id in by.places(each) for each in everybody):
        raise Denied
    if is_connected(by, deliberation):
        raise NotThere
    if deliberation.org_id not in by.places(Permission.DECISION_SEE) and not deliberation.outside:
        raise NotThere


def _require_open(fresh: Deliberation) -> None:
    if fresh.ended_at is not None:
        raise WrongState(_("This has already been decided."))
    if fresh.request is not None and fresh.request.ended_at is not None:
        raise WrongState(_("The request has been withdrawn, so there is nothing to decide."))


def desk_of(fresh: Deliberation, *, by: Person) -> Desk:
    """The locked deliberation, on this person's desk."""
    return Desk(by, fresh, today())
