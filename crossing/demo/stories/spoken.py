"""Told before it was recorded: by phone to somebody called back, and in an emergency."""

from __future__ import annotations

from dataclasses import replace

from crossing.demo import deciding
from crossing.demo.deciding import Mind, written
from crossing.demo.town import Story, Town
from crossing.sharing.commands import start as starting
from crossing.sharing.commands.start import Start
from crossing.sharing.commands.write_down import WrittenDown, record_request
from crossing.sharing.rules import (
    Ask,
    Channel,
    ChildView,
    FamilyTold,
    IdentityCheck,
    Outcome,
    Power,
    Purpose,
    Route,
)


def by_phone(town: Town) -> Story:
    """Somebody without an account rang; called back on a number that the school found."""
    yield town.at(13, "14:30")
    told = WrittenDown(
        Ask(
            "",
            given_names="Reece",
            family_name="Walker",
            born_on=town.child("lena", "reece").born_on,
            purpose=Purpose.SAFEGUARD_CHILD_AT_RISK,
            wanted="Which lessons Reece could come back to after his appointments, and with whom.",
            why="We plan his week with him.",
            if_not="He would lose lessons that he likes.",
            power=Power.CA2004_S10,
            channel=Channel.PHONE,
            asked_by="Kay Lomax",
            position="Youth justice worker",
            identity_check=IdentityCheck.CALLED_BACK,
        ),
        organisation="Riverside Youth Justice Service",
        number="01632 960401",
    )
    with town.acting("lena") as by:
        work = record_request(told, by=by)
    yield town.at(13, "14:48")
    with town.acting("lena") as by:
        mind = Mind(
            Outcome.SHARE_PART,
            "She can plan with three facts. His marks and his friends are not part of that.",
            written=(written("His week", "Pottery on Tuesday and Thursday, in the small group."),),
            more={
                "recipient_kind": "youth_justice",
                "channel": Channel.PHONE,
                "told_to": "Kay Lomax, youth justice worker",
                "identity_check": IdentityCheck.CALLED_BACK,
                "reason_told": "I told you about pottery. Please ask Reece about the rest.",
            },
        )
        deciding.share(town, work, mind, town.child("lena", "reece"), by=by)


def told_already(town: Town) -> Story:
    """In an emergency one tells first, and writes it down afterwards."""
    yield town.at(19, "11:25")
    start = Start(
        Route.TOLD_ALREADY,
        Purpose.EMERGENCY,
        outside_recipient="Riverside Ambulance Service",
        recipient_kind="ambulance",
        told_to="Sal Quinn, paramedic",
        identity_check=IdentityCheck.SAW_CARD,
        channel=Channel.IN_PERSON,
        told_at=town.at(19, "10:58"),
        what_was_said="Ella is autistic and does not like to be touched. She takes no medicines.",
    )
    mind = Mind(
        Outcome.SHARE_ALL,
        "She had fainted. They had to know before they touched her.",
        more=deciding.nobody_asked(
            "They could have held her down.",
            child_view=ChildView.NOT_KNOWN,
            family_told=FamilyTold.TOLD,
        ),
    )
    with town.acting("lena") as by:
        child = town.child("lena", "ella")
        work = starting.start_unasked(child, start, by=by)
        said = work.items.get()
        again = written(said.title, said.text, happened_on=said.happened_on)
        deciding.share(town, work, replace(mind, written=(again,)), child, by=by)


STORIES = (by_phone, told_already)
