"""The documents that are made from the code, so that they cannot lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import URLPattern, get_resolver

from crossing.audit.rules import Event
from crossing.partnership.rules import GRANTS, PEOPLES_ROLES, Kind, Permission, Role, roles_of
from crossing.sharing.rules import DECISION_NEXT, REQUEST_NEXT, Outcome, states_mermaid, told
from crossing.sharing.rules.agreements import AGREEMENT_NEXT
from crossing.sharing.rules.breach import BREACH_NEXT
from crossing.sharing.rules.emergency import EMERGENCY_NEXT, EmergencyStatus
from crossing.sharing.rules.families import FAMILY_NEXT
from crossing.sharing.rules.states import diagram
from crossing.site.access import ACCESS, KINDS, OPEN

MADE = "Made by `./manage docs` from {}. Do not edit it here."
AREAS = {
    "site": "The front door",
    "partnership": "Organisations and people",
    "todo": "What must be done by a time",
    "records": "Children’s records",
    "sharing": "Sharing",
    "stewardship": "Who has looked",
}


def documents() -> dict[str, str]:
    """Every generated document, by the name of its file."""
    return {
        "states.md": states(),
        "roles.md": roles(),
        "events.md": events(),
        "who-sees-what.md": access(),
    }


def states() -> str:
    """Where a question and its decision stand: diagrams, and the same in words."""
    return _text(
        states_mermaid().rstrip(),
        "## In words",
        "### The question",
        _steps(REQUEST_NEXT),
        "### The decision",
        _steps(DECISION_NEXT),
        "## An emergency: whoever shared it, and its clocks",
        "\n".join(diagram(EMERGENCY_NEXT, EmergencyStatus.SHARED)),
        _steps(EMERGENCY_NEXT),
        "## A breach: something went to the wrong place",
        _steps(BREACH_NEXT),
        "## An agreement, and a page for a family",
        _steps(AGREEMENT_NEXT),
        _steps(FAMILY_NEXT),
        "### What the asker is told",
        "The holder alone sees what was decided; the asker sees this:",
        _table(("Decided", "The asker is told"), ((out.label, told(out).label) for out in Outcome)),
    )


def _steps(table: Mapping[Any, Mapping[Any, Any]]) -> str:
    return _table(("When it stands at", "and this happens", "it stands at"), _each_step(table))


def _each_step(table: Mapping[Any, Mapping[Any, Any]]) -> Iterator[tuple[object, ...]]:
    for status, steps in table.items():
        if not steps:
            yield status.label, "Nothing more can happen", "—"
        for step, after in steps.items():
            yield status.label, step.label, after.label


def roles() -> str:
    """What each role may do, on one page."""
    held = [p for p in Permission if any(p in GRANTS[role] for role in PEOPLES_ROLES)]
    return _text(
        "# What each role may do",
        MADE.format("`GRANTS` in `crossing/partnership/rules.py`"),
        "A role is held at one organisation. A permission counts there, and nowhere else.",
        _table(
            ("Permission", *(f"`{role.value}`" for role in PEOPLES_ROLES)),
            ((_named(p), *(_tick(p, role) for role in PEOPLES_ROLES)) for p in held),
        ),
        "## Where each role exists",
        _table(("Role", "At"), ((_named(role), _kinds(role)) for role in PEOPLES_ROLES)),
        "## Jobs",
        "A job acts under its own name, at one organisation at a time.",
        _table(("Job", "May"), ((_named(r), _held(r)) for r in Role if r not in PEOPLES_ROLES)),
    )


def _named(one: Role | Permission) -> str:
    return f"{one.label} (`{one.value}`)"


def _tick(permission: Permission, role: Role) -> str:
    return "●" if permission in GRANTS[role] else ""


def _kinds(role: Role) -> str:
    kinds = [kind for kind in Kind if role in roles_of(kind)]
    return "Every organisation" if len(kinds) == len(Kind) else _listed(k.label for k in kinds)


def _held(role: Role) -> str:
    return _listed(_named(permission) for permission in Permission if permission in GRANTS[role])


def events() -> str:
    """Everything that leaves a row in the log, area by area."""
    parts = [
        "# What leaves a row in the log",
        MADE.format("`Event` in `crossing/audit/rules.py`"),
        "A row holds ids and kinds, never a name of a child or free text.",
    ]
    for area in dict.fromkeys(event.value.split(".")[0] for event in Event):
        rows = ((e.label, f"`{e.value}`") for e in Event if e.value.startswith(f"{area}."))
        parts += [f"## {AREAS[area]}", _table(("What people read", "In the log"), rows)]
    return _text(*parts)


def access() -> str:
    """Which page opens for whom, from the written table that a test holds every page to."""
    addresses = dict(_addresses())
    parts = [
        "# Who sees which page",
        MADE.format("`crossing/site/access.py`"),
        "A page shows only the rows that exist for whoever opens it. Where an address names a"
        " thing, it is a school’s, or one between that school and the police team that asked it.",
    ]
    for area in dict.fromkeys(map(_area, ACCESS)):
        rows = (
            (f"`{name}`", f"`{addresses[name]}`", _opens_for(name))
            for name in ACCESS
            if _area(name) == area
        )
        parts += [f"## {AREAS[area]}", _table(("Page", "Address", "Opens for"), rows)]
    return _text(*parts)


def _area(name: str) -> str:
    return name.split(":")[0] if ":" in name else "site"


def _opens_for(name: str) -> str:
    if name in OPEN:
        return "everybody, also who has not signed in"
    if ACCESS[name] == KINDS:
        return "everybody who has signed in"
    return ", ".join(sorted(ACCESS[name])) or "nobody as it is walked: the table says why"


def _addresses() -> Iterator[tuple[str, str]]:
    """The name of each page of ours, and its address."""
    for included in get_resolver().url_patterns:
        if isinstance(included, URLPattern):
            yield str(included.name), f"/{included.pattern}"
            continue
        for page in included.url_patterns:
            if isinstance(page, URLPattern):
                space = f"{included.namespace}:" if included.namespace else ""
                yield f"{space}{page.name}", f"/{included.pattern}{page.pattern}"


def _listed(words: Iterable[object]) -> str:
    return "; ".join(map(str, words)) or "—"


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    heading = list(head)
    lines: list[Iterable[object]] = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _text(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
