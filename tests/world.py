"""One thing of every kind that an address can name, made by the real commands: for the tests that
walk every route as every kind of person."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

from crossing.partnership.models import Assignment, Contact, Membership
from crossing.records import commands as records
from crossing.records.models import Child, Concern, MovedNotice, StaffConcern
from crossing.records.queries.advice import About
from crossing.records.rules import (
    NewAddress,
    NewDecision,
    NewDetails,
    NewIdentifier,
    NewName,
    NewRelative,
)
from crossing.records.rules.adults import NewStaffStep
from crossing.records.rules.advice import NewAdvice
from crossing.records.rules.together import Other
from crossing.sharing.commands import disagree, receive
from crossing.sharing.commands.decide import take_back
from crossing.sharing.commands.deliberate import declare_connection
from crossing.sharing.commands.telling import tell_family
from crossing.sharing.models import Agreement, Deliberation, Disclosure
from crossing.sharing.rules.disagree import Days
from crossing.sharing.rules.telling import NewTelling
from crossing.todo.commands import try_task
from crossing.todo.rules import Reached
from tests import make
from tests.partnership.build import a_cover, a_recovery
from tests.records.build import a_child, a_concern, a_staff_concern, an_entry, new_concern
from tests.sharing import mending
from tests.sharing.build import ENFORCING, a_request, an_answer
from tests.sharing.disagreeing import a_disagreement, up_to
from tests.sharing.families import a_family_page
from tests.sharing.urgent import an_emergency, recorded, reviewed
from tests.todo.build import a_chase, a_task

UNTOLD = {
    "family_told": "not_told",
    "not_told_because": "prejudices",
    "look_again_on": "2026-12-10",
}


def everything(acting=make.acting):
    """Northfield's child Amina: what Tom noticed, what Omar asked, what Lena shared."""
    w = SimpleNamespace()
    w.child = a_child(acting)
    w.concern = a_concern(acting, w.child)
    a_concern(acting, w.child, kind="other")
    w.entry = an_entry(acting, w.child)
    _about_an_adult_and_two_children(acting, w)
    w.police_child = a_child(acting, by="omar")
    w.open = a_request(acting, child=w.police_child)
    w.answered = a_request(acting, child=w.police_child)
    w.disclosure = an_answer(acting, w.answered, w.child, **UNTOLD)
    spare = a_request(acting, child=w.police_child)
    w.authority = a_request(acting, **ENFORCING)
    with acting("lena") as lena:
        w.deliberation = Deliberation.objects.get(request=w.open.pk)
        w.decision = Deliberation.objects.get(request=w.answered.pk).decision
        w.relative = records.add_relative(w.child, NewRelative("Zara Karim", "mother"), by=lena)
        w.marked = an_entry(make.acting, w.child).pk
        records.mark_significant(w.child, "note", w.marked, "A change.", by=lena)
        w.search = records.search("Amina Karim", by=lena)
        _in_full(w, lena)
    _advice(acting, w)
    w.task = a_task(acting, w.open)
    a_chase(acting)
    with acting("dev") as dev:
        try_task(w.task, Reached.NO_ANSWER, "Rings, nobody there.", by=dev)
    with acting("dev") as dev:
        spare = Deliberation.objects.get(request=spare.pk)
        declare_connection(spare, by=dev)
    with acting("omar") as omar:
        w.question = _ask_back(w, omar)
    _taken_back_and_opened_again(acting, w)
    _corrected(acting, w)
    _gone_wrong(acting, w)
    w.disagreement = up_to(acting, a_disagreement(acting, child=w.child), 2)
    with acting("lena") as lena:
        disagree.note(w.disagreement, "The head agrees.", by=lena)
    with acting("pia") as pia:
        disagree.set_days(Days(), by=pia)
    with acting("nora") as nora:
        w.member = Membership.objects.get(account__email="tom@example.org")
        w.contact = Contact.objects.get(org=nora.acting_at)
    with acting("sam") as sam:
        w.assignment = Assignment.objects.filter(org=sam.acting_at).first()
    _about_others(acting, w)
    with acting("pia"):
        w.agreement = Agreement.objects.get()
        w.party = w.agreement.parties.first()
    w.family = a_family_page(acting, w.child)
    with acting("lena") as lena:
        tell_family(w.decision, NewTelling(True, "Her mother", "At school."), by=lena)
    w.draft = uuid4()
    w.cover = a_cover(acting, note="Two are open.")
    w.recovery = a_recovery(acting)
    w.emergency = an_emergency(acting, w.child)
    recorded(acting, w.emergency, w.child)
    reviewed(acting, w.emergency)
    w.emergency = an_emergency(acting, w.child)
    recorded(acting, w.emergency, w.child)
    return w


