"""Concerns at Northfield: noticed, read, decided about, still worrying; and one not read yet."""

from __future__ import annotations

from crossing.core.clock import today
from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.records import commands as records
from crossing.records.rules import Basis, ConcernKind, DecisionKind, NewConcern, Safe


def tyler(town: Town) -> Story:
    """Late, then a phone that he hides, and this morning before the bell: unread, and urgent."""
    yield town.at(16, "09:20")
    late = doing.concern(
        town,
        "priya",
        "tyler",
        ConcernKind.MISSING,
        "Late for the fourth time in two weeks, each time on a Thursday. He came in at 9:15 with"
        " new trainers and said that a friend had given them to him.",
    )
    yield town.at(16, "10:05")
    doing.read(town, "lena", late)
    doing.decide(
        town,
        "lena",
        late,
        DecisionKind.MONITOR,
        "Two signs together: money that is not explained, and a pattern of days. His tutor keeps a"
        " daily note and I look at it on Fridays.",
        "No harm is known yet, and his grandmother is working with us.",
        look_again_on=town.days.day(-5),
    )
    yield town.at(9, "12:40")
    phone = doing.concern(
        town,
        "tom",
        "tyler",
        ConcernKind.EXPLOITATION,
        "In tutor time he had two phones. One rang five times. He went pale and asked to go out.",
        words="I have to pick up or they get angry.",
        place="10R tutor room",
    )
    yield town.at(9, "13:10")
    doing.read(town, "lena", phone)
    yield town.at(8, "08:50")
    doing.call(
        town,
        "lena",
        "tyler",
        "Brenda Marsh, grandmother",
        "She has seen the second phone and is frightened. She would like us to ask the police.",
    )
    yield town.at(0, "08:12")
    doing.concern(
        town,
        "tom",
        "tyler",
        ConcernKind.EXPLOITATION,
        "He was waiting by my room before the bell. He has a cut over his left eye and would not"
        " take his coat off. He asked whether he could stay here until the end of the day.",
        words="They said they know which bus I get. They said they will come to Nan’s.",
        safe_now=Safe.NOT_SURE,
        happened_at="about 8:00",
        place="History corridor",
        done_already="He is with me. I have sent for Lena.",
    )


def jordan(town: Town) -> Story:
    """A knife that another pupil told of: he is referred as a child who is being used."""
    yield town.at(24, "11:15")
    found = doing.concern(
        town,
        "tom",
        "jordan",
        ConcernKind.WEAPON,
        "A pupil told me that Jordan had a knife in his bag. The head and a trained colleague"
        " looked with him: a small kitchen knife. He was calm and then cried.",
        words="The older boys give it me to carry. If I say no they will do my mum’s windows.",
        safe_now=Safe.NO,
        place="Head’s office",
        done_already="The head has the knife. Jordan stayed with Mr Patel.",
    )
    yield town.at(24, "11:31")
    doing.read(town, "lena", found)
    yield town.at(24, "12:20")
    doing.decide(
        town,
        "lena",
        found,
        DecisionKind.REFER,
        "He is fifteen, has ADHD and is made to carry by older boys. This is criminal exploitation:"
        " he is harmed, whatever else he may have done.",
        "Threats against him and his mother, and a weapon put into his hands.",
    )
    yield town.at(23, "09:10")
    doing.call(
        town,
        "lena",
        "jordan",
        "Denise Blake, mother",
        "She agrees to a mentor from the Youth Trust. She asks that nobody comes to the house in"
        " uniform.",
    )
    yield town.at(12, "14:00")
    doing.note(
        town,
        "dev",
        "jordan",
        "Support plan, first review",
        "Three weeks without an exclusion. He eats lunch with the chess club and has started"
        " boxing on Tuesdays.",
    )


def ella(town: Town) -> Story:
    """Decided to keep watching; her tutor is still worried, and says so."""
    yield town.at(7, "13:25")
    found = doing.concern(
        town,
        "tom",
        "ella",
        ConcernKind.SELF_HARM,
        "She has not eaten at lunch this week. She sits under the stairs with her hood up and"
        " rocks. Her teaching assistant left at half-term.",
        words="It is too loud now that Miss Gray has gone.",
        certain=False,
        basis=Basis.BOTH,
    )
    yield town.at(7, "15:40")
    doing.read(town, "lena", found)
    doing.decide(
        town,
        "lena",
        found,
        DecisionKind.MONITOR,
        "A known change explains it. She eats in the library with a friend from Monday, and the"
        " new assistant starts then.",
        "Her needs are met by her plan; nothing points to harm by anybody.",
        look_again_on=town.days.day(-3),
    )
    yield town.at(1, "15:05")
    with town.acting("tom") as by:
        records.still_worried(
            found,
            "The new assistant has not started, and today she scratched her arm until it bled.",
            by=by,
        )


