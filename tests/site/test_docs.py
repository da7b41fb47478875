"""The documents: what can be generated is, and what is written by hand names things that exist."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from crossing.audit.rules import Event
from crossing.demo.cast import PLACES, PLAYERS
from crossing.partnership.rules import GRANTS, PEOPLES_ROLES
from crossing.sharing.rules import DecisionStatus, RequestStatus
from crossing.site.access import ACCESS
from crossing.site.generated import documents

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
CODE_PATH = re.compile(r"`((?:crossing|tests|docs|bench|scripts|frontend)/[\w./*-]+)`")
CREATE = r"CREATE (?:OR REPLACE )?FUNCTION"
DEFINER = re.compile(rf"{CREATE} (\w+)\((?:(?!{CREATE}).)*?SECURITY DEFINER", re.S)


def pages():
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in PAGES]


def code():
    return "\n".join(path.read_text() for path in ROOT.glob("crossing/**/*.py"))


def test_what_was_just_written_is_current(tmp_path):
    call_command("docs", folder=tmp_path)
    call_command("docs", check=True, folder=tmp_path, stdout=StringIO())
    assert {path.name for path in tmp_path.iterdir()} == set(documents())


@pytest.mark.parametrize("spoil", ["edit", "remove", "add"])
def test_a_document_that_differs_is_named(tmp_path, spoil):
    call_command("docs", folder=tmp_path)
    path = tmp_path / ("left_over.md" if spoil == "add" else "roles.md")
    path.unlink(missing_ok=True)
    if spoil != "remove":
        path.write_text("something else")
    with pytest.raises(CommandError, match=path.name):
        call_command("docs", check=True, folder=tmp_path)


def test_the_documents_are_the_same_every_time():
    assert documents() == documents()


def test_every_permission_has_its_row_with_a_mark_for_each_role_that_holds_it():
    rows = documents()["roles.md"].splitlines()
    held = {permission for role in PEOPLES_ROLES for permission in GRANTS[role]}
    for permission in held:
        holders = sum(permission in GRANTS[role] for role in PEOPLES_ROLES)
        row = next(row for row in rows if f"(`{permission.value}`) |" in row)
        assert row.count("●") == holders, permission


def test_every_event_is_listed_once():
    text = documents()["events.md"]
    assert [event for event in Event if text.count(f"`{event.value}`") != 1] == []


def test_every_page_is_listed_once():
    text = documents()["who-sees-what.md"]
    assert [name for name in ACCESS if text.count(f"| `{name}` |") != 1] == []


@pytest.mark.parametrize("status", [*RequestStatus, *DecisionStatus], ids=str)
def test_every_state_is_told_in_words(status):
    assert f"| {status.label} |" in documents()["states.md"]


@pytest.mark.parametrize("page", pages())
def test_every_link_leads_somewhere(page):
    links = LINK.findall(page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", pages())
def test_every_file_that_is_named_exists(page):
    named = CODE_PATH.findall(page.read_text())
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []


def test_every_term_stands_in_the_code_as_the_words_say():
    rows = [line.split("|") for line in (ROOT / "docs/words.md").read_text().splitlines()]
    terms = [term for row in rows if len(row) > 3 for term in re.findall(r"`([^`]+)`", row[2])]
    text = code()
    assert len(terms) > 20
    assert [term for term in terms if term not in text] == []


def test_every_function_with_the_owners_rights_is_told_of():
    told = (ROOT / "docs/security.md").read_text()
    migrations = "\n".join(path.read_text() for path in ROOT.glob("crossing/*/migrations/*.py"))
    functions = set(DEFINER.findall(migrations))
    assert "places" in functions
    assert [name for name in sorted(functions) if f"`{name}" not in told] == []


def test_the_readme_introduces_people_of_the_town():
    rows = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| ")]
    known = [(one.name, PLACES[one.place].name, one.tries) for one in PLAYERS.values()]
    introduced = [who for who in known if any(all(word in row for word in who) for row in rows)]
    named = [name for name, *_ in known if any(row.startswith(f"| {name},") for row in rows)]
    assert len(introduced) > 10
    assert [name for name, *_ in introduced] == named