def _about_others(acting, w):
    """An entry that waits to be moved and one that was; two records that are one, and two asked."""
    bella = a_child(acting, "Bella", "Stone")
    w.twin, w.stray = (a_child(acting, name, "Karimi") for name in ("Aminah", "Minah"))
    with acting("lena") as lena:
        wrong = records.WrongChild(an_entry(make.acting, w.child), bella, "Mixed up.")
        w.move = records.ask_move(wrong, by=lena)
        asked = records.ask_join(records.NewJoin(w.child, w.twin, "The same number."), by=lena)
        w.join_request = records.ask_join(records.NewJoin(bella, w.stray, "The same."), by=lena)
    entry = an_entry(acting, w.child)
    with acting("hugh") as hugh:
        moved = records.ask_move(records.WrongChild(entry, bella, "Mixed up."), by=hugh)
    with acting("dev") as dev:
        w.join = records.confirm_join(asked, by=dev)
        w.moved = records.confirm_move(moved, by=dev)
        records.open_original(w.moved, "To check it.", by=dev)
    with acting("lena"):
        w.notice = MovedNotice.objects.get()


def _in_full(w, lena):
    """Every part that a record may have, and every act beside a concern."""
    day = datetime.date(2026, 11, 2)
    records.change_details(w.child, NewDetails("White and Asian", "English, Urdu"), by=lena)
    records.add_name(w.child, NewName("previous", "Amina", "Shah"), by=lena)
    records.add_address(w.child, NewAddress("4 Mill Lane", "N1 1AA"), by=lena)
    number = NewIdentifier("police", "RV/2026/114", "The officer's notice", day)
    records.add_identifier(w.child, number, by=lena)
    concern = Concern.objects.get(pk=w.concern.pk)
    records.read_concern(concern, by=lena)
    records.add_to_concern(concern, "She ate at lunch.", "I asked again.", by=lena)
    records.decide_concern(concern, NewDecision("monitor", "First sign.", "Below it."), by=lena)
    records.save_draft("concern-1", "A concern", {"words": "He said"}, by=lena)


def _about_an_adult_and_two_children(acting, w):
    """A concern about the caretaker, read and decided by the head; and one about two children."""
    w.staff_concern = a_staff_concern(acting)
    with acting("hugh") as hugh:
        concern = StaffConcern.objects.get(pk=w.staff_concern.pk)
        records.read_staff_concern(concern, by=hugh)
        records.decide_staff_concern(concern, NewStaffStep("support", "Talked."), by=hugh)
    with acting("tom") as tom:
        new = new_concern(account="Amina and Kit were pushed.", kind="children")
        others = [Other("Kit", "children")]
        records.record_together(new, Child.objects.get(pk=w.child.pk), others, by=tom)


def _advice(acting, w):
    """The auditor was asked about a concern and answered; about the open decision, not yet. One
    question was taken back."""
    with acting("ada") as ada:
        officer = ada.id
    with acting("lena") as lena:
        concern = Concern.objects.get(pk=w.concern.pk)
        about = About(concern.org_id, concern.child, "Amina Karim", concern=concern)
        w.advice = records.ask_advice(about, NewAdvice(officer, "May we tell her aunt?"), by=lena)
        open_now = Deliberation.objects.get(pk=w.deliberation.pk)
        about = About(open_now.org_id, None, "Amina Karim", deliberation=open_now.pk)
        records.ask_advice(about, NewAdvice(officer, "Must we answer?"), by=lena)
        once = records.ask_advice(about, NewAdvice(officer, "Whom do we ring?"), by=lena)
        records.take_back_advice(once, by=lena)
    with acting("ada") as ada:
        records.answer_advice(w.advice, "Ask her first.", by=ada)


def _taken_back_and_opened_again(acting, w):
    asked = a_request(acting, child=w.police_child)
    shared = an_answer(acting, asked, w.child, by="hugh")
    with acting("hugh") as hugh:
        take_back(Disclosure.objects.get(pk=shared.pk), "It was out of date.", by=hugh)
        receive.unseal(Disclosure.objects.get(pk=shared.pk), "A court asked for it.", by=hugh)


def _corrected(acting, w):
    """Lena corrects what Omar's team has; Omar has read that, and doubts it still."""
    w.correction = mending.a_correction(acting, w.disclosure)
    w.contradiction = mending.a_contradiction(acting, w.disclosure)
    mending.answered(acting, w.contradiction)
    mending.acknowledged(acting, w.correction, by="sam")


def _gone_wrong(acting, w):
    asked = a_request(acting, child=w.police_child)
    shared = an_answer(acting, asked, w.child)
    w.breach = mending.a_breach(acting, shared)
    mending.written(acting, w.breach, "at-risk", "no")
    mending.destroyed(acting, w.breach)


def _ask_back(w, omar):
    shared = Disclosure.objects.get(pk=w.disclosure.pk)
    receive.accept(shared, by=omar)
    receive.open_disclosure(shared, by=omar)
    return receive.ask_back(shared, "Was anybody with her?", by=omar)
