"""What the asker is told: never the reason that is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from crossing.core.clock import now
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.rules import Permission
from crossing.sharing import rules
from crossing.sharing.commands._request import move
from crossing.sharing.models import (
    Decision,
    InformationRequest,
    Reply,
)

TELL = "crossing.sharing.tasks.tell"


def answer_asker(asked: InformationRequest, decision: Decision) -> None:
    """Tell the asker now; "nothing that we can share" always on the last day, whatever it hides.

    Some now is no reply yet: the request stays open, and its clock runs on.
    """
    told = rules.told(rules.Outcome(decision.outcome))
    if told == rules.ToldOutcome.SOME:
        move(asked, rules.RequestStep.ANSWER_SOME)
        _tell_asker(asked)
    elif told == rules.ToldOutcome.NOTHING and _waits(asked, decision):
        later = app.configure_task(TELL, queue="clock", schedule_at=asked.due_at)
        later.defer(decision=str(decision.pk), org=str(decision.org_id))
    else:
        reply(asked, decision)


def _waits(asked: InformationRequest, decision: Decision) -> bool:
    """Whether there is somebody here to tell, and their last day has not come."""
    here = asked.asker_id is not None
    return here and asked.due_at is not None and asked.due_at > decision.decided_at


def reply(asked: InformationRequest, decision: Decision) -> None:
    """What the asker reads: never the reason that is kept."""
    refused = decision.outcome == rules.Outcome.REFUSE
    told, kept = rules.told(rules.Outcome(decision.outcome)), decision.answer
    moment = now()
    Reply(
        request=asked,
        asker_id=asked.asker_id,
        holder_id=asked.holder_id,
        told=told,
        reason=decision.reason_told,
        would_change=kept.get("would_change", "") if refused else "",
        ring_name=kept.get("ring", ""),
        ring_phone=kept.get("ring_phone", ""),
        by_name=_teller(decision, told),
        at=moment,
    ).save(force_insert=True)
    move(asked, rules.RequestStep.ANSWER, ended_at=moment)
    _tell_asker(asked)


def _teller(decision: Decision, told: rules.ToldOutcome) -> str:
    """Who tells it. Of a sealed child two named people decide: a name beside "there is nothing"
    could give that away, so there it is always the team's."""
    if told == rules.ToldOutcome.NOTHING:
        return _("The safeguarding team, %(org)s") % {"org": decision.org.name}
    return decision.decided_by_name


def _tell_asker(asked: InformationRequest) -> None:
    if asked.asker_id is not None:
        send(Notice.ARRIVED, org=asked.asker_id, permission=Permission.REQUEST_ASK)
