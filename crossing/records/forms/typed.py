"""What was typed, kept as it came, and given back to the same form."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

NOT_TYPED = {"csrfmiddlewaretoken", "hide", "find", "later", "as_it_is", "add_to", "draft_title"}
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
