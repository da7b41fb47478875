"""Flags on a child, and what each hides from whom. Row security holds the same table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crossing.partnership.rules import Permission


@dataclass(frozen=True)
class Flag:
    """A flag: what it says on the record, what it hides, and who sees that nevertheless."""

    name: str
    says: Promise
    hides: tuple[str, ...]
    seen_with: Permission


FLAGS: Mapping[str, Flag] = {
    "sealed": Flag(
        "sealed",
        _("This record is sealed. Only the people named for sealed records can find or open it."),
        ("record",),
        Permission.SEALED_SEE,
    ),
    "no_parent_disclosure": Flag(
        "no_parent_disclosure",
        _("Do not tell the family about anything recorded here. Ask the safeguarding lead first."),
        ("addresses", "relatives"),
        Permission.RESTRICTED_SEE,
    ),
    "court_restriction": Flag(
        "court_restriction",
        _("A court has limited what may be told. Ask the safeguarding lead first."),
        ("names",),
        Permission.RESTRICTED_SEE,
    ),
}


def hidden(carried: set[str], may: Callable[[Permission], bool]) -> frozenset[str]:
    """The parts of a record that the flags it carries hide from somebody."""
    flags = (FLAGS[name] for name in carried)
    return frozenset(part for flag in flags if not may(flag.seen_with) for part in flag.hides)
