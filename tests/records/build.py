"""Builders of records, through the real commands. `acting` is the fixture, or tests.make.acting."""

import datetime

from crossing.records import commands
from crossing.records.models import Child
from crossing.records.rules import NewChild, NewConcern

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
