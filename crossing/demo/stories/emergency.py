"""A teacher shared at once, in time; the full record that was due has not been written."""

from __future__ import annotations

from uuid import uuid4

from crossing.demo.stories import doing
from crossing.demo.town import Story, Town
from crossing.sharing.commands.emergency import ShareNow, share_now
from crossing.sharing.rules import Channel
from crossing.sharing.rules.emergency import Urgent


def at_the_gate(town: Town) -> Story:
    """Shared by a teacher, opened by the officer within minutes; its record is overdue."""
    yield town.at(2, "14:52")
    with town.acting("tom") as by:
        child = town.child("tom", "tyler")
        urgent = Urgent(
            named=child.name,
            threat="Two men in a grey car wait for him at the gate. He says that one has a knife.",
            told="He is with me in room 12 and is not hurt. The gate on Quay Street is shut.",
            channel=Channel.HERE,
        )
        shared = share_now(ShareNow(uuid4(), urgent, child, town.orgs["police"]), by=by)
    yield town.at(2, "14:55")
    doing.open_shared(town, "omar", shared.disclosure)
    doing.acknowledge(town, "omar", shared.disclosure, town.child("omar", "tyler"))
    yield town.at(2, "15:40")
    text = "Officers were there at 14:58. The car had gone; he went home with his grandmother."
    doing.follow_up(town, "omar", shared.disclosure, text)


STORIES = (at_the_gate,)
