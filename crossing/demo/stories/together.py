"""Two children in one event; words in another language; a concern about an adult; advice."""

from __future__ import annotations

from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.records import commands as records
from crossing.records.models import StaffConcern
from crossing.records.queries.advice import About
from crossing.records.rules import Basis, ConcernKind, NewConcern, Safe
from crossing.records.rules.adults import AdultIs, Level, NewStaffConcern, NewStaffStep, StepKind
from crossing.records.rules.advice import NewAdvice
from crossing.records.rules.spoken import InterpreterIs, Said
from crossing.records.rules.together import Other


def at_the_bus_stop(town: Town) -> Story:
    """Tyler and Jordan, typed for the caretaker: each has a concern of their own."""
    yield town.at(6, "15:40")
    with town.acting("priya") as priya:
        tyler, jordan = town.child("priya", "tyler"), town.child("priya", "jordan")
        new = NewConcern(
            child_as_named=tyler.name,
            safe_now=Safe.YES,
            kind=ConcernKind.EXPLOITATION,
            happened_on=town.days.day(6),
            basis=Basis.FACT,
            words="Jordan told me to get in the car. I did not.",
            account="Tyler and Jordan stood at the bus stop. A man in a grey car called Jordan"
            " over. Tyler walked back into school.",
            place="Bus stop at the gate",
            seen_by="Frank Odell",
            seen_by_is="caretaker",
            told_when="15:35, in my office",
            read_back=Said.YES,
        )
        others = [Other(jordan.name, ConcernKind.OTHER, jordan.pk)]
        records.record_together(new, tyler, others, by=priya)


def in_twi(town: Town) -> Story:
    """A child who says it in the language of home; a trained interpreter puts it into English."""
    yield town.at(5, "10:50")
    concern = doing.concern(
        town,
        "tom",
        "kofi",
        ConcernKind.HOME,
        "He cried, and could not say it in English. We rang the interpreting service.",
        words="Anadwo mesuro.",
        language="tw",
        translation="At night I am afraid.",
        interpreter="Interpreting service, number 4471",
        interpreter_is=InterpreterIs.PROFESSIONAL,
        independent=Said.YES,
    )
    yield town.at(5, "11:20")
    doing.read(town, "lena", concern)
    yield town.at(5, "11:35")
    with town.acting("ada") as ada:
        officer = ada.id
    with town.acting("lena") as lena:
        about = About(concern.org_id, concern.child, concern.child_as_named, concern=concern)
        question = (
            "Kofi Mensah asks us not to tell his father. May we ask the interpreter to call again?"
        )
        advice = records.ask_advice(about, NewAdvice(officer, question), by=lena)
    yield town.at(5, "13:05")
    with town.acting("ada") as ada:
        records.answer_advice(
            advice, "Yes. Use the same interpreter, and write down what you asked them.", by=ada
        )


def about_an_adult(town: Town) -> Story:
    """A low-level concern: the head alone reads it, and asks the designated officer."""
    yield town.at(7, "16:10")
    with town.acting("tom") as tom:
        new = NewStaffConcern(
            adult_is=AdultIs.OTHER,
            adult_as_named="A supply teacher, science, this week",
            level=Level.LOW,
            account="He gave a pupil his own phone number “for homework”. I told him that we"
            " do not do that.",
            happened_on=town.days.day(7),
            context="Science corridor, after period 5.",
        )
        concern = records.record_staff_concern(new, by=tom)
    yield town.at(6, "08:20")
    with town.acting("hugh") as hugh:
        concern = StaffConcern.objects.get(pk=concern.pk)
        records.read_staff_concern(concern, by=hugh)
        step = NewStaffStep(
            StepKind.LADO,
            "It may be clumsy, or it may be the start of something.",
            town.days.day(6),
            "Jo Marsh",
            "Low level. Speak to the agency, and note it if it happens again.",
        )
        records.decide_staff_concern(concern, step, by=hugh)


STORIES = (at_the_bus_stop, in_twi, about_an_adult)
