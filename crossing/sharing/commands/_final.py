"""Completing a decision: what is missing, the question back, and the final row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now, now
from crossing.core.errors import Invalid, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.people import Person, named
from crossing.partnership.rules import Permission
from crossing.records.commands import end_advice
from crossing.sharing import rules
from crossing.sharing.commands._crossing import note_in_record, share
from crossing.sharing.commands._emergency import emergency_of, write_record
from crossing.sharing.commands._reply import answer_asker
from crossing.sharing.commands._stored import (
    agreement_as_stored,
    answer_as_stored,
    items_as_stored,
    law_as_stored,
)
from crossing.sharing.commands._telling import wait_to_tell
from crossing.sharing.commands._work import desk_of, locked, put
from crossing.sharing.commands.work import Work
from crossing.sharing.models import (
    Decision,
    Deliberation,
    InformationRequest,
    Question,
)
from crossing.sharing.queries.desk import Desk
from crossing.todo.commands import end_chase
from crossing.todo.rules import Matter


def complete(deliberation: Deliberation, work: Work | None, *, by: Person) -> Desk:
    """The locked deliberation with its last page saved; Invalid names all that is missing."""
    version = work.version if work else None
    fresh = locked(deliberation, by=by, version=version)
    if work is not None:
        put(fresh, work, by=by)
    desk = desk_of(fresh, by=by)
    if found := desk.problems():
        raise Invalid(found)
    return desk


def _ask_back(desk: Desk) -> Question:
    """One question back to the asker. The first pauses a routine clock, never one set by law."""
    fresh, answer, by = desk.deliberation, desk.answer, desk.person
    asked = fresh.request
    if asked is None or asked.asker_id is None:
        raise WrongState(_("Nobody here can be asked. Ring them, and write down what they say."))
    if asked.questions.filter(from_org=fresh.org_id, answered_at__isnull=True).exists():
        raise WrongState(_("You have asked already. They have not answered yet."))
    question = Question(
        request=asked,
        from_org_id=fresh.org_id,
        to_org_id=asked.asker_id,
        text=answer.reason_told,
        by_name=named(by),
        at=Now(),
    )
    question.save(force_insert=True)
    if fresh.status == rules.DecisionStatus.PROPOSED:
        fresh.status = rules.DecisionStatus.RETURNED
    fresh.answers |= {"outcome": "", "reason_told": "", "reason_kept": ""}
    done = fresh.answers.get("done", [])
    fresh.answers["done"] = [step for step in done if step != "decide"]
    _stand_still(fresh, asked, by)
    fresh.save(update_fields=["answers", "status", "overdue_told_at"])
    send(Notice.ARRIVED, org=asked.asker_id, permission=Permission.REQUEST_ASK)
    return question


def _stand_still(fresh: Deliberation, asked: InformationRequest, by: Person) -> None:
    """Nobody is chased while the asker has the ball; late again afterwards, it starts anew."""
    routine = rules.clock_of(rules.Purpose(asked.purpose)) == rules.Clock.ROUTINE
    if routine and asked.questions.count() == 1:
        fresh.overdue_told_at = None
        end_chase(Matter.REQUEST_OVERDUE, fresh.pk, org=fresh.org_id, by=by)


def finish(desk: Desk, step: rules.DecisionStep) -> Decision | None:
    """Write the decision, what crosses, what is told, and the entry in our own record.

    Asking for more is not a decision yet: the question goes to the asker, and None comes back.
    """
    if desk.answer.outcome == rules.Outcome.NEED_MORE:
        _ask_back(desk)
        return None
    fresh = desk.deliberation
    fresh.status = rules.status_after(rules.DecisionStatus(fresh.status), step)
    fresh.ended_at = now()
    fresh.save(update_fields=["status", "ended_at"])
    end_chase(Matter.REQUEST_OVERDUE, fresh.pk, org=fresh.org_id, by=desk.person)
    end_advice(fresh.org_id, by=desk.person, deliberation=fresh.pk)
    decision = _decision(desk)
    emergency = emergency_of(fresh)
    if emergency is not None:  # it has been sent: nothing is sent twice
        decision.disclosure_id = emergency.disclosure_id
    elif desk.answer.shares:
        decision.disclosure = share(desk, decision)
    elif desk.answer.says_known:
        note_in_record(desk, decision)
    decision.save(force_insert=True)
    if emergency is not None:
        write_record(emergency, decision, by=desk.person)
    wait_to_tell(decision, desk.answer, by=desk.person)
    if fresh.request is not None:
        answer_asker(fresh.request, decision)
    if decision.outcome == rules.Outcome.SHARE_SOME:
        _keep_open(desk)
    return decision


# What is true of the request is not asked again; whoever decides the rest says the rest anew.
STANDS = ("is_our_child", "recipient_kind")


def _keep_open(desk: Desk) -> None:
    """The rest of the request waits for its own decision, on the same clock."""
    before, by = desk.deliberation, desk.person
    stands = {name: before.answers[name] for name in STANDS if name in before.answers}
    rest = Deliberation(
        org_id=before.org_id,
        request=before.request,
        route=rules.Route.ASKED,
        recipient=before.recipient,
        outside_recipient=before.outside_recipient,
        child=before.child,
        status=rules.DecisionStatus.NEW,
        answers={**stands, "rest": True, "done": ["child"]},
        started_at=before.started_at,
        due_at=before.due_at,
        outside=before.outside,
    )
    rest.save(force_insert=True)
    record(Event.DELIBERATION_STARTED, by=by, about=rest, child=rest.child_id, route=rest.route)


def _decision(desk: Desk) -> Decision:
    fresh, answer, by = desk.deliberation, desk.whole_answer, desk.person
    decision = Decision(
        org_id=fresh.org_id,
        deliberation=fresh,
        request=fresh.request,
        child=fresh.child,
        recipient=fresh.recipient,
        recipient_name=desk.recipient_name,
        route=fresh.route,
        purpose=desk.purpose,
        outcome=answer.outcome or "",
        reason_kept=answer.reason_kept,
        reason_told=answer.reason_told,
        regime=desk.law.regime,
        law=law_as_stored(desk),
        law_version=desk.law.version,
        answer=answer_as_stored(desk),
        items=items_as_stored(desk),
        **agreement_as_stored(desk),
        proposed_by_name=fresh.proposed_by_name,
        decided_by_id=by.id,
        decided_by_name=named(by),
        decided_at=now(),
    )
    decision.second_look = rules.second_look(decision.pk)
    return decision


def seen_in_the_log(decision: Decision) -> dict[str, str | bool]:
    """What the log says about a decision: no name, and nothing that was written."""
    return {"outcome": decision.outcome, "second_look": decision.second_look}