def daniel(town: Town) -> Story:
    """Deliberately not referred, and why."""
    yield town.at(18, "10:50")
    found = doing.concern(
        town,
        "priya",
        "daniel",
        ConcernKind.NEGLECT,
        "Third week without a coat or lunch. He fell asleep in registration twice.",
        words="Mum works nights. I make the beds.",
    )
    yield town.at(18, "11:30")
    doing.read(town, "dev", found)
    yield town.at(17, "09:30")
    doing.call(
        town,
        "dev",
        "daniel",
        "Grace Okoro, mother",
        "She lost her day job in August. She had not known that he could have free meals, and"
        " filled in the form with me on the phone.",
    )
    yield town.at(17, "09:55")
    doing.decide(
        town,
        "dev",
        found,
        DecisionKind.PARENT,
        "The family is short of money, not of care. Free meals from today, a coat from the swap"
        " rail, and breakfast club.",
        "Not referred: there is no sign of significant harm, his mother acted the same day, and a"
        " referral would cost trust that we need. If he is still hungry in two weeks, I refer.",
    )
    yield town.at(6, "12:15")
    with town.acting("priya") as by:
        text = "He has eaten every day since, and wears the coat. He told me that he sleeps now."
        records.add_to_concern(found, text, "How it went on", by=by)


def chloe(town: Town) -> Story:
    """Early help, about a child whose earlier name a court protects."""
    yield town.at(21, "14:30")
    found = doing.concern(
        town,
        "tom",
        "chloe",
        ConcernKind.ONLINE,
        "Somebody she does not know has messaged her by her earlier name and asked where she lives"
        " now. She showed me the screen.",
        words="How do they know that name?",
    )
    yield town.at(21, "14:52")
    doing.read(town, "lena", found)
    doing.decide(
        town,
        "lena",
        found,
        DecisionKind.EARLY_HELP,
        "Her parents and I went through her settings with her. The post-adoption team is involved.",
        "They know already: I rang them with her parents beside me.",
    )


def maya(town: Town) -> Story:
    """Nothing more for now, with a day to look again."""
    yield town.at(30, "11:00")
    found = doing.concern(
        town,
        "priya",
        "maya",
        ConcernKind.MISSING,
        "Absent on three Mondays. She says that she looks after her brother when her father is"
        " away for work.",
        words="Somebody has to get Leo to school.",
    )
    yield town.at(30, "15:10")
    doing.read(town, "lena", found)
    doing.decide(
        town,
        "lena",
        found,
        DecisionKind.NOTHING,
        "Her father has changed his shifts, and a neighbour takes the boy on Mondays.",
        "A family that found its own answer; the young carers’ worker has met Maya.",
        look_again_on=town.days.day(-10),
    )


def somebody(town: Town) -> Story:
    """A concern about a child whose name the author did not know, and a draft half typed."""
    yield town.at(1, "15:20")
    with town.acting("priya") as by:
        new = NewConcern(
            child_as_named="A boy of about 12 with a green rucksack, perhaps 7S",
            safe_now=Safe.YES,
            kind=ConcernKind.CHILDREN,
            happened_on=today(),
            basis=Basis.FACT,
            account="Two older pupils took his shoes at the gate and filmed him. He laughed.",
            place="Back gate",
            certain=False,
        )
        records.record_concern(new, by=by)


def half_typed(town: Town) -> Story:
    """Tom was called away while he typed: his draft waits for him."""
    yield town.at(1, "15:48")
    with town.acting("tom") as by:
        typed = {
            "safe_now": [Safe.YES],
            "adult": ["no"],
            "who": ["Kofi Mensah, 9A"],
            "kind": [ConcernKind.CHILDREN],
            "words": ["He keeps looking at me on the bus and"],
            "account": ["Kofi asked to stay behind after the last lesson. He said that"],
        }
        records.save_draft("concern-half-typed", "A concern", typed, by=by)


STORIES = (tyler, jordan, ella, daniel, chloe, maya, somebody, half_typed)
