"""Shared without being asked, asked back, ended, taken back; and a record that is sealed."""

from __future__ import annotations

from crossing.database.acting import service
from crossing.demo import deciding
from crossing.demo.deciding import Mind, written
from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.partnership.people import Service
from crossing.records.models import Child
from crossing.sharing.commands import decide
from crossing.sharing.commands import start as starting
from crossing.sharing.commands.start import Start
from crossing.sharing.models import Disclosure
from crossing.sharing.rules import (
    ChildView,
    Consent,
    FamilyTold,
    HarmOfSharing,
    NotToldBecause,
    Outcome,
    Power,
    Purpose,
    Route,
)


def _unasked(town: Town, who: str, key: str, start: Start, mind: Mind) -> Disclosure:
    """Somebody shares about their own child without being asked."""
    with town.acting(who) as by:
        child: Child = town.child(who, key)
        work = starting.start_unasked(child, start, by=by)
        return deciding.share(town, work, mind, child, by=by)


def jordan(town: Town) -> Story:
    """Shared with the charity, with consent; its question back lies with the charity now."""
    yield town.at(11, "12:00")
    start = Start(Route.UNASKED, Purpose.SECTION_17, recipient=town.orgs["charity"])
    mind = Mind(
        Outcome.SHARE_PART,
        "A mentor who knows what steadies him can begin where we are. The knife is not theirs to"
        " know: he will tell them when he wants to.",
        include=("chess club",),
        written=(
            written("What he asked for", "No house visits in uniform; text before you ring."),
        ),
        more=deciding.nobody_asked(
            "The mentor would start by asking him everything again.",
            child_view=ChildView.AGREES,
            consent=Consent.GIVEN,
            reason_told="We share what helps you to begin. Ask Jordan about the rest.",
        ),
    )
    shared = _unasked(town, "lena", "jordan", start, mind)
    yield town.at(10, "10:30")
    doing.open_shared(town, "carla", shared)
    doing.acknowledge(town, "carla", shared, town.child("carla", "jordan"))
    yield town.at(5, "09:20")
    question = doing.question(
        Purpose.SECTION_17,
        "How Jordan’s lessons and lunch times have gone since he met his mentor.",
        "We review his plan next week.",
        "We could go on with something that does not help.",
    )
    asked = doing.ask(town, "carla", "northfield", "jordan", question)
    yield town.at(4, "10:15")
    with town.acting("lena") as by:
        more = Mind(
            Outcome.NEED_MORE,
            "His mother agreed to a mentor, and not yet to reports about lessons.",
            more={"reason_told": "Has his mother agreed that we tell you how lessons go?"},
        )
        deciding.conclude(
            town, deciding.desk_on(by, asked), more, town.child("lena", "jordan"), by=by
        )


def mentor(town: Town) -> Story:
    """The charity answers Northfield: its own lead decides."""
    yield town.at(8, "13:00")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Whether Jordan comes to boxing, and whether anybody waits for him there.",
        "We plan his Tuesdays.",
        "Somebody could meet him on the way home.",
        power=Power.CA2004_S10,
    )
    asked = doing.ask(town, "lena", "charity", "jordan", question)
    yield town.at(7, "17:30")
    with town.acting("carla") as by:
        mind = Mind(
            Outcome.SHARE_ALL,
            "It is about his safety on the way, and he knows that we talk to his school.",
            written=(written("Boxing", "He has come every Tuesday. Nobody has waited for him."),),
            more={"child_view": ChildView.AGREES},
        )
        shared = deciding.share(
            town, deciding.desk_on(by, asked), mind, town.child("carla", "jordan"), by=by
        )
    yield town.at(6, "08:35")
    doing.open_shared(town, "lena", shared)
    doing.acknowledge(town, "lena", shared, town.child("lena", "jordan"))


