"""Counts of what organisations do together: small ones are hidden, and what gives them away."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST = 5  # a smaller count could be one child whom somebody knows


def is_small(number: int) -> bool:
    """Whether a count could point at somebody. Nobody at all points at nobody."""
    return 0 < number < SMALLEST


def hide(total: int, parts: Mapping[str, int]) -> tuple[int | None, dict[str, int | None]]:
    """A total and the parts that make it up, with None for what is hidden.

    A small part is hidden; so are others until what is hidden cannot be worked out by taking the
    shown parts from the total.
    """
    if is_small(total):
        return None, dict.fromkeys(parts)
    hidden = {name for name, number in parts.items() if is_small(number)}
    for name in sorted(parts, key=lambda name: parts[name]):
        safe = len(hidden) > 1 and sum(parts[each] for each in hidden) >= SMALLEST
        if not hidden or safe:
            break
        hidden.add(name)
    return total, {name: None if name in hidden else number for name, number in parts.items()}
