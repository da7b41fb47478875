"""What the police ask of schools: too wide and narrowed, without authority, refused, overdue."""

from __future__ import annotations

from crossing.demo import deciding
from crossing.demo.deciding import Mind, written
from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.sharing.commands import authority, questions
from crossing.sharing.commands.ask import read_request
from crossing.sharing.models import InformationRequest, Question
from crossing.sharing.rules import (
    ChildView,
    FamilyTold,
    HarmOfSharing,
    NotToldBecause,
    Outcome,
    Power,
    Purpose,
    RefusalReason,
    SubjectRole,
)
from crossing.sharing.rules.correcting import NewCorrection, Truth


def authorise(town: Town, asked: InformationRequest) -> None:
    """The inspector reads the question and takes responsibility for it."""
    with town.acting("ines") as by:
        read_request(asked, by=by)
        authority.authorise(asked, by=by)


def reece(town: Town) -> Story:
    """Too wide; narrowed to two lessons; authorised; answered; the family is not told."""
    about = {"subject_role": SubjectRole.SUSPECT, "offence": "Wounding in Quay Street"}
    yield town.at(20, "09:40")
    wide = doing.question(
        Purpose.CRIME,
        "Everything that the school holds about Reece since Year 7: attendance, behaviour, home,"
        " and what he has said to staff.",
        "He was named as being in Quay Street when a boy was wounded.",
        "We could arrest the wrong person, or miss the right one.",
        **about,
    )
    asked = doing.ask(town, "omar", "northfield", "reece", wide)
    yield town.at(20, "11:00")
    authorise(town, asked)
    yield town.at(19, "08:55")
    with town.acting("lena") as by:
        more = Mind(
            Outcome.NEED_MORE,
            "Four years of a child’s life for one afternoon: far more than they need.",
            more={"reason_told": "Which days and times do you need? We would look at those alone."},
        )
        work = deciding.desk_on(by, asked)
        deciding.conclude(town, work, more, town.child("lena", "reece"), by=by)
    yield town.at(19, "14:20")
    with town.acting("omar") as by:
        back = Question.objects.get(request=asked)
        questions.answer_question(back, "Two lessons. I send a narrower question.", by=by)
    narrow = doing.question(
        Purpose.CRIME,
        f"Whether Reece was in his lessons on {town.days.day(25):%-d %B}, periods 3 and 4.",
        "He was named as being in Quay Street at 11:30 that day.",
        "We could arrest the wrong person, or miss the right one.",
        **about,
    )
    wide_one, asked = asked, doing.ask(town, "omar", "northfield", "reece", narrow, asked)
    doing.end_work(town, wide_one, "northfield")
    yield town.at(18, "09:15")
    authorise(town, asked)
    yield town.at(18, "12:30")
    with town.acting("lena") as by:
        shared = deciding.share(
            town,
            deciding.desk_on(by, asked),
            _two_lessons(town),
            town.child("lena", "reece"),
            by=by,
        )
    yield town.at(17, "09:00")
    doing.open_shared(town, "omar", shared)
    doing.acknowledge(town, "omar", shared, town.child("omar", "reece"))
    yield town.at(14, "16:10")
    doing.follow_up(
        town,
        "omar",
        shared,
        "The two entries show that he was in school. He is no longer a suspect.",
    )


def _two_lessons(town: Town) -> Mind:
    day = town.days.day(25)
    return Mind(
        Outcome.SHARE_ALL,
        "Two marks in a register answer the question; nothing else is needed. It may clear him.",
        written=(
            written("Period 3, mathematics", "Marked present at 10:42.", happened_on=day),
            written(
                "Period 4, science",
                "Marked present at 11:38. He worked with Jordan Blake.",
                happened_on=day,
            ),
        ),
        more={
            "harms": {HarmOfSharing.TREATED_AS_SUSPECT: "His name is in a police system for it."},
            "child_view": ChildView.NOT_ASKED,
            "child_view_because": "Asking him would tell him about the enquiry.",
            "family_told": FamilyTold.NOT_TOLD,
            "not_told_because": NotToldBecause.PREJUDICES,
            "look_again_on": town.days.day(-10),
        },
    )


def jordan(town: Town) -> Story:
    """The inspector refuses authority, and says why."""
    yield town.at(9, "10:00")
    question = doing.question(
        Purpose.CRIME,
        "What Jordan has told staff about where the knife came from.",
        "We look for whoever supplies knives to children in Mill Lane.",
        "Another child could be given a knife.",
        subject_role=SubjectRole.WITNESS,
        offence="Supplying knives to a person under 18",
    )
    asked = doing.ask(town, "omar", "northfield", "jordan", question)
    yield town.at(8, "09:30")
    with town.acting("ines") as by:
        read_request(asked, by=by)
        authority.refuse_authority(
            asked,
            "He told this as a harmed child, to people he trusts. Ask children’s services to"
            " arrange that he is heard properly, with an adult of his choice.",
            by=by,
        )


