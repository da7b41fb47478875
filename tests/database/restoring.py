"""A home, its backup, and commands on it: as an operator gives them, outside."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg

from crossing.database import master
from crossing.database.cluster import ROLES, Cluster
from crossing.database.files import kept_secret

BASE = Path(__file__).resolve().parent.parent.parent
PLANTED = "had no breakfast"
PLAYED = """
import django; django.setup()
from django.contrib.sessions.backends.db import SessionStore
from crossing.audit.sealing import organisations_due, seal
from tests import make, world
make.cast()
world.everything(make.acting)
for org in organisations_due():
    while seal(org): pass
SessionStore().create()
"""
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def called(home, *words, **more):
    """`python …` on this home, as `./manage` and the worker run."""
    kept = {
        n: v for n, v in os.environ.items() if not n.startswith(("CROSSING_", "MASTER_", "DJANGO_"))
    }
    environment = {**kept, "CROSSING_HOME": str(home), "CROSSING_PG_EXTRA": FAST, **more}
    environment |= {"PYTHONPATH": str(BASE), "DJANGO_SETTINGS_MODULE": "crossing.settings"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=BASE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )


def manage(home, *words, **more):
    return called(home, "manage.py", *words, **more)


def well(done):
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(done):
    """The one sentence with which it ended."""
    assert done.returncode
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


@contextmanager
def restored_in(home, backup, right, *words):
    """A home restored from a backup, with its database up; and what was said of it."""
    with Cluster(home).use():
        said = well(manage(home, "restore", str(backup), *words, MASTER_KEY=right))
        assert "The log is whole." in said
        yield said


def key(home):
    return kept_secret(home / master.FILE)


def fingerprint(home):
    return master.Master(key(home)).fingerprint


def connected(home, role="owner"):
    return psycopg.connect(Cluster(home).url(ROLES[role]), autocommit=True)


def asked(home, sql):
    with connected(home) as db:
        return db.execute(sql).fetchall()
