"""What the keeper of clocks does about disagreements, at one organisation."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import now
from crossing.partnership.models import Organisation
from crossing.partnership.people import Service, require
from crossing.partnership.rules import Permission
from crossing.sharing.commands._disagree import move, place_of, take_side
from crossing.sharing.models import Disagreement
from crossing.sharing.rules.disagree import Said, Stage, stage_after


@transaction.atomic
def take_disagreement(case: UUID, *, by: Service) -> None:
    """Name somebody here, and start this side's clock; or end it. Twice does no harm."""
    require(by, Permission.CLOCKS_KEEP, at=by.acting_at)
    rows = Disagreement.objects.visible_to(by).select_for_update(of=("self",))
    found = rows.select_related("asker", "holder", "board")
    for fresh in found.filter(pk=case):
        take_side(fresh, Organisation.objects.get(pk=place_of(by)), by=by)
        record(Event.DISAGREEMENT_TAKEN, by=by, about=fresh, stage=fresh.stage)


@transaction.atomic
def pass_day(case: UUID, *, by: Service) -> None:
    """The day of a stage has passed: it moves up by itself. Twice does no harm."""
    require(by, Permission.CLOCKS_KEEP, at=by.acting_at)
    late = Disagreement.objects.select_for_update(of=("self",)).select_related(
        "asker", "holder", "board", "request", "disclosure"
    )
    late = late.filter(ended_at=None, stage__lt=Stage.PARTNERSHIP, stage_due_at__lt=now())
    for fresh in late.filter(pk=case, asker=by.acting_at):
        move(fresh, Said.PASSED, "", stage_after(Stage(fresh.stage)), by=by)
        record(Event.DISAGREEMENT_MOVED, by=by, about=fresh, stage=fresh.stage, by_itself=True)
