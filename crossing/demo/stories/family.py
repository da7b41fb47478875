"""The Karims: one family, two schools, two services; and other enquiries of children's services."""

from __future__ import annotations

from crossing.demo import deciding
from crossing.demo.deciding import Mind, written
from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.records.models import Child
from crossing.records.rules import ConcernKind, DecisionKind, Safe
from crossing.sharing.commands import ask as asking
from crossing.sharing.commands import deliberate
from crossing.sharing.commands import start as starting
from crossing.sharing.commands.start import Start
from crossing.sharing.models import Deliberation
from crossing.sharing.rules import (
    ChildView,
    FamilyTold,
    HarmOfSharing,
    NotToldBecause,
    Outcome,
    Power,
    Purpose,
    Route,
)


def not_safe_to_tell(town: Town) -> dict[str, object]:
    """Telling could harm the child, so somebody looks again in two weeks."""
    return {
        "family_told": FamilyTold.NOT_TOLD,
        "not_told_because": NotToldBecause.UNSAFE,
        "look_again_on": town.days.day(-14),
    }


def _tell_school(town: Town, key: str, school: str, text: str) -> Deliberation:
    """Omar proposes to tell a school about last night, without being asked."""
    with town.acting("omar") as by:
        child = town.child("omar", key)
        start = Start(Route.UNASKED, Purpose.ENCOMPASS, recipient=town.orgs[school])
        work = starting.start_unasked(child, start, by=by)
        mind = Mind(
            Outcome.SHARE_ALL,
            "The school sees the child first this morning and must know before the bell.",
            written=(written("Last night", text),),
            more=deciding.nobody_asked(
                "Staff would take a tired child for a naughty one.",
                child_view=ChildView.NOT_KNOWN,
                harms={HarmOfSharing.PARENT_LEARNS: "If staff mention it to the father."},
                **not_safe_to_tell(town),
            ),
        )
        deciding.propose(town, work, mind, child, by=by)
    return work


def amina(town: Town) -> Story:
    """Told by the police; seen by her tutor; asked about by children's services; kept safe."""
    yield town.at(12, "07:05")
    work = _tell_school(
        town,
        "amina",
        "northfield",
        "Officers came to the home at 23:10 because of shouting. Amina had locked herself into the"
        " bathroom. Nobody was taken to hospital. Her father was asked to leave for the night.",
    )
    yield town.at(12, "07:30")
    with town.acting("sam") as by:
        shared = deciding.confirmed(town, work, by=by)
    yield town.at(12, "07:52")
    doing.open_shared(town, "lena", shared)
    doing.acknowledge(town, "lena", shared, town.child("lena", "amina"))
    yield town.at(12, "10:30")
    doing.follow_up(
        town, "lena", shared, "A gentle start, and Mr Reed asked no questions. She ate."
    )
    yield town.at(11, "08:40")
    found = doing.concern(
        town,
        "tom",
        "amina",
        ConcernKind.HOME,
        "She has two bruises on her left arm and wore a coat all day. She told Maya Fenn first, who"
        " brought her to me.",
        words="I sleep in the bath with Yusuf when they shout. Dad broke the lock.",
        safe_now=Safe.NOT_SURE,
        place="Tutor room 8K",
    )
    yield town.at(11, "08:51")
    doing.read(town, "lena", found)
    doing.decide(
        town,
        "lena",
        found,
        DecisionKind.REFER,
        "Bruises, a broken lock, a second night. She must not go home tonight without a plan.",
        "Significant harm is likely. I rang the front door at 9:00 and wrote at 9:20.",
    )
    yield town.at(11, "09:40")
    doing.call(
        town,
        "lena",
        "amina",
        "Leila Saleh, aunt",
        "Amina can stay with her from tonight at 3 Lock Cottages. Nobody is to give that address to"
        " the father.",
    )
    yield from _enquiry(town)


def _enquiry(town: Town) -> Story:
    yield town.at(10, "09:15")
    question = doing.question(
        Purpose.SECTION_47,
        "What Amina has said and shown at school in the last two weeks, and who is safe for her.",
        "A strategy meeting this afternoon decides about a visit tonight.",
        "We would visit without knowing that she and her brother are in danger.",
        power=Power.CA1989_S47,
    )
    asked = doing.ask(town, "mina", "northfield", "amina", question)
    yield town.at(10, "11:50")
    with town.acting("lena") as by:
        child: Child = town.child("lena", "amina")
        shared = deciding.share(
            town, deciding.desk_on(by, asked), _what_amina_said(town), child, by=by
        )
    yield town.at(10, "12:10")
    doing.open_shared(town, "mina", shared)
    doing.acknowledge(town, "mina", shared, town.child("mina", "amina"))
    yield town.at(9, "10:05")
    doing.follow_up(
        town,
        "mina",
        shared,
        "The visit went with two officers because of what you shared. Both children are with their"
        " aunt.",
    )
    yield from _a_plan(town)


def _what_amina_said(town: Town) -> Mind:
    return Mind(
        Outcome.SHARE_PART,
        "All that bears on tonight. Her friend’s name does not, and the aunt’s address is known to"
        " them already: it must not be written twice.",
        include=("two bruises", "sleep in the bath"),
        leave_out={"Refer to children’s services": "They have our referral already."},
        cover=("Leila Saleh",),
        keep={"Yusuf": "He is in the same danger, and they ask about him too."},
        more={
            **not_safe_to_tell(town),
            "reason_told": "One entry is covered: you know the address, and it should not travel.",
            "harms": {
                HarmOfSharing.ADDRESS_REVEALED: "The father could read where the children are.",
                HarmOfSharing.OTHER_IDENTIFIED: "The friend whom she told first.",
            },
        },
    )


