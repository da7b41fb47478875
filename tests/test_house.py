"""Rules about the code itself (docs/house.md). Each failure says what to do."""

import ast
import re
from pathlib import Path

import pytest

from crossing.audit.rules import Event
from crossing.partnership.rules import Permission

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(path for path in ROOT.glob("crossing/**/*.py") if "migrations" not in path.parts)
COMMANDS = [p for p in CODE if "commands" in p.parts or p.name == "commands.py"]
# A room's own parts start with "_": commands use them, nobody else does.
COMMANDS = [p for p in COMMANDS if "management" not in p.parts and not p.name.startswith("_")]

# Acts that are no event, or that nobody in particular does; each with its reason.
NO_EVENT = {
    "save_draft": "autosave is no event (docs/security.md)",
    "drop_draft": "a draft is no record",
    "send": "a message is part of the act that sends it",
}
NO_BY = {
    "record": "it is what `by` is handed to",
    "send": "a message is part of the act that sends it",
}


def functions(path):
    tree = ast.parse(path.read_text())
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def public_commands():
    return [
        pytest.param(path, node, id=f"{path.parent.name}.{node.name}")
        for path in COMMANDS
        for node in functions(path)
        if not node.name.startswith("_")
    ]


@pytest.mark.parametrize(("path", "node"), public_commands())
def test_a_command_is_atomic_signed_recorded_and_explained(path, node):
    decorators = {ast.unparse(one) for one in node.decorator_list}
    assert "transaction.atomic" in decorators or node.name == "record", "one transaction each"
    named = [one.arg for one in node.args.kwonlyargs]
    assert named[-1:] == ["by"] or node.name in NO_BY, "`by=` comes last, and is keyword-only"
    text = ast.unparse(node)
    calls_record = "record(Event." in text or "_record" in text
    assert calls_record or node.name in {*NO_EVENT, "record"}, "leaves one event"
    assert ast.get_docstring(node), "one sentence: the rule it keeps"


def test_a_rooms_own_parts_stay_in_the_room():
    """`commands/_work.py` is for the commands beside it."""
    outside = re.compile(r"from crossing\.(\w+)\.commands\._\w+ import|commands import _\w+")
    found = [
        str(path.relative_to(ROOT))
        for path in CODE
        if "commands" not in path.parts and outside.search(path.read_text())
    ]
    assert found == []


def source(paths):
    return "\n".join(path.read_text() for path in paths)


def test_every_event_is_used():
    text = source(path for path in CODE if path.name != "rules.py")
    assert [e.name for e in Event if f"Event.{e.name}" not in text] == []


def test_every_permission_is_used():
    text = source(CODE) + source(ROOT.glob("crossing/**/migrations/*.py"))
    used = re.compile(r"Permission\.(\w+)|'([a-z]+\.[a-z]+)'|\"([a-z]+\.[a-z]+)\"")
    found = {part for match in used.findall(text) for part in match if part}
    assert [p.name for p in Permission if p.name not in found and p.value not in found] == []


@pytest.mark.parametrize("event", list(Event), ids=str)
def test_events_are_named_area_thing_verb(event):
    assert re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", event.value)


def test_every_package_says_what_it_is_for():
    silent = [
        str(path.parent.relative_to(ROOT))
        for path in ROOT.glob("crossing/*/__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_no_room_is_over_full():
    full = [(len(p.read_text().splitlines()), p.name) for p in CODE]
    assert [one for one in full if one[0] > 300] == []


def test_the_time_is_asked_of_the_database():
    """Policies and pages must agree on what time it is (crossing/core/clock.py)."""
    asks = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|utcnow\(")
    assert [str(p.relative_to(ROOT)) for p in CODE if asks.search(p.read_text())] == []


def test_no_page_skips_its_escaping():
    for path in ROOT.glob("crossing/**/jinja2/**/*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape false", path.read_text()), path


def test_no_text_on_a_page_is_outside_gettext():
    """Letters between tags that no `_()` wraps would stay English for ever."""
    bare = re.compile(r">\s*([A-Z][a-z]+[^<>{}]*)<")
    found = []
    for path in ROOT.glob("crossing/**/jinja2/**/*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.S)
        text = re.sub(r"\{%\s*trans.*?endtrans\s*%\}", "", text, flags=re.S)
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "{}", text, flags=re.S)
        found += [(path.name, words) for words in bare.findall(text)]
    assert found == []
