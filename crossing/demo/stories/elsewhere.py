"""Concerns at other places than Northfield."""

from __future__ import annotations

from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.records.rules import Basis, ConcernKind, DecisionKind


def southgate(town: Town) -> Story:
    """Southgate has its own worries: one read, one new this morning."""
    yield town.at(12, "10:40")
    zara = doing.concern(
        town,
        "ben",
        "zara",
        ConcernKind.EMOTIONAL,
        "She asked what happens if somebody does not want to go on a family holiday. She stopped"
        " when her cousin came in.",
        words="Is a teacher allowed to say that you have to stay?",
        basis=Basis.BOTH,
        certain=False,
    )
    yield town.at(12, "11:05")
    doing.read(town, "rita", zara)
    doing.decide(
        town,
        "rita",
        zara,
        DecisionKind.REFER,
        "This can be the first sign of a forced marriage. She must not be asked about it at home.",
        "Her question, her age, and a flight booked for the holidays.",
    )
    yield town.at(0, "08:05")
    doing.concern(
        town,
        "ben",
        "leo",
        ConcernKind.HOME,
        "He came in without his bag and flinched when a door banged.",
        words="Dad’s friend is living with us and he shouts.",
    )


def stbedes(town: Town) -> Story:
    """A small school: Poppy’s weight, and what Yusuf said."""
    yield town.at(20, "09:15")
    poppy = doing.concern(
        town,
        "jo",
        "poppy",
        ConcernKind.NEGLECT,
        "She takes food from other children’s bags, and her clothes smell of damp.",
        words="There is no lights in my house.",
    )
    yield town.at(20, "09:40")
    doing.read(town, "bea", poppy)
    doing.decide(
        town,
        "bea",
        poppy,
        DecisionKind.REFER,
        "No electricity, no food, and a baby in the house.",
        "The family needs help at once that a school cannot give.",
    )
    yield town.at(2, "14:10")
    doing.concern(
        town,
        "jo",
        "yusuf",
        ConcernKind.HOME,
        "At carpet time he drew a door with a chair against it.",
        words="That is so the shouting stays out.",
    )


def charity(town: Town) -> Story:
    """A youth worker writes down what was said after a session."""
    yield town.at(4, "19:30")
    doing.concern(
        town,
        "jay",
        "jordan",
        ConcernKind.EXPLOITATION,
        "He came to boxing, stayed to help clear up, and asked to be driven home another way.",
        words="Not past the parade.",
    )


STORIES = (southgate, stbedes, charity)
