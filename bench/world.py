"""One partnership of 200 schools with so many children, in a home of its own.

    CROSSING_HOME=.crossing-bench/1000 .venv/bin/python -m bench.world 1000

Organisations and people come from the real commands; so does one child of each pattern. The other
children are copies of those by COPY, after each pattern's first copy has been compared with the
original, column by column. `bench.pages` calls this.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from tqdm import tqdm  # noqa: E402

from bench import copies, patterns  # noqa: E402
from bench.copies import Wanted  # noqa: E402
from bench.fingerprint import MARK, fingerprint  # noqa: E402
from bench.town import SCHOOLS, Place, Town, settle  # noqa: E402
from crossing.database.cluster import Cluster  # noqa: E402
from crossing.demo.names import NameMaker  # noqa: E402
from crossing.partnership.models import Account  # noqa: E402
from crossing.partnership.rules import Role  # noqa: E402
from crossing.records.queries.search import search_children  # noqa: E402
from crossing.site.second_factor import STRONG  # noqa: E402

SEED = 20261124
# The measured school is the largest: 2 in 100 of all children. So that its lists fill a page at
# every size, it begins with these; and its open work does not grow, because open work does not.
FIRST = {
    **{"shared": 60, "refused": 5, "school asked": 60},
    **{"undecided": 8, "unread": 8, "open": 12},
}
SHARE = 0.02


def build(size: int) -> dict[str, object]:
    """The whole world; what `bench.pages` needs to know of it."""
    town = settle()
    around = town.around(0)
    with psycopg.connect(Cluster(settings.HOME).url("postgres"), autocommit=True) as db:
        templates = {name: _pattern(db, name, around) for name in patterns.PATTERNS}
        _compare(db, templates, town)
        _copy(db, templates, town, size)
        found = _measured(town)
        db.execute("VACUUM (ANALYZE)")
        _check(town)
    return {"size": size, "fingerprint": fingerprint(), **found}


def _pattern(db: psycopg.Connection, name: str, around: dict[str, Place]) -> copies.Template:
    before = copies.ids(db)
    patterns.PATTERNS[name].make(around)
    db.execute("UPDATE notify_message SET sent_at = created_at WHERE sent_at IS NULL")
    db.execute("DELETE FROM procrastinate_jobs")
    found = copies.template(db, around, copies.fresh(before, copies.ids(db)))
    # The next model child may have the same number.
    number = "UPDATE records_childidentifier SET value = %s WHERE value = %s"
    db.execute(number, [f"{patterns.REFERENCE} {name}", patterns.REFERENCE])
    return found


def _compare(db: psycopg.Connection, templates: dict[str, copies.Template], town: Town) -> None:
    maker = NameMaker(random.Random(SEED))
    rows = 0
    for name, found in templates.items():
        rows += copies.compare(db, found, Wanted(name, town.around(0), maker.child(), 3, 1))
    print(f"compared {rows} copied rows with those that the commands made: alike", flush=True)


def _copy(
    db: psycopg.Connection, templates: dict[str, copies.Template], town: Town, size: int
) -> None:
    with db.transaction():
        # Foreign keys and triggers were in force for the rows compared; these rows are like them.
        db.execute("SET LOCAL session_replication_role = replica")
        loader = copies.Loader(db)
        for wanted in tqdm(_wanted(town, size), total=size, unit="child", miniters=size // 20):
            copies.write(loader, templates[wanted.pattern], wanted)
        loader.flush()


def _wanted(town: Town, size: int) -> Iterator[Wanted]:
    """Which child goes where, with which story."""
    rng = random.Random(SEED)
    maker = NameMaker(rng)
    kinds = [name for name, each in patterns.PATTERNS.items() for _ in range(each.in_a_thousand)]
    first = [name for name, number in FIRST.items() for _ in range(number)]
    for number in range(size):
        ours = number < len(first) or rng.random() < SHARE
        pattern = first[number] if number < len(first) else rng.choice(kinds)
        if ours and number >= len(first) and patterns.PATTERNS[pattern].open:
            pattern = "quiet"
        school = 0 if ours else rng.randrange(1, SCHOOLS)
        days = rng.randrange(patterns.PATTERNS[pattern].oldest)
        yield Wanted(pattern, town.around(school), maker.child(), days, number + 2)


def _measured(town: Town) -> dict[str, object]:
    """The child, the decision in the making, and the sessions that the pages are opened with."""
    around = town.around(0)
    school, team = around["school"], around["team"]
    child = patterns.long_chronology(around)
    asked = patterns.question(team, Role.OFFICER, school, name=("Siobhan", "Winterbourne"))
    work = patterns.work_on(school, Role.DSL, asked, child)
    return {
        "child": str(child.pk),
        "deliberation": str(work.pk),
        "sessions": {
            "dsl": _session(school, Role.DSL),
            "auditor": _session(school, Role.AUDITOR),
            "officer": _session(team, Role.OFFICER),
        },
    }


def _session(place: Place, role: Role) -> str:
    """The key of a session opened with a second factor."""
    account = Account.objects.get(pk=place.people[role])
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[STRONG] = True
    session.create()
    return str(session.session_key)


def _check(town: Town) -> None:
    """A copied child is found by its name, by the product's own search."""
    with town.schools[0].acting(Role.DSL) as by:
        wanted = next(
            each for each in _wanted(town, 10) if each.around["school"] is town.schools[0]
        )
        found = search_children(by, wanted.child.name)
        assert any(match.child.legal_name == wanted.child.name for match in found), wanted


if __name__ == "__main__":
    made = build(int(sys.argv[1]))
    (settings.HOME / MARK).write_text(json.dumps(made, indent=1))
