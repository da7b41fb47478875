"""Ready questions from schools to the police: proposed, returned, confirmed, opened."""

from __future__ import annotations

from crossing.demo import deciding
from crossing.demo.deciding import Mind, written
from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.sharing.rules import (
    READY_QUESTIONS,
    Ask,
    ChildView,
    FamilyTold,
    NotToldBecause,
    Outcome,
    ReadyQuestion,
)

IF_NOT_READY = "Staff or the child could be hurt, and we would not have seen it coming."


def ready(which: ReadyQuestion) -> Ask:
    """One of the questions that schools ask the police most."""
    found = READY_QUESTIONS[which]
    return doing.question(
        found.purpose, str(found.wanted), str(found.why), IF_NOT_READY, ready=which, power=None
    )


def no_contact(town: Town) -> Story:
    """A ready question: proposed, confirmed, opened, and what happened next."""
    yield town.at(11, "09:05")
    asked = doing.ask(town, "lena", "police", "liam", ready(ReadyQuestion.NO_CONTACT))
    yield town.at(10, "13:20")
    with town.acting("omar") as by:
        mind = Mind(
            Outcome.SHARE_ALL,
            "The school must keep two boys apart and cannot without knowing whom, and until when.",
            written=(
                written(
                    "No contact",
                    "Keep Liam and Kofi Mensah apart in school and on the bus until"
                    f" {town.days.day(-15):%-d %B}.",
                ),
            ),
            keep={"Kofi Mensah": "Staff cannot keep them apart without knowing from whom."},
            more={"child_view": ChildView.AGREES},
        )
        work = deciding.desk_on(by, asked)
        deciding.propose(town, work, mind, town.child("omar", "liam"), by=by)
    yield town.at(9, "08:20")
    with town.acting("sam") as by:
        shared = deciding.confirmed(town, work, by=by)
    yield town.at(9, "08:45")
    doing.open_shared(town, "lena", shared)
    doing.acknowledge(town, "lena", shared, town.child("lena", "liam"))
    yield town.at(8, "15:30")
    doing.follow_up(
        town,
        "lena",
        shared,
        "They have breaks in different buildings, and a colleague waits at the bus stop.",
    )


def way_to_school(town: Town) -> Story:
    """Proposed and returned: it waits for Omar again."""
    yield town.at(6, "10:10")
    asked = doing.ask(town, "lena", "police", "tyler", ready(ReadyQuestion.WAY_TO_SCHOOL))
    yield town.at(4, "09:30")
    with town.acting("omar") as by:
        mind = Mind(
            Outcome.SHARE_ALL,
            "The school can change his way only if it knows where the risk is.",
            written=(
                written(
                    "The way to school",
                    "Two men in a grey car have waited at the Quay Street stop. We think that they"
                    " live near the old tannery.",
                ),
            ),
        )
        work = deciding.desk_on(by, asked)
        deciding.propose(town, work, mind, town.child("omar", "tyler"), by=by)
    yield town.at(2, "08:15")
    with town.acting("sam") as by:
        because = (
            "The last sentence is what we think, and says where somebody lives. Say what the school"
            " should do instead: which stop to avoid, and whom to ring."
        )
        deciding.returned(town, work, because, by=by)


def bus(town: Town) -> Story:
    """Answered yesterday afternoon, and not opened yet."""
    yield town.at(5, "09:25")
    asked = doing.ask(town, "lena", "police", "liam", ready(ReadyQuestion.WAY_TO_SCHOOL))
    yield town.at(3, "10:40")
    with town.acting("omar") as by:
        mind = Mind(
            Outcome.SHARE_ALL,
            "One bus and one stop: the school can change that, and he wants it changed.",
            written=(
                written("The way home", "Bus 41 after 15:30 is a risk. The 15:12 is quiet."),
                written("The stop", "Our officers stand at the Parade until the end of term."),
            ),
            more={"child_view": ChildView.AGREES},
        )
        work = deciding.desk_on(by, asked)
        deciding.propose(town, work, mind, town.child("omar", "liam"), by=by)
    yield town.at(1, "15:50")
    with town.acting("sam") as by:
        deciding.confirmed(town, work, by=by)


def home_visit(town: Town) -> Story:
    """Proposed, and waiting for Sam; the same question from Southgate is new."""
    yield town.at(3, "14:00")
    asked = doing.ask(town, "lena", "police", "reece", ready(ReadyQuestion.HOME_VISIT))
    yield town.at(1, "11:10")
    with town.acting("omar") as by:
        mind = Mind(
            Outcome.SHARE_PART,
            "Staff must not walk in alone. Why is not theirs to know: it is about an adult.",
            written=(
                written("The visit", "Do not visit at home. Meet the family at school instead."),
                written("Whom to ring", "Ring us before any visit, until the end of term."),
            ),
            more={
                "reason_told": "We tell you what to do, and not why: the reason is about an adult.",
                "family_told": FamilyTold.NOT_TOLD,
                "not_told_because": NotToldBecause.UNSAFE,
                "look_again_on": town.days.day(-10),
            },
        )
        deciding.propose(
            town, deciding.desk_on(by, asked), mind, town.child("omar", "reece"), by=by
        )
    yield town.at(1, "12:00")
    doing.ask(town, "rita", "police", "leo", ready(ReadyQuestion.HOME_VISIT))


STORIES = (no_contact, way_to_school, bus, home_visit)
