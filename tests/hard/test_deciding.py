"""The worker is killed between a decision and what it sends, and around a job that is left to the
other side: what was decided arrives once, nobody is missed, and nothing begins twice."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.hard.house import kill
from tests.hard.test_kills import settled
from tests.test_launch import BASE

pytestmark = pytest.mark.slow

DECISIONS, WRONG, KILLS = 6, 3, 3
ONCE = {
    "disclosures": "SELECT count(*) FROM sharing_disclosure WHERE id = %(shared)s",
    "arrivals": "SELECT count(*) FROM sharing_arrival WHERE disclosure_id = %(shared)s",
    "replies": """SELECT count(*) FROM sharing_reply r JOIN sharing_decision d
        ON d.request_id = r.request_id WHERE d.id = %(decision)s""",
    "lines in the record": """SELECT count(*) FROM records_entry
        WHERE ref_kind = 'decision' AND ref = %(decision)s""",
    "clocks": """SELECT count(*) FROM todo_chase
        WHERE matter = 'family_to_tell' AND about = %(decision)s""",
}
BREACHES = """SELECT count(*) FROM sharing_breach b JOIN sharing_wrongplace w
    ON w.id = b.wrong_place_id WHERE w.disclosure_id = %(shared)s"""
BREACH_CLOCKS = """SELECT count(*) FROM todo_chase c JOIN sharing_breach b ON b.id = c.about
    JOIN sharing_wrongplace w ON w.id = b.wrong_place_id
    WHERE c.matter = 'breach' AND w.disclosure_id = %(shared)s"""
LEFT = """SELECT count(*) FROM procrastinate_jobs
    WHERE task_name LIKE %s AND status IN ('todo', 'doing')"""
DOING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
MARKED = """SELECT m.id::text FROM notify_message m JOIN partnership_organisation o ON o.id = m.org
    WHERE m.sent_at IS NOT NULL AND m.permission IN ('sharing.decide', 'request.ask')
      AND o.name IN ('Northfield School', 'Riverside Safer Schools Team')"""


def acts(house, what, times):
    """Begin real acts, by the commands, at this home."""
    ours = ("CROSSING_", "DATABASE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    more = {"CROSSING_HOME": str(house.home), "DJANGO_SETTINGS_MODULE": "crossing.settings"}
    command = [sys.executable, "-m", "tests.hard.acts", what, str(times)]
    return subprocess.Popen(
        command, cwd=BASE, env=kept | more, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def counted(house, sql, act):
    with house.owner() as owner:
        return owner.execute(sql, act).fetchone()[0]


def marked(house):
    """What the outbox says has been sent to those who decide and those who asked, of the two sides:
    the town's other clocks go on, and put more into it meanwhile."""
    with house.owner() as owner:
        return {pk for (pk,) in owner.execute(MARKED)}


def sent(house):
    """The Message-ID of every e-mail that left."""
    files = (house.home / "mail").glob("*.log")
    return [
        pk for file in files for pk in re.findall(r"(?m)^Message-ID: <(\S+)@", file.read_text())
    ]


def killed_while(house, what, times):
    """Its worker stands still while the first is done, and is killed; it is killed after each of
    the others; and then as soon as it has taken up a job. Gives what was committed, and how
    often the worker was killed at work."""
    worker, said = house.worker(), []
    os.kill(worker, signal.SIGSTOP)
    with acts(house, what, times) as process:
        for line in process.stdout:
            said.append(dict(zip(("decision", "shared"), line.split(), strict=True)))
            kill(worker)
            worker = house.worker() or worker
    assert process.returncode == 0
    caught = sum(_killed_at_work(house) for _ in range(KILLS))
    return said, caught


def _killed_at_work(house, seconds=20):
    """Kill the worker when it has just taken up a job; False when there was none to take up."""
    held, latest = house.count(DOING), time.monotonic() + seconds
    while time.monotonic() < latest:
        if house.count(DOING) > held and (worker := house.worker()):
            kill(worker)
            return True
    return False


def gone(house, job, seconds=150):
    """Wait until no such job is left."""
    latest = time.monotonic() + seconds
    while house.count(LEFT, f"%.{job}") and time.monotonic() < latest:
        time.sleep(0.5)
    return house.count(LEFT, f"%.{job}") == 0


def test_what_was_decided_arrives_once_and_everybody_is_told(house, figure):
    assert settled(house) == 0
    before = marked(house)
    made, caught = killed_while(house, "share", DECISIONS)
    assert len(made) == DECISIONS
    assert caught
    assert settled(house) == 0
    for act in made:
        found = {what: counted(house, sql, act) for what, sql in ONCE.items()}
        assert found == dict.fromkeys(ONCE, 1)
    new, left = marked(house) - before, sent(house)
    assert len(new) >= 2 * DECISIONS  # that somebody asks, and that they are answered
    assert new <= set(left)  # nobody is missed; one sent twice bears the same Message-ID
    twice = len(left) - len(set(left))
    figure("decisions: made while the worker was killed", len(made))
    figure("decisions: worker killed at work", caught)
    figure("decisions: messages", len(new))
    figure("decisions: sent twice, under the same Message-ID", twice)


def test_what_is_left_to_the_other_side_begins_there_once(house, figure):
    made, caught = killed_while(house, "wrong", WRONG)
    assert len(made) == WRONG
    assert caught
    assert gone(house, "breach_began")
    for act in made:
        assert counted(house, BREACHES, act) == 1
        assert counted(house, BREACH_CLOCKS, act) == 1
    figure("left to the other side: breaches begun once each", len(made))