def maya(town: Town) -> Story:
    """Siblings at two schools: shared for two weeks, and closed at its end date."""
    yield town.at(28, "09:00")
    question = doing.question(
        Purpose.SECTION_17,
        "Whether Maya brings her brother to school, and on which days.",
        "Leo is in our Year 7 and is late on Mondays.",
        "We would blame a child who does her best.",
    )
    asked = doing.ask(town, "rita", "northfield", "maya", question)
    yield town.at(27, "10:10")
    with town.acting("lena") as by:
        mind = Mind(
            Outcome.SHARE_ALL,
            "Both schools should see the same morning. Maya asked us to tell them.",
            include=("absent on three Mondays", "Absent on three Mondays", "get Leo to school"),
            keep={"Leo": "He is the child whom they ask for.", "her brother": "As above."},
            more={"child_view": ChildView.AGREES, "ends_on": town.days.day(14)},
        )
        shared = deciding.share(
            town, deciding.desk_on(by, asked), mind, town.child("lena", "maya"), by=by
        )
    yield town.at(27, "13:00")
    doing.open_shared(town, "rita", shared)
    doing.acknowledge(town, "rita", shared, town.child("rita", "leo"))
    yield town.at(25, "09:30")
    doing.follow_up(town, "rita", shared, "Leo may come at 9:00 on Mondays. Nobody writes it down.")


def noor(town: Town) -> Story:
    """A sealed record: there is nothing to share, told on the last day like every such answer."""
    yield town.at(14, "11:40")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Whether Noor is on your roll, and whom to ring about her.",
        "A girl of this name was mentioned by a pupil of ours.",
        "We could miss a child who needs somebody.",
        power=Power.CA2004_S10,
    )
    asked = doing.ask(town, "rita", "northfield", "noor", question)
    yield town.at(13, "09:00")
    with town.acting("lena") as by:
        mind = Mind(
            Outcome.NEITHER,
            "Nobody outside may learn that she is here: her life depends on it.",
            more={"detriment": "Whoever looks for her could find her through any answer."},
        )
        decision = deciding.conclude(
            town, deciding.desk_on(by, asked), mind, town.child("lena", "noor"), by=by
        )
    yield asked.due_at or town.at(8, "17:00")
    place = town.orgs["northfield"].pk
    with service("clock", place):
        decide.tell(deciding.made(decision), by=Service("clock", place))


def daniel(town: Town) -> Story:
    """Shared with the charity, and taken back the next morning."""
    yield town.at(16, "15:00")
    start = Start(Route.UNASKED, Purpose.SECTION_17, recipient=town.orgs["charity"])
    mind = Mind(
        Outcome.SHARE_PART,
        "The Youth Trust can give the family a food parcel this week.",
        written=(written("What would help", "Food for a family of four until Friday."),),
        more=deciding.nobody_asked(
            "The family could go without.", consent=Consent.GIVEN, reason_told="What is needed."
        ),
    )
    shared = _unasked(town, "dev", "daniel", start, mind)
    yield town.at(15, "08:50")
    doing.open_shared(town, "carla", shared)
    yield town.at(15, "09:40")
    with town.acting("dev") as by:
        because = "His mother rang: she has food, and would rather that nobody comes."
        decide.take_back(shared, because, by=by)


def zara(town: Town) -> Story:
    """Southgate tells children's services without being asked, and must not tell the family."""
    yield town.at(12, "11:30")
    start = Start(Route.UNASKED, Purpose.SAFEGUARD_CHILD_AT_RISK, recipient=town.orgs["services"])
    mind = Mind(
        Outcome.SHARE_ALL,
        "One chance to act: the flight is in the holidays, and her family must not know.",
        include=("family holiday", "you have to stay"),
        more=deciding.nobody_asked(
            "She could be taken abroad and not come back.",
            harms={HarmOfSharing.PARENT_LEARNS: "A letter to the house would end her freedom."},
            child_view=ChildView.AGREES,
            family_told=FamilyTold.NOT_TOLD,
            not_told_because=NotToldBecause.UNSAFE,
            look_again_on=town.days.day(-10),
        ),
    )
    shared = _unasked(town, "rita", "zara", start, mind)
    yield town.at(12, "12:05")
    doing.open_shared(town, "mina", shared)
    doing.acknowledge(town, "mina", shared)
    yield town.at(7, "15:30")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Whether Zara has been in school this week, and who has rung about her.",
        "Children’s services have asked us to prepare a protection order.",
        "She could leave the country before the court sits.",
        power=Power.CA2004_S10,
    )
    doing.ask(town, "otto", "southgate", "zara", question)
    yield town.at(1, "13:40")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Whether the court has made the order about Zara, and whom the school may tell.",
        "Her family has asked for leave of absence from Friday.",
        "We could say something that puts her in danger.",
        power=Power.CA2004_S10,
    )
    doing.ask(town, "rita", "services", "zara", question)


STORIES = (jordan, mentor, maya, noor, daniel, zara)
