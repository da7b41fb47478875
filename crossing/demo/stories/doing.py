"""What people of the town do again and again, in few words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crossing.core.clock import today
from crossing.database.acting import service
from crossing.demo.cast import EVERYBODY
from crossing.demo.children import CHILDREN
from crossing.demo.town import Town
from crossing.partnership.people import Service
from crossing.records import commands as records
from crossing.records.models import Child, Concern
from crossing.records.rules import (
    Basis,
    ConcernKind,
    EntryKind,
    NewConcern,
    NewDecision,
    NewEntry,
    Safe,
)
from crossing.sharing.commands import ask as asking
from crossing.sharing.commands import clock, receive
from crossing.sharing.commands import correct as correcting
from crossing.sharing.commands.ask import Asking
from crossing.sharing.models import Disclosure, InformationRequest
from crossing.sharing.queries.correct import everywhere, sent_items
from crossing.sharing.rules import Ask, Power, Purpose
from crossing.sharing.rules.correcting import NewCorrection


def concern(
    town: Town, who: str, key: str, kind: ConcernKind, account: str, **more: Any
) -> Concern:
    """Somebody records what they noticed today about a child of their own place."""
    with town.acting(who) as by:
        child = town.child(who, key)
        named = f"{child.name}, {child.class_name}".removesuffix(", ")
        given = {"safe_now": Safe.YES, "basis": Basis.FACT, "happened_on": today(), **more}
        new = NewConcern(child_as_named=named, kind=kind, account=account, **given)
        return records.record_concern(new, child, by=by)


def read(town: Town, who: str, found: Concern) -> None:
    """Somebody opens a concern; the child's record too, as one does."""
    with town.acting(who) as by:
        records.read_concern(found, by=by)
        if found.child is not None:
            records.open_child(found.child, by=by)


def decide(
    town: Town, who: str, found: Concern, what: str, reason: str, refer: str, **more: Any
) -> None:
    """Somebody decides what to do about it."""
    with town.acting(who) as by:
        records.decide_concern(found, NewDecision(what, reason, refer, **more), by=by)


def call(town: Town, who: str, key: str, whom: str, said: str) -> None:
    """Somebody logs a call in two lines."""
    _entry(town, who, key, EntryKind.CALL, f"Call with {whom}", said, whom)


def note(town: Town, who: str, key: str, title: str, text: str, source: str = "") -> None:
    """Somebody adds a note to their own place's record."""
    _entry(town, who, key, EntryKind.NOTE, title, text, source)


def _entry(town: Town, who: str, key: str, *words: str) -> None:
    kind, title, text, source = words
    with town.acting(who) as by:
        records.add_entry(town.child(who, key), NewEntry(kind, title, text, today(), source), by=by)


def ask(
    town: Town,
    who: str,
    holder: str,
    key: str,
    question: Ask,
    narrows: InformationRequest | None = None,
) -> InformationRequest:
    """Somebody asks a partner about a child, by the name and birthday that they know."""
    child, ours = CHILDREN[key], town.children.get((EVERYBODY[who].place, key))
    born_on = ours.born_on if ours else child.born_on(town.days.day(0))
    named = replace(question, given_names=child.given, family_name=child.family, born_on=born_on)
    with town.acting(who) as by:
        return asking.ask(Asking(named, town.orgs[holder], ours, narrows), by=by)


def question(purpose: Purpose, wanted: str, why: str, if_not: str, **more: Any) -> Ask:
    """What is asked, and why."""
    given = {"power": Power.OTHER, **more}
    return Ask("", purpose=purpose, wanted=wanted, why=why, if_not=if_not, **given)


def end_work(town: Town, asked: InformationRequest, holder: str) -> None:
    """What the keeper of clocks does at the holder when a question was taken back or narrowed."""
    place = town.orgs[holder].pk
    with service("clock", place):
        clock.close_deliberation(asked.pk, by=Service("clock", place))


def open_shared(town: Town, who: str, shared: Disclosure) -> None:
    """Somebody accepts what may be done with it, and opens it."""
    with town.acting(who) as by:
        receive.read_disclosure(shared, by=by)
        receive.accept(shared, by=by)
        receive.open_disclosure(shared, by=by)


def acknowledge(town: Town, who: str, shared: Disclosure, child: Child | None = None) -> None:
    """Somebody says that it was received, and puts it into their own record of the child."""
    with town.acting(who) as by:
        receive.acknowledge(shared, by=by)
        if child is not None:
            receive.attach(shared, child, by=by)


def follow_up(town: Town, who: str, shared: Disclosure, text: str) -> None:
    """Somebody says what happened next."""
    with town.acting(who) as by:
        receive.follow_up(shared, text, by=by)


def correct(town: Town, who: str, shared: Disclosure, title: str, new: NewCorrection) -> None:
    """Somebody finds that one item of what was shared is wrong, and tells everybody who has it."""
    with town.acting(who) as by:
        found = next(held for held in sent_items(by, shared) if held.title == title)
        correcting.correct(everywhere(by, found), new, by=by)
