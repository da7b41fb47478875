"""The whole town, played in: who is there, their records, and six weeks of what they did."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from crossing.core.clock import now
from crossing.demo import children, settling
from crossing.demo.cast import EVERYBODY, PLACES
from crossing.demo.clock import FIRST_DAY, Days, TownClock
from crossing.demo.stories import (
    away,
    concerns,
    disagree,
    elsewhere,
    emergency,
    family,
    partners,
    police,
    ready,
    spoken,
    tell,
    together,
)
from crossing.demo.town import Town

SEED = 2026
TELLERS = (
    *(away, concerns, disagree, elsewhere, emergency, family, police, ready, partners, spoken),
    together,
)
STORIES = [story for teller in TELLERS for story in teller.STORIES]


def steps() -> int:
    """How many steps there are, for a progress display."""
    return len(EVERYBODY) - len(PLACES) + children.count() + len(STORIES)


@transaction.atomic
def play(clock: TownClock, seed: int = SEED, step: Callable[[], object] = lambda: None) -> Town:
    """Play the town in: all of it, or, when something stops it, nothing."""
    town = Town(Days.until(now()), clock, step)
    clock.set(town.at(FIRST_DAY, "08:00"))
    settling.settle(town)
    children.enrol(town, seed)
    tell(town, STORIES, clock.set)
    return town


def parts(town: Town) -> list[dict[str, str]]:
    """Everybody, place by place, for “Walk around as …”: in each, first those with most to see."""
    places = list(dict.fromkeys(player.place for player in EVERYBODY.values()))
    return [
        {
            "account": str(town.accounts[short]),
            "name": player.name,
            "title": player.title,
            "place": PLACES[place].name,
            "try": player.tries,
        }
        for place in places
        for short, player in EVERYBODY.items()
        if player.place == place
    ]
