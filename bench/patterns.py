"""Patterns: children with all that belongs to them, each made once by the real commands.

`copies.py` multiplies them. The words are the same in every copy; names, dates and keys are not.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from bench.town import Place
from crossing.core.clock import today
from crossing.partnership.rules import Role
from crossing.records import commands as records
from crossing.records.models import Child, Concern
from crossing.records.rules import (
    NewAddress,
    NewChild,
    NewConcern,
    NewDecision,
    NewEntry,
    NewIdentifier,
    NewRelative,
)
from crossing.records.rules.children import NewDetails
from crossing.sharing import rules
from crossing.sharing.commands import confirm, decide, deliberate, receive
from crossing.sharing.commands.ask import Asking, ask, read_request
from crossing.sharing.commands.work import Chosen, Work
from crossing.sharing.models import Deliberation, Disclosure, InformationRequest

GIVEN, FAMILY, REFERENCE = "Zygiven", "Zyfamily", "ZYREF1"
BORN = datetime.date(2013, 5, 14)
Around = dict[str, Place]
numbers = count(1)
SEEN = (
    "She came in after break without her coat and said that she had not slept. She asked whether"
    " she could stay in the library until her aunt came. Her hands were cold and she had not eaten."
)
NO_AGREEMENT = "None has been made yet."
REASON = "It fits what we saw in October, and her aunt has agreed to come in on Thursday morning."


def a_child(place: Place, role: Role, given: str = GIVEN, family: str = FAMILY) -> Child:
    """A record with what most records hold: details, a number, a home, two relatives."""
    with place.acting(role) as by:
        child = records.record_child(
            NewChild(given, family, BORN, sex="female", class_name="8K"), by=by
        )
        records.change_details(child, NewDetails("White British", "English"), by=by)
        reference = REFERENCE if given == GIVEN else f"{REFERENCE}-{next(numbers)}"
        number = NewIdentifier("social_care", reference, "Services", today())
        records.add_identifier(child, number, by=by)
        records.add_address(
            child, NewAddress("4 Weir Cottages, Riverside", "ZZ1 1AB", "mother"), by=by
        )
        records.add_relative(child, NewRelative(f"Anna {family}", "mother", "01632 960111"), by=by)
        records.add_relative(child, NewRelative(f"Paul {family}", "uncle"), by=by)
    return child


def concern_about(child: Child, days: int) -> NewConcern:
    """What a teacher saw and heard."""
    return NewConcern(
        child_as_named=child.name,
        safe_now="yes",
        kind="neglect",
        happened_on=today() - datetime.timedelta(days=days),
        basis="fact",
        words="I could not sleep again. They were shouting.",
        account=SEEN,
        place="Library",
    )


def a_concern(school: Place, child: Child, days: int = 2) -> Concern:
    """A concern by a teacher, read by the safeguarding lead."""
    with school.acting(Role.TEACHER) as by:
        concern = records.record_concern(concern_about(child, days), child, by=by)
    with school.acting(Role.DSL) as by:
        records.read_concern(concern, by=by)
    return concern


def decided(school: Place, concern: Concern) -> None:
    """What the safeguarding lead did about it."""
    with school.acting(Role.DSL) as by:
        new = NewDecision("early_help", REASON, "It does not reach the threshold today.")
        records.decide_concern(concern, new, by=by)


def added_to(school: Place, concern: Concern) -> None:
    """Something the teacher wrote afterwards."""
    with school.acting(Role.TEACHER) as by:
        records.add_to_concern(concern, SEEN, "She told me more at lunch.", by=by)


def a_call(place: Place, role: Role, child: Child, days: int = 1) -> None:
    """A telephone call in the chronology."""
    with place.acting(role) as by:
        on = today() - datetime.timedelta(days=days)
        records.add_entry(
            child, NewEntry("call", "Call to the mother", SEEN, on, "Telephone"), by=by
        )


def quiet(around: Around) -> None:
    """A child with a record and nothing more."""
    a_child(around["school"], Role.DSL)


def noticed(around: Around) -> Child:
    """One concern with a decision, and a call."""
    school = around["school"]
    child = a_child(school, Role.DSL)
    decided(school, a_concern(school, child))
    a_call(school, Role.DSL, child)
    return child


def followed(around: Around) -> None:
    """Three concerns over a time, additions, calls, and one entry marked as significant."""
    school = around["school"]
    child = noticed(around)
    for days in (30, 60):
        concern = a_concern(school, child, days)
        added_to(school, concern)
        decided(school, concern)
        a_call(school, Role.DSL, child, days)
    with school.acting(Role.DSL) as by:
        records.mark_significant(child, "concern", concern.pk, "The first time.", by=by)
        records.open_child(child, by=by)


def question(
    asker: Place,
    role: Role,
    holder: Place,
    child: Child | None = None,
    name: tuple[str, str] = (GIVEN, FAMILY),
) -> InformationRequest:
    """One organisation asks another about one child."""
    with asker.acting(role) as by:
        asked = rules.Ask(
            asker=asker.org.kind,
            given_names=name[0],
            family_name=name[1],
            born_on=BORN,
            purpose=rules.Purpose.SAFEGUARD_CHILD_AT_RISK,
            wanted="What you noticed about her since September, and who is at home with her.",
            why="A neighbour rang twice about shouting at night, and we plan a visit together.",
            if_not="We would visit without knowing who is there.",
            power=next(iter(rules.Power)),
        )
        found = ask(Asking(asked, holder.org, child), by=by)
        read_request(found, by=by)
    return found


def work_on(place: Place, role: Role, asked: InformationRequest, child: Child) -> Deliberation:
    """The first pages of the path, up to the items."""
    with place.acting(role) as by:
        work = Deliberation.objects.get(request=asked)
        deliberate.open_deliberation(work, "request", by=by)
        deliberate.save_step(work, Work("request", {"connected": False}), by=by)
        deliberate.save_step(work, Work("child", {"is_our_child": "yes"}, child=child), by=by)
        return Deliberation.objects.select_related("org").get(pk=work.pk)


ITEMS = [
    Chosen("What we saw", SEEN, "include", "fact", "ordinary", happened_on=BORN.replace(year=2026)),
    Chosen("A call", SEEN, "include", "fact", "ordinary", source="Telephone"),
    Chosen("A note", SEEN, "leave_out", "opinion", "ordinary", reason="It is a guess."),
]


def weighed(place: Place, role: Role, work: Deliberation, **decision: object) -> Work:
    """The pages between the items and the last one, which is returned."""
    with place.acting(role) as by:
        deliberate.save_step(work, Work("items", {}, items=ITEMS), by=by)
        deliberate.save_step(work, Work("others", {"others": {}}), by=by)
        weigh = {"harms": {"none": ""}, "silence": "agree", "no_agreement_because": NO_AGREEMENT}
        deliberate.save_step(work, Work("weigh", weigh), by=by)
        family = {"child_view": "agrees", "family_told": "told"}
        deliberate.save_step(work, Work("family", family), by=by)
    return Work("decide", {"reason_kept": REASON, **decision})


PART = {"outcome": "share_part", "reason_told": "Two entries of three; the third is a guess."}
NONE = {
    "outcome": "refuse",
    "reason_told": "Two dates would be enough.",
    "refusal_reasons": ["excessive"],
    "would_change": "Ask for two dates.",
    "detriment": "It would end the talks that we have with the family.",
}


def undecided(around: Around) -> None:
    """A new concern that nobody has read."""
    school = around["school"]
    child = a_child(school, Role.DSL)
    with school.acting(Role.TEACHER) as by:
        records.record_concern(concern_about(child, 0), child, by=by)


def shared(around: Around) -> None:
    """The police asked, part was shared, and an officer read it."""
    read_by(around["team"], Role.OFFICER, unread(around))


def unread(around: Around) -> InformationRequest:
    """The police asked, part was shared, and nobody has opened it."""
    school, team, child = around["school"], around["team"], noticed(around)
    asked = question(team, Role.OFFICER, school)
    work = work_on(school, Role.DSL, asked, child)
    last = weighed(school, Role.DSL, work, **PART)
    with school.acting(Role.DSL) as by:
        decide.decide(work, last, by=by)
    return asked


def read_by(place: Place, role: Role, asked: InformationRequest) -> Disclosure:
    """What the recipient does with an answer."""
    with place.acting(role) as by:
        found = Disclosure.objects.get(request=asked)
        receive.read_disclosure(found, by=by)
        receive.accept(found, by=by)
        receive.open_disclosure(found, by=by)
        receive.acknowledge(found, by=by)
    return found


def refused(around: Around) -> None:
    """The police asked, and nothing was shared."""
    school, team, child = around["school"], around["team"], noticed(around)
    work = work_on(school, Role.DSL, question(team, Role.OFFICER, school), child)
    with school.acting(Role.DSL) as by:
        deliberate.save_step(
            work, Work("weigh", {"harms": {"none": ""}, "silence": "agree"}), by=by
        )
        decide.decide(work, Work("decide", {"reason_kept": REASON, **NONE}), by=by)


def open_still(around: Around) -> None:
    """The police asked, and the school has begun to decide."""
    school, team, child = around["school"], around["team"], noticed(around)
    work_on(school, Role.DSL, question(team, Role.OFFICER, school), child)


def school_asked(around: Around) -> None:
    """The school asked the police, who hold a record of their own; proposed and confirmed."""
    school, team, child = around["school"], around["team"], noticed(around)
    theirs = a_child(team, Role.OFFICER)
    a_call(team, Role.OFFICER, theirs)
    asked = question(school, Role.DSL, team, child)
    work = work_on(team, Role.OFFICER, asked, theirs)
    last = weighed(team, Role.OFFICER, work, **PART, picked={"power": "COMMON_LAW_POLICE"})
    with team.acting(Role.OFFICER) as by:
        confirm.propose(work, last, by=by)
    with team.acting(Role.SERGEANT) as by:
        confirm.confirm(work, rules.Confirmation(connected=False, agreed=True), by=by)
    attach_to(school, child, read_by(school, Role.DSL, asked))


def attach_to(school: Place, child: Child, found: Disclosure) -> None:
    """The answer stands in the asker's own record of the child."""
    with school.acting(Role.DSL) as by:
        receive.attach(found, child, by=by)


