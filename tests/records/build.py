"""Builders of records, through the real commands. `acting` is the fixture, or tests.make.acting."""

import datetime

from crossing.audit.models import AuditEvent
from crossing.records import commands, queries
from crossing.records.models import Child
from crossing.records.rules import NewChild, NewConcern, NewDecision, NewEntry
from crossing.records.rules.adults import NewStaffConcern

TODAY = datetime.date(2026, 11, 24)
BORN = datetime.date(2013, 5, 14)


def a_child(acting, given="Amina", family="Karim", born_on=BORN, by="lena", **more):
    """A child on the roll of the place where `by` acts."""
    with acting(by) as person:
        return commands.record_child(NewChild(given, family, born_on, **more), by=person)


def new_concern(**changes):
    """What somebody noticed, complete."""
    given = {
        "child_as_named": "Amina Karim",
        "safe_now": "yes",
        "kind": "neglect",
        "happened_on": datetime.date(2026, 11, 20),
        "basis": "fact",
        "words": "I had no breakfast again.",
        "account": "She was tired and asked for food twice.",
    }
    return NewConcern(**given | changes)


def a_concern(acting, child=None, by="tom", **changes):
    """A concern recorded by a member of staff."""
    with acting(by) as person:
        child = child and Child.objects.get(pk=child.pk)
        return commands.record_concern(new_concern(**changes), child, by=person)


def a_staff_concern(acting, by="tom", **changes):
    """A concern about an adult, recorded by a member of staff."""
    given = {
        "adult_is": "other",
        "level": "low",
        "account": "He called a child stupid.",
        "happened_on": datetime.date(2026, 11, 20),
        "adult_as_named": "The new caretaker",
    }
    with acting(by) as person:
        new = NewStaffConcern(**given | changes)
        return commands.record_staff_concern(new, by=person)


def an_entry(acting, child, by="lena", **changes):
    """A note in a child's chronology."""
    given = {"kind": "note", "title": "A note", "text": "Moved to her aunt."}
    given["happened_on"] = datetime.date(2026, 11, 10)
    with acting(by) as person:
        return commands.add_entry(child, NewEntry(**given | changes), by=person)


def a_decision(acting, concern, by="lena", **changes):
    """What the safeguarding lead decided about a concern."""
    given = {"what": "monitor", "reason": "First sign.", "refer_reason": "Below the threshold."}
    with acting(by) as person:
        return commands.decide_concern(concern, NewDecision(**given | changes), by=person)


def flagged(acting, child, by="lena", no_parent=False, court=False):
    """A child of whose record a part is hidden."""
    with acting(by) as person:
        return commands.flag(child, no_parent, court, by=person)


def sealed(acting, child, by="lena"):
    """A child whose record only two people can find."""
    with acting(by) as person:
        return commands.seal(child, True, by=person)


def joined(acting, kept, other, by="lena", and_by="dev"):
    """Two records of one child, used as one from now on."""
    with acting(by) as person:
        kept, other = (Child.objects.get(pk=one.pk) for one in (kept, other))
        asked = commands.ask_join(commands.NewJoin(kept, other, "The same number."), by=person)
    with acting(and_by) as person:
        return commands.confirm_join(queries.join_request_for(person, asked.pk), by=person)


def posted(**changes):
    """What the page of a new concern sends, complete."""
    return {
        "safe_now": "yes",
        "adult": "no",
        "who": "Somebody Else",
        "kind": "neglect",
        "words": "I had no breakfast again.",
        "account": "She was tired.",
        "basis": "fact",
        "happened_on_day": "20",
        "happened_on_month": "11",
        "happened_on_year": "2026",
    } | changes


def events(acting, by="ada"):
    """What the log of Northfield holds."""
    with acting(by):
        return set(AuditEvent.objects.values_list("event", flat=True))
