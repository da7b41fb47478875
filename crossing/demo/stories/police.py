"""Between the police and schools: too wide and narrowed, refused, proposed, returned, confirmed."""

from __future__ import annotations

from crossing.demo import deciding
from crossing.demo.deciding import Mind, written
from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.sharing.commands import authority, questions
from crossing.sharing.commands.ask import read_request
from crossing.sharing.models import InformationRequest, Question
from crossing.sharing.rules import (
    READY_QUESTIONS,
    Ask,
    ChildView,
    FamilyTold,
    HarmOfSharing,
    NotToldBecause,
    Outcome,
    Power,
    Purpose,
    ReadyQuestion,
    RefusalReason,
    SubjectRole,
)

IF_NOT_READY = "Staff or the child could be hurt, and we would not have seen it coming."


def ready(which: ReadyQuestion) -> Ask:
    """One of the questions that schools ask the police most."""
    found = READY_QUESTIONS[which]
    return doing.question(
        found.purpose, str(found.wanted), str(found.why), IF_NOT_READY, ready=which, power=None
    )


def authorise(town: Town, asked: InformationRequest) -> None:
    """The inspector reads the question and takes responsibility for it."""
    with town.acting("ines") as by:
        read_request(asked, by=by)
        authority.authorise(asked, by=by)


def reece(town: Town) -> Story:
    """Too wide; narrowed to two timetable entries; authorised; answered, and the family not told."""
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
        deciding.share(work, more, town.child("lena", "reece"), by=by)
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
    asked = doing.ask(town, "omar", "northfield", "reece", narrow, asked)
    doing.end_work(town, asked.narrows, "northfield")
    yield town.at(18, "09:15")
    authorise(town, asked)
    yield town.at(18, "12:30")
    with town.acting("lena") as by:
        decision = deciding.share(
            deciding.desk_on(by, asked), _two_lessons(town), town.child("lena", "reece"), by=by
        )
    yield town.at(17, "09:00")
    doing.open_shared(town, "omar", decision.disclosure)
    doing.acknowledge(town, "omar", decision.disclosure, town.child("omar", "reece"))
    yield town.at(14, "16:10")
    doing.follow_up(
        town,
        "omar",
        decision.disclosure,
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
            "He told this as a harmed child, to people he trusts. Ask children’s services to arrange"
            " that he is heard properly, with an adult of his choice.",
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
            more={"silence_because": ""},
        )
        decision = deciding.share(
            deciding.desk_on(by, asked), mind, town.child("rita", "marcus"), by=by
        )
    yield town.at(13, "08:30")
    doing.open_shared(town, "omar", decision.disclosure)
    doing.acknowledge(town, "omar", decision.disclosure, town.child("omar", "marcus"))
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
        deciding.work_through(work, mind, town.child("lena", "tyler"), by=by, until="items")


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
        deciding.share(deciding.desk_on(by, asked), refuse, town.child("lena", "liam"), by=by)
    yield town.at(11, "08:40")
    with town.acting("otto") as by:
        read_request(asked, by=by)


def kofi(town: Town) -> Story:
    """Asked by the other team, and overdue at Northfield."""
    yield town.at(9, "13:05")
    question = doing.question(
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        "Whether Kofi and the boy he hit on bus 41 still meet at school, and how that goes.",
        "We decide with youth justice whether a restorative meeting could help both of them.",
        "It could happen again on the same bus.",
        power=Power.CA2004_S10,
    )
    doing.ask(town, "otto", "northfield", "kofi", question)


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
            more={
                "family_told": FamilyTold.TOLD,
                "strictly_necessary": "Nothing less protects him.",
            },
        )
        work = deciding.desk_on(by, asked)
        deciding.propose(work, mind, town.child("omar", "liam"), by=by)
    yield town.at(9, "08:20")
    with town.acting("sam") as by:
        decision = deciding.confirmed(work, by=by)
    yield town.at(9, "08:45")
    doing.open_shared(town, "lena", decision.disclosure)
    doing.acknowledge(town, "lena", decision.disclosure, town.child("lena", "liam"))
    yield town.at(8, "15:30")
    doing.follow_up(
        town,
        "lena",
        decision.disclosure,
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
        deciding.propose(work, mind, town.child("omar", "tyler"), by=by)
    yield town.at(2, "08:15")
    with town.acting("sam") as by:
        because = (
            "The last sentence is what we think, and says where somebody lives. Say what the school"
            " should do instead: which stop to avoid, and whom to ring."
        )
        deciding.returned(work, because, by=by)


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
        )
        work = deciding.desk_on(by, asked)
        deciding.propose(work, mind, town.child("omar", "liam"), by=by)
    yield town.at(1, "15:50")
    with town.acting("sam") as by:
        deciding.confirmed(work, by=by)


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
            },
        )
        deciding.propose(deciding.desk_on(by, asked), mind, town.child("omar", "reece"), by=by)
    yield town.at(1, "12:00")
    doing.ask(town, "rita", "police", "leo", ready(ReadyQuestion.HOME_VISIT))


STORIES = (
    reece,
    jordan,
    marcus,
    tyler,
    liam,
    kofi,
    no_contact,
    way_to_school,
    home_visit,
    bus,
)