def marcus(town: Town) -> Story:
    """Shared in full; and a second question that waits for authority since this morning."""
    yield town.at(15, "11:20")
    first = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "How Marcus comes to school and goes home, and who collects him.",
        "Two older boys have waited for him at the bus station.",
        "He could be hurt on his way home.",
        power=Power.CA2004_S10,
    )
    asked = doing.ask(town, "omar", "southgate", "marcus", first)
    yield town.at(14, "10:00")
    with town.acting("rita") as by:
        mind = Mind(
            Outcome.SHARE_ALL,
            "They cannot keep him safe on the way without it, and he wants them to know.",
            written=(
                written("The way to school", "He takes the 41 bus at 7:52 and walks home."),
                written("Who collects him", "Tina Bell, on Wednesdays, by car."),
            ),
            keep={"Tina Bell": "They must know who may collect him."},
            more={"child_view": ChildView.AGREES},
        )
        shared = deciding.share(
            town, deciding.desk_on(by, asked), mind, town.child("rita", "marcus"), by=by
        )
    yield town.at(13, "08:30")
    doing.open_shared(town, "omar", shared)
    doing.acknowledge(town, "omar", shared, town.child("omar", "marcus"))
    yield town.at(1, "12:20")
    found = NewCorrection(
        wrong="The bus is wrong. Since half-term he does not take the 41.",
        truth=Truth.INSTEAD,
        instead="He takes the 47 bus at 7:40, and walks home.",
        found="Marcus told his tutor that nobody was at the stop.",
        undo="Whoever meets him at the stop waits at the wrong one.",
    )
    doing.correct(town, "rita", shared, "The way to school", found)
    yield town.at(0, "07:50")
    second = doing.question(
        Purpose.CRIME,
        f"Whether Marcus was in school on {town.days.day(1):%-d %B} between 14:30 and 15:30.",
        "He saw a robbery at the bus station, and two accounts differ about the time.",
        "The boy who was robbed will not be believed.",
        subject_role=SubjectRole.WITNESS,
        offence="Robbery at Riverside bus station",
    )
    doing.ask(town, "omar", "southgate", "marcus", second)


def tyler(town: Town) -> Story:
    """Open at Northfield and due soon: Lena has got as far as choosing items."""
    yield town.at(4, "15:10")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "What staff have seen since September that suggests that Tyler is made to carry or deliver"
        " things, and how he comes to school.",
        "His grandmother rang us: he has a second phone and is frightened.",
        "He could be hurt by whoever rings him, and we would not know where to look.",
        power=Power.CA2004_S10,
    )
    asked = doing.ask(town, "omar", "northfield", "tyler", question)
    yield town.at(1, "16:20")
    with town.acting("lena") as by:
        mind = Mind(Outcome.SHARE_PART, "", include=("two phones", "pick up", "fourth time"))
        work = deciding.desk_on(by, asked)
        deciding.work_through(town, work, mind, town.child("lena", "tyler"), by=by, until="items")


def liam(town: Town) -> Story:
    """Refused by Northfield, with what would change the answer."""
    yield town.at(13, "09:50")
    question = doing.question(
        Purpose.VICTIM_SUPPORT,
        "Liam’s attendance, behaviour and medical notes for the whole of last year.",
        "He was punched on bus 41 in Hillside, and we prepare support for him.",
        "His support could miss something that he needs.",
        power=Power.OTHER,
    )
    asked = doing.ask(town, "otto", "northfield", "liam", question)
    yield town.at(12, "11:45")
    with town.acting("lena") as by:
        refuse = Mind(
            Outcome.REFUSE,
            "A year of a harmed child’s notes is no support. He asked us to keep it to the bus.",
            more={
                "reason_told": "This is far more than support for one evening on a bus needs.",
                "refusal_reasons": [RefusalReason.EXCESSIVE, RefusalReason.NOT_NECESSARY],
                "would_change": "Ask how he has been since that day, and what would help him now.",
                "detriment": "He would stop talking to us, which is what keeps him safe.",
            },
        )
        deciding.conclude(
            town, deciding.desk_on(by, asked), refuse, town.child("lena", "liam"), by=by
        )
    yield town.at(11, "08:40")
    with town.acting("otto") as by:
        read_request(asked, by=by)


def kofi(town: Town) -> Story:
    """Asked by the other team, and overdue at Northfield."""
    yield town.at(7, "13:05")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Whether Kofi and the boy he hit on bus 41 still meet at school, and how that goes.",
        "We decide with youth justice whether a restorative meeting could help both of them.",
        "It could happen again on the same bus.",
        power=Power.CA2004_S10,
    )
    doing.ask(town, "otto", "northfield", "kofi", question)


STORIES = (reece, jordan, marcus, tyler, liam, kofi)
