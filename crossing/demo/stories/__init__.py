"""What happened in the town. A story waits for a moment (`yield`), then somebody does something."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from datetime import datetime

from crossing.demo.town import Story, Town


def tell(
    town: Town, stories: Iterable[Callable[[Town], Story]], set_clock: Callable[[datetime], None]
) -> None:
    """All stories at once, moment by moment, the earliest first."""
    waiting: list[tuple[datetime, int, Story]] = []
    for number, begin in enumerate(stories):
        _wait(waiting, number, begin(town))
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        set_clock(moment)
        if not _wait(waiting, number, story):
            town.step()


def _wait(waiting: list[tuple[datetime, int, Story]], number: int, story: Story) -> bool:
    """Let a story go on until it waits for its next moment, or ends."""
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, number, story))
    return moment is not None
