"""What of sharing needs somebody now: short lists for the home page."""

from __future__ import annotations

from django.db.models import F, QuerySet

from crossing.core.clock import Now
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.sharing.models import Arrival, Deliberation, Disclosure, InformationRequest, Question
from crossing.sharing.queries.ask import asked_back, asked_by, paused, questions_to
from crossing.sharing.queries.mine import mine_to_decide
from crossing.sharing.queries.receive import received_by
from crossing.sharing.rules import DecisionStatus, Route

# The columns that home shows: reading the others costs more than finding the rows.
WORK = (
    *("route", "outside_recipient", "due_at", "returned_reason", "proposed_by_name", "proposed_at"),
    *("request__given", "request__family", "request__purpose", "request__outside_asker"),
    *("request__asker__name", "recipient__name"),
)
SHARED = ("child_given", "child_family", "sent_at", "sender__name")
ASKED = ("given", "family", "due_at", "sent_at", "holder__name")


def to_decide(person: Person, most: int) -> list[Deliberation]:
    """What waits for a decision here, by its clock; those who see the emergencies by themselves
    find the record of one there, and not twice."""
    rows = mine_to_decide(person).filter(ended_at=None).exclude(status=DecisionStatus.PROPOSED)
    if person.may(Permission.DECISION_SEE):
        rows = rows.exclude(route=Route.EMERGENCY, status=DecisionStatus.NEW)
    return _by_clock(rows, most)


def to_confirm(person: Person, most: int) -> list[Deliberation]:
    """Proposals of others that wait for this person's confirmation, by their clock."""
    rows = mine_to_decide(person).filter(ended_at=None, status=DecisionStatus.PROPOSED)
    return _by_clock(rows.exclude(proposed_by=person.id), most)


def _by_clock(rows: QuerySet[Deliberation], most: int) -> list[Deliberation]:
    rows = rows.select_related("request__asker", "recipient").only(*WORK)
    rows = rows.annotate(asked_back=asked_back("request"), paused=paused("request"))
    return list(rows.order_by("due_at", "id")[:most])


def unread(person: Person, most: int) -> list[Disclosure]:
    """What was shared with this place and nobody here has opened, while it is open."""
    rows = received_by(person).filter(closed_at=None, ends_at__gt=Now())
    rows = rows.exclude(route=Route.EMERGENCY)  # these stand on top, by themselves
    new = Arrival.objects.filter(org=person.place).values("disclosure")
    return list(rows.filter(pk__in=new).only(*SHARED).order_by("-sent_at", "-id")[:most])


def questions(person: Person, most: int) -> list[Question]:
    """Questions back that this place has not answered."""
    rows = questions_to(person).filter(answered_at=None)
    return list(rows.select_related("from_org").order_by("at")[:most])


def still_open(person: Person, most: int) -> list[InformationRequest]:
    """What this place asked and has had no answer to, the longest overdue first."""
    rows = asked_by(person).filter(ended_at=None, reply=None)
    rows = rows.prefetch_related(None).select_related(None).select_related("holder").only(*ASKED)
    return list(rows.order_by(F("due_at").asc(nulls_last=True), "id")[:most])
