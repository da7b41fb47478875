"""Who works on a question where it arrives, and who has the last word there."""

from __future__ import annotations

from crossing.partnership.rules import Kind, Permission, allows, roles_of
from crossing.sharing.rules.people import needs_confirming


def works_on(kind: str) -> Permission:
    """Who is told of work that arrives: those who decide, or who propose where another confirms."""
    return Permission.SHARING_PROPOSE if needs_confirming(kind) else Permission.SHARING_DECIDE


def last_word(kind: str) -> Permission:
    """Who is told what became of something shared: those who have the last word."""
    return Permission.SHARING_CONFIRM if needs_confirming(kind) else Permission.SHARING_DECIDE


def can_be_asked(kind: str) -> bool:
    """Only where somebody decides can be asked: a partnership board holds no records."""
    return any(allows(role, works_on(kind)) for role in roles_of(Kind(kind)))
