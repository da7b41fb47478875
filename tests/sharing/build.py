"""Builders of sharing, through the real commands. `acting` is the fixture, or tests.make.acting."""

import datetime

from crossing.audit.models import AuditEvent
from crossing.database.acting import service
from crossing.notify.models import Message
from crossing.records.models import Child
from crossing.sharing.commands import receive
from crossing.sharing.commands.ask import Asking, ask
from crossing.sharing.commands.authority import authorise
from crossing.sharing.commands.confirm import confirm, propose
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.deliberate import save_step
from crossing.sharing.commands.work import Chosen, Work
from crossing.sharing.models import Decision, Deliberation, Disclosure, InformationRequest, Question
from crossing.sharing.queries.ask import asked_list
from crossing.sharing.rules import Ask, Confirmation, Outcome, Power, Purpose, SubjectRole
from tests.make import org

BORN = datetime.date(2013, 5, 14)


def new_ask(**changes):
    """A complete question about one named child."""
    given = {
        "asker": "",
        "given_names": "Amina",
        "family_name": "Karim",
        "born_on": BORN,
        "purpose": Purpose.SAFEGUARD_CHILD_AT_RISK,
        "wanted": "Whether she was in school on Monday 16 November.",
        "why": "She was seen far from home that morning.",
        "if_not": "We could look in the wrong place.",
        "power": Power.CA2004_S16LA,
    }
    return Ask(**given | changes)


ENFORCING = {
    "purpose": Purpose.CRIME,
    "law_enforcement": True,
    "subject_role": SubjectRole.WITNESS,
    "offence": "Robbery on 16 November",
    "power": Power.CDA1998_S115,
}


def a_request(acting, by="omar", to="northfield", child=None, narrows=None, **changes):
    """A question sent to a partner, or waiting for authority."""
    with acting(by) as person:
        child = child and Child.objects.get(pk=child.pk)
        return ask(Asking(new_ask(**changes), org(to), child, narrows), by=person)


def authorised(acting, asked, by="ines"):
    """The same question, authorised and sent."""
    with acting(by) as person:
        authorise(InformationRequest.objects.get(pk=asked.pk), by=person)


SCHOOL_DAY = Chosen(
    title="Attendance on 16 November",
    text="She arrived at 09:40 with █████ and stayed all day.",
    treatment="include",
    basis="fact",
    data_class="ordinary",
    happened_on=datetime.date(2026, 11, 16),
    source="Attendance register",
)


def work_on(deliberation, person, child, outcome, items, **answers):
    """Every page of the path but the last act."""
    given = {
        "connected": False,
        "is_our_child": "yes" if child else "no",
        "harms": {"none": ""},
        "silence": "agree",
        "child_view": "not_known",
        "family_told": "told",
        "outcome": outcome,
        "reason_kept": "It keeps her safe, and it is all that they need.",
        "reason_told": "This is what we can share.",
    }
    for step, items_then in (("request", None), ("items", items)):
        work = Work(step, given | answers, child=child, items=items_then)
        save_step(Deliberation.objects.get(pk=deliberation.pk), work, by=person)
    return Deliberation.objects.get(pk=deliberation.pk)


def an_answer(acting, asked, child=None, by="lena", outcome=Outcome.SHARE_ALL, items=None, **more):
    """A decision on a question by a school; gives what was shared, or the decision if nothing."""
    with acting(by) as person:
        mine = child and Child.objects.get(pk=child.pk)
        waiting = Deliberation.objects.get(request=asked.pk)
        shares = outcome in (Outcome.SHARE_ALL, Outcome.SHARE_PART)
        items = items if items is not None else [SCHOOL_DAY] if shares else []
        decision = decide(work_on(waiting, person, mine, outcome, items, **more), by=person)
        return decision.disclosure if shares else decision


def a_question_back(acting, asked, minutes=0):
    """The holder asks one thing back, so long after it was asked."""
    with acting("lena") as lena:
        question = Question(
            request_id=asked.pk,
            from_org_id=asked.holder_id,
            to_org_id=asked.asker_id,
            text="Which door?",
            by_name=lena.name,
            at=asked.sent_at + datetime.timedelta(minutes=minutes),
        )
        question.save(force_insert=True)
    return question


REFUSED = {
    "refusal_reasons": ["excessive"],
    "would_change": "Ask for two dates.",
    "reason_told": "It is more than you need.",
    "detriment": "She would stop talking to us.",
}


def confirmed(
    acting, asked, child=None, by="omar", and_by="sam", outcome=Outcome.SHARE_ALL, **more
):
    """A decision that one proposed and another confirmed."""
    with acting(by) as person:
        mine = child and Child.objects.get(pk=child.pk)
        waiting = Deliberation.objects.get(request=asked.pk)
        work = work_on(waiting, person, mine, Outcome.SHARE_ALL, [SCHOOL_DAY], **more)
        propose(work, by=person)
    with acting(and_by) as person:
        answer = Confirmation(connected=False, agreed=True)
        confirm(Deliberation.objects.get(request=asked.pk), answer, by=person)
        return Decision.objects.get(request=asked.pk).disclosure


def opened(acting, shared, by="omar"):
    """Accepted and opened by one person of the recipient."""
    with acting(by) as person:
        shared = Disclosure.objects.select_related("sender").get(pk=shared.pk)
        receive.accept(shared, by=person)
        receive.open_disclosure(shared, by=person)


def told(place):
    """Kind and permission of the messages of one organisation, the newest last."""
    with service("mailer", place):
        rows = Message.objects.exclude(kind__in=["invited", "added"]).order_by("created_at")
        rows = rows.exclude(permission="agreement.sign")  # the cast's own agreement
        return list(rows.values_list("kind", "permission"))


def events(place, *names):
    """What the log of one organisation holds, by name."""
    with service("sealer", place):
        return [one.event for one in AuditEvent.objects.filter(org=place, event__in=names)]


def again(asked):
    """The question as it stands now."""
    return InformationRequest.objects.get(pk=asked.pk)


def listed(person, show):
    """The questions of a list, by their ids."""
    return {row.pk for row in asked_list(person, show)[0].items}
