"""The decision: final, with the frozen copy of what crosses and what the asker is told."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.core.clock import Now, now
from crossing.core.days import LONDON
from crossing.core.errors import Denied, Invalid, WrongState
from crossing.notify.commands import send
from crossing.notify.rules import Kind as Notice
from crossing.partnership.models import Contact
from crossing.partnership.people import Actor, Person, require
from crossing.partnership.rules import Permission
from crossing.records import commands as records
from crossing.records.rules import EntryKind, NewEntry
from crossing.sharing import rules
from crossing.sharing.answers import plain
from crossing.sharing.commands._request import move
from crossing.sharing.commands.deliberate import Work, desk_of, locked, put
from crossing.sharing.models import (
    Decision,
    Deliberation,
    DisclosedItem,
    Disclosure,
    InformationRequest,
    Question,
    Reply,
)
from crossing.sharing.queries.desk import Desk

TELL = "crossing.sharing.tasks.tell"


@transaction.atomic
def decide(
    deliberation: Deliberation, work: Work | None = None, *, by: Person
) -> Decision | None:
    """Record one decision and send what it says. It cannot be changed afterwards.

    Asking for more is not a decision yet: the question goes to the asker, and None comes back.
    """
    require(by, Permission.SHARING_DECIDE, at=deliberation.org_id)
    if rules.needs_confirming(deliberation.org.kind):
        raise Denied(_("Here one person proposes and another confirms."))
    desk = complete(deliberation, work, by=by)
    if desk.answer.outcome == rules.Outcome.NEED_MORE:
        ask_back(desk)
        return None
    return finish(desk, rules.DecisionStep.DECIDE)


def complete(deliberation: Deliberation, work: Work | None, *, by: Person) -> Desk:
    """The locked deliberation with its last page saved; Invalid names all that is missing."""
    version = work.version if work else None
    fresh = locked(deliberation, by=by, version=version)
    if work is not None:
        put(fresh, work, by=by)
    desk = desk_of(fresh, by=by)
    if found := rules.problems(desk.whole_answer, desk.facts, desk.law):
        raise Invalid(found)
    return desk


def ask_back(desk: Desk) -> Question:
    """One question back to the asker. The first one pauses a routine clock, never one set by law."""
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
        by_name=signed(by),
        at=Now(),
    )
    question.save(force_insert=True)
    if fresh.status == rules.DecisionStatus.PROPOSED:
        fresh.status = rules.DecisionStatus.RETURNED
    fresh.answers |= {"outcome": "", "reason_told": "", "reason_kept": ""}
    done = fresh.answers.get("done", [])
    fresh.answers["done"] = [step for step in done if step != "decide"]
    fresh.save(update_fields=["answers", "status"])
    send(Notice.ARRIVED, org=asked.asker_id, permission=Permission.REQUEST_ASK)
    record(Event.QUESTION_ASKED, by=by, about=question, child=fresh.child_id)
    return question


def finish(desk: Desk, step: rules.DecisionStep) -> Decision:
    """Write the decision, what crosses, what is told, and the entry in our own record."""
    fresh, by = desk.deliberation, desk.person
    fresh.status = rules.status_after(rules.DecisionStatus(fresh.status), step)
    fresh.ended_at = now()
    fresh.save(update_fields=["status", "ended_at"])
    decision = _decision(desk)
    if desk.answer.shares:
        decision.disclosure = _share(desk, decision)
    decision.save(force_insert=True)
    if fresh.request is not None:
        _answer(fresh.request, decision)
    record(
        Event.DECISION_MADE,
        by=by,
        about=decision,
        child=decision.child_id,
        outcome=decision.outcome,
        second_look=decision.second_look,
    )
    return decision


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
        outcome=answer.outcome,
        reason_kept=answer.reason_kept,
        reason_told=answer.reason_told,
        regime=desk.law.regime,
        law=law_as_stored(desk),
        law_version=desk.law.version,
        answer=_answer_as_stored(desk),
        items=_items_as_stored(desk),
        proposed_by_name=fresh.proposed_by_name,
        decided_by_id=by.id,
        decided_by_name=signed(by),
        decided_at=now(),
    )
    decision.second_look = rules.second_look(decision.pk)
    return decision


def signed(by: Person) -> str:
    """A name with its title, as it stands under a decision."""
    return ", ".join(part for part in (by.name, by.title) if part)[:250]


def law_as_stored(desk: Desk) -> dict[str, Any]:
    """The law that the decision stands on, with what was changed by hand."""
    law, picked = desk.law, desk.answer.picked
    handling = desk.answer.handling or law.handling
    return {
        "regime_because": law.regime_because,
        "law_enforcement": desk.law_enforcement,
        "chosen": {
            kind.value: {"code": rule.code, "label": rule.label, "source": rule.source}
            for kind, rule in law.chosen(picked).items()
        },
        "changed": sorted(kind.value for kind in picked),
        "duty": law.duty,
        "marking": desk.answer.marking or law.marking,
        "handling": [each.value for each in handling],
        "retention": retention_of(desk),
        "ends_on": plain(desk.answer.ends_on or law.ends_on),
    }


def retention_of(desk: Desk) -> str:
    """How long they keep it: as changed here, else as worked out."""
    worked_out = desk.law.retention.label if desk.law.retention else ""
    return str(desk.saved.get("retention") or worked_out)


def _answer_as_stored(desk: Desk) -> dict[str, Any]:
    """All that was answered. Who was covered is kept as a kind and a count, not by name."""
    answer = asdict(desk.whole_answer)
    kept = {name: value for name, value in answer.items() if name not in ("items", "others")}
    kept["others"] = [
        {"kind": one.kind.value, "count": one.count, "treatment": one.treatment, "why": one.why}
        for one in desk.named
    ]
    kept["own_covers"] = len(desk.saved.get("cover_words", []))
    return dict(plain(kept))


def _items_as_stored(desk: Desk) -> list[dict[str, Any]]:
    """Each item as it was treated, with the text as it left us and no other."""
    seen = {shown.item.pk: shown for shown in desk.shown}
    return [
        {
            "entry_kind": item.entry_kind,
            "entry": str(item.entry or ""),
            "treatment": item.treatment,
            "reason": item.reason,
            "basis": item.basis,
            "data_class": item.data_class,
            "still_true": item.still_true,
            "happened_on": plain(item.happened_on),
            "title": seen[item.pk].title if item.pk in seen else "",
            "source": seen[item.pk].source if item.pk in seen else "",
            "text": seen[item.pk].text if item.pk in seen else "",
        }
        for item in desk.items
    ]


# --- what crosses ---


def _share(desk: Desk, decision: Decision) -> Disclosure:
    """The frozen copy: covered words are already gone from it."""
    disclosure = _envelope(desk, decision)
    disclosure.save(force_insert=True)
    DisclosedItem.objects.bulk_create(
        DisclosedItem(
            disclosure=disclosure,
            position=position,
            title=shown.title,
            happened_on=shown.item.happened_on,
            source=shown.source,
            basis=shown.item.basis,
            data_class=shown.item.data_class,
            childs_words=shown.item.childs_words,
            text=shown.text + _still_true(shown.item.still_true),
        )
        for position, shown in enumerate(desk.shown)
    )
    if disclosure.recipient_id and not decision.request_id:
        send(Notice.ARRIVED, org=disclosure.recipient_id, permission=Permission.REQUEST_ASK)
    if decision.child is not None and desk.person.may(Permission.CHILD_RECORD):
        _entry(desk, decision)
    return disclosure


def _still_true(still: str) -> str:
    """What the reader must know about an old item."""
    if still == rules.StillTrue.NO:
        return "\n\n" + _("This is no longer true.")
    if still == rules.StillTrue.NOT_KNOWN:
        return "\n\n" + _("We do not know whether this is still true.")
    return ""


def _entry(desk: Desk, decision: Decision) -> None:
    new = NewEntry(
        kind=EntryKind.SHARED,
        title=(_("What we shared with %(recipient)s") % {"recipient": desk.recipient_name})[:250],
        text="",
        happened_on=desk.today,
        source=signed(desk.person),
        ref_kind="decision",
        ref=decision.pk,
    )
    records.add_entry(decision.child, new, by=desk.person)


def _envelope(desk: Desk, decision: Decision) -> Disclosure:
    fresh, answer, law = desk.deliberation, desk.answer, desk.law
    named = fresh.request or fresh.child
    return Disclosure(
        sender_id=fresh.org_id,
        sender_name=fresh.org.name,
        recipient=fresh.recipient,
        outside_recipient=fresh.outside_recipient,
        request=fresh.request,
        route=fresh.route,
        channel=answer.channel,
        child_given=named.given,
        child_family=named.family,
        child_born_on=named.born_on,
        purpose=desk.purpose,
        marking=answer.marking or law.marking,
        handling=[each.value for each in answer.handling or law.handling],
        handling_note=desk.saved.get("handling_note", ""),
        retention=retention_of(desk),
        contact=_contact(fresh),
        sent_by_name=signed(desk.person),
        sent_at=decision.decided_at,
        ends_at=_end_of(answer.ends_on or law.ends_on),
    )


def _end_of(day: datetime.date) -> datetime.datetime:
    """The last moment of a day in London."""
    next_day = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(next_day, datetime.time(), tzinfo=LONDON)


def _contact(fresh: Deliberation) -> str:
    line = Contact.objects.filter(org=fresh.org_id).first()
    return f"{line.label}, {line.phone}" if line else ""


# --- what the asker is told ---


def _answer(asked: InformationRequest, decision: Decision) -> None:
    """Tell the asker now; "nothing that we can share" always on the last day, whatever it hides."""
    nothing = rules.told(rules.Outcome(decision.outcome)) == rules.ToldOutcome.NOTHING
    here = asked.asker_id is not None
    if nothing and here and asked.due_at and asked.due_at > decision.decided_at:
        later = app.configure_task(TELL, queue="clock", schedule_at=asked.due_at)
        later.defer(decision=str(decision.pk), org=str(decision.org_id))
    else:
        reply(asked, decision)


def reply(asked: InformationRequest, decision: Decision) -> None:
    """What the asker reads: never the reason that is kept."""
    refused = decision.outcome == rules.Outcome.REFUSE
    moment = now()
    Reply(
        request=asked,
        asker_id=asked.asker_id,
        holder_id=asked.holder_id,
        told=rules.told(rules.Outcome(decision.outcome)),
        reason=decision.reason_told,
        would_change=decision.answer.get("would_change", "") if refused else "",
        by_name=decision.decided_by_name,
        at=moment,
    ).save(force_insert=True)
    move(asked, rules.RequestStep.ANSWER, ended_at=moment)
    if asked.asker_id is not None:
        send(Notice.ARRIVED, org=asked.asker_id, permission=Permission.REQUEST_ASK)


@transaction.atomic
def tell(decision: Decision, *, by: Actor) -> None:
    """Tell the asker on the last day that there is nothing to share. Twice does no harm."""
    require(by, Permission.CLOCKS_KEEP, at=decision.org_id)
    asked = (
        InformationRequest.objects.select_for_update(of=("self",)).get(pk=decision.request_id)
    )
    if asked.status == rules.RequestStatus.OPEN:
        reply(asked, decision)
        record(Event.REQUEST_ANSWERED, by=by, about=asked)


@transaction.atomic
def take_back(disclosure: Disclosure, reason: str, *, by: Person) -> None:
    """Close what was shared before its end. The frozen copy stays sealed to both sides."""
    allowed = (Permission.SHARING_DECIDE, Permission.SHARING_CONFIRM)
    if not any(disclosure.sender_id in by.places(each) for each in allowed):
        raise Denied
    if not reason.strip():
        raise Invalid({"reason": _("Say why you take it back. They will read this.")})
    still = Disclosure.objects.filter(pk=disclosure.pk, closed_at__isnull=True)
    if not still.update(closed_at=now(), closed_by_name=signed(by), closed_reason=reason.strip()):
        raise WrongState(_("This has already been taken back."))
    if disclosure.recipient_id:
        send(Notice.ARRIVED, org=disclosure.recipient_id, permission=Permission.REQUEST_ASK)
    record(Event.DISCLOSURE_TAKEN_BACK, by=by, about=disclosure)
