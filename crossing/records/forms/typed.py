"""What was typed, kept as it came, and given back to the same form."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import uuid4

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from crossing.records.rules.drafts import PAGE, Begun

FROM, OVER = "draft_from", "draft_over"
OF_THE_PAGE = {"csrfmiddlewaretoken", "draft_title", PAGE, FROM, OVER}
NOT_TYPED = {*OF_THE_PAGE, "hide", "find", "later", "as_it_is", "add_to"}
MOST_FIELDS, LONGEST = 5_000, 20_000


def kept(post: QueryDict) -> dict[str, list[str]]:
    """Everything typed so far, unchecked, fit for a draft."""
    typed = [(name, values) for name, values in post.lists() if name not in NOT_TYPED]
    return {
        name: [value.replace("\x00", "")[:LONGEST] for value in values]
        for name, values in typed[:MOST_FIELDS]
    }


def as_post(data: dict[str, Any]) -> MultiValueDict:
    """A draft as a form takes it."""
    return MultiValueDict(data)


def begun(post: QueryDict, part: str = "") -> Begun:
    """What the page that is sent was begun from; or what it was told of, and is to take the place
    of. Hiding the screen asks nothing, and a page opened before an upgrade knows of nothing."""
    since = post.get(OVER) or post.get(FROM, "")
    over = "hide" in post or PAGE not in post
    return Begun(post.get(PAGE, "")[:40], since[:40], part, over)


class Holds(Protocol):
    """A draft, or what is made of one."""

    data: dict[str, Any]


def marks(post: QueryDict, held: Holds | None, part: str = "") -> Begun:
    """What a page that is shown carries: the same as it was sent with, or a new name and the draft
    that it shows."""
    if PAGE in post:
        return begun(post, part)
    shown = Begun(part=part).version_of(held.data) if held else ""
    return Begun(uuid4().hex, shown, part)