def _a_plan(town: Town) -> Story:
    """Northfield asks back: proposed by Mina, and waiting for Theo."""
    yield town.at(2, "10:20")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Who may collect Amina on Fridays, and whom we should ring when somebody else comes.",
        "Her father has asked at reception for her timetable.",
        "We could hand her to somebody who is not safe.",
        power=Power.CA2004_S10,
    )
    asked = doing.ask(town, "lena", "services", "amina", question)
    yield town.at(1, "14:45")
    with town.acting("mina") as by:
        mind = Mind(
            Outcome.SHARE_ALL,
            "The school stands at the gate. Without names it cannot keep her safe there.",
            written=(
                written("Who may collect her", "Leila Saleh, her aunt, and nobody else."),
                written(
                    "When somebody else comes", "Keep her inside, ring 999, then our front door."
                ),
            ),
            keep={"Leila Saleh": "The gate needs the name of whoever may collect her."},
            more=not_safe_to_tell(town),
        )
        deciding.propose(
            town, deciding.desk_on(by, asked), mind, town.child("mina", "amina"), by=by
        )


def yusuf(town: Town) -> Story:
    """Told to St Bede's this morning, and not opened yet. Another school, another record."""
    yield town.at(0, "07:02")
    work = _tell_school(
        town,
        "yusuf",
        "stbedes",
        "The father came to the house at 22:40 and shouted at the door for twenty minutes. Yusuf"
        " was awake and saw him. Nobody was hurt.",
    )
    yield town.at(0, "07:24")
    with town.acting("sam") as by:
        deciding.confirmed(town, work, by=by)


def poppy(town: Town) -> Story:
    """A section 47 enquiry that St Bede's has not answered: overdue."""
    yield town.at(3, "11:00")
    question = doing.question(
        Purpose.SECTION_47,
        "What Poppy has said about home, and whether her weight or health has changed.",
        "Her baby sister was taken to hospital. We decide whether Poppy can stay at home.",
        "We could leave her where she is not safe.",
        power=Power.CA1989_S47,
    )
    doing.ask(town, "mina", "stbedes", "poppy", question)


def ella(town: Town) -> Story:
    """Open at Northfield; the deputy is personally connected, and so has no part in it."""
    yield town.at(3, "09:30")
    question = doing.question(
        Purpose.SECTION_17,
        "How Ella has been since half-term, and what the school does for her.",
        "Her mother has asked us for help at home.",
        "We could offer help that does not fit.",
        power=Power.CA1989_S17,
    )
    asked = doing.ask(town, "mina", "northfield", "ella", question)
    yield town.at(2, "12:30")
    with town.acting("dev") as by:
        deliberate.declare_connection(deciding.desk_on(by, asked), by=by)


def leo(town: Town) -> Story:
    """Southgate asks: proposed, returned, proposed again, confirmed, opened."""
    yield town.at(9, "10:30")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Whether Leo has a social worker, and whom to ring.",
        "He is tired and hungry on Mondays.",
        "We could miss that somebody already works with the family.",
        power=Power.CA2004_S10,
    )
    asked = doing.ask(town, "rita", "services", "leo", question)
    yield town.at(8, "11:00")
    with town.acting("mina") as by:
        work, child = deciding.desk_on(by, asked), town.child("mina", "leo")
        deciding.propose(town, work, _who_works_with_leo("His sister has one too."), child, by=by)
    yield town.at(8, "15:00")
    with town.acting("theo") as by:
        deciding.returned(town, work, "They did not ask about his sister: leave her out.", by=by)
    yield town.at(7, "09:10")
    with town.acting("mina") as by:
        deciding.propose(town, work, _who_works_with_leo(""), child, by=by)
    yield town.at(7, "10:00")
    with town.acting("theo") as by:
        shared = deciding.confirmed(town, work, by=by)
    yield town.at(7, "11:30")
    doing.open_shared(town, "rita", shared)
    doing.acknowledge(town, "rita", shared, town.child("rita", "leo"))


def _who_works_with_leo(more: str) -> Mind:
    text = f"Early help, since September. Ring the front door and ask for the duty worker. {more}"
    return Mind(
        Outcome.SHARE_ALL,
        "The school sees him each day and should know whom to ring.",
        written=(written("Who works with the family", text.strip()),),
    )


def daniel(town: Town) -> Story:
    """Asked, and withdrawn the next day: there was nothing left to know."""
    yield town.at(12, "13:00")
    question = doing.question(
        Purpose.SECTION_17,
        "Whether Daniel has enough to eat at school.",
        "A neighbour rang us about him.",
        "He could go hungry.",
        power=Power.CA1989_S17,
    )
    asked = doing.ask(town, "mina", "northfield", "daniel", question)
    yield town.at(11, "09:00")
    with town.acting("mina") as by:
        asking.withdraw(asked, by=by)
    doing.end_work(town, asked, "northfield")


STORIES = (amina, yusuf, poppy, ella, leo, daniel)
