"""Builders of emergencies, through the real commands; and what follows them."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from django.db import connections

from crossing.records.models import Child
from crossing.sharing.commands.confirm import confirm, propose
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.deliberate import save_step
from crossing.sharing.commands.emergency import ShareNow, share_now
from crossing.sharing.commands.review import review_emergency
from crossing.sharing.commands.work import Work
from crossing.sharing.models import Deliberation, Emergency, EmergencyClock
from crossing.sharing.rules import Confirmation
from crossing.sharing.rules.emergency import Review, Urgent
from crossing.todo.models import Chase, Task
from tests.make import org

THREAT = "A man waits for her at the gate. She says that he hit her."
TOLD = "She is in the office with me. She uses an inhaler."
FINE = Review("yes", "yes", "", "Nothing.", "told")
RECORD = {
    "connected": False,
    "is_our_child": "yes",
    "harms": {"none": ""},
    "child_view": "agrees",
    "family_told": "told",
    "reason_kept": "He was at the gate, and only the police could stop him.",
}


def answers(**changes):
    given = {"named": "Amina Karim", "threat": THREAT, "told": TOLD, "channel": "here"}
    return Urgent(**given | changes)


def an_emergency(acting, child=None, by="tom", to="police", key=None, **changes):
    """Shared at once by one person, about a child on the roll or named, with a partner or not."""
    with acting(by) as person:
        mine = child and Child.objects.get(pk=child.pk)
        recipient = org(to) if to else None
        new = ShareNow(key or uuid4(), answers(**changes), mine, recipient)
        return share_now(new, by=person)


def record_of(shared, child=None, **more):
    """Every page of the full record but the last act. Inside somebody's scope."""

    def save(by):
        work = Deliberation.objects.get(pk=shared.deliberation_id)
        mine = child and Child.objects.get(pk=child.pk)
        return save_step(work, Work("request", RECORD | more, child=mine), by=by)

    return save


def recorded(acting, shared, child=None, by="lena", **more):
    """The full record, written by somebody who decides."""
    with acting(by) as person:
        return decide(record_of(shared, child, **more)(person), by=person)


def proposed_and_confirmed(acting, shared, child=None, by="omar", and_by="sam"):
    """The same, where one proposes and another confirms."""
    with acting(by) as person:
        work = record_of(shared, child, picked={"power": "COMMON_LAW_POLICE"})(person)
        propose(work, by=person)
    with acting(and_by) as person:
        work = Deliberation.objects.get(pk=shared.deliberation_id)
        return confirm(work, Confirmation(connected=False, agreed=True), by=person)


def reviewed(acting, shared, by="hugh", review=FINE):
    """A second person’s review."""
    with acting(by) as person:
        return review_emergency(Emergency.objects.get(pk=shared.pk), review, by=person)


def chased(acting, by="lena"):
    """The matters that are chased at somebody’s place."""
    with acting(by) as person:
        open_here = Chase.objects.filter(org=person.place, ended_at=None)
        return set(open_here.values_list("matter", flat=True))


def clock(acting, shared, by="lena"):
    """The clock of an emergency."""
    with acting(by):
        return EmergencyClock.objects.get(emergency=shared.pk)


def tasks(acting, short):
    """What this person is asked to do."""
    with acting(short) as person:
        mine = Task.objects.visible_to(person).filter(done_at=None)
        return set(mine.values_list("matter", flat=True))


def text(response):
    """What a page says."""
    return response.content.decode()


def at_once(*presses):
    """What comes of each, pressed at the same moment."""

    def run(press):
        try:
            return press()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(run, presses))