@dataclass(frozen=True)
class Pattern:
    """What one child of a thousand has, and how many of a thousand have it."""

    make: Callable[[Around], object]
    in_a_thousand: int
    oldest: int = 700  # copies happened up to so many days earlier
    open: bool = False  # somebody has still to act: such work does not pile up


# One question for each five children, over two years.
PATTERNS = {
    "quiet": Pattern(quiet, 600),
    "noticed": Pattern(noticed, 134),
    "followed": Pattern(followed, 70),
    "shared": Pattern(shared, 110),
    "refused": Pattern(refused, 30),
    "school asked": Pattern(school_asked, 50),
    "undecided": Pattern(undecided, 3, oldest=3, open=True),
    "unread": Pattern(unread, 0, oldest=3, open=True),
    "open": Pattern(open_still, 3, oldest=2, open=True),
}

LONG = 217


def long_chronology(around: Around) -> Child:
    """The measured child: the same chronology of 217 entries at every size."""
    school = around["school"]
    child = a_child(school, Role.DSL, "Siobhan", "Winterbourne")
    for number in range(27):
        concern = a_concern(school, child, 10 + number * 11)
        decided(school, concern)
        added_to(school, concern)
        for each in range(5):
            a_call(school, Role.DSL, child, 10 + number * 11 - each)
    a_call(school, Role.DSL, child)
    return child
