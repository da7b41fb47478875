"""Databases for tests: one template, built by the owner and filled with the cast through the real
commands; each worker and each live test gets a clone (25 ms). Tests connect as the app role."""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections

from crossing.database.cluster import SUPERUSER, Cluster

ROOT = Path(__file__).resolve().parent.parent
BUILT_FROM = (
    "crossing/**/migrations/*.py",
    "crossing/**/data/*.csv",
    "crossing/partnership/*.py",
    "crossing/database/*.py",
    "crossing/sharing/*/agreement*.py",
    "tests/make.py",
)
HOME = settings.HOME  # also while a test puts another home into the settings
OWNER, APP = "crossing_owner", "crossing_app"


def current():
    """The database in which the tests work now."""
    return connections["default"].settings_dict["NAME"]


def cluster():
    return Cluster(HOME)


def owner(name="postgres"):
    """A connection of the owner's, for what the app may not do."""
    return psycopg.connect(cluster().url(OWNER, name), autocommit=True)


def admin(name="postgres"):
    """The cluster's administrator, who may end the sessions of a database that is dropped."""
    return psycopg.connect(cluster().url(SUPERUSER, name), autocommit=True)


def fingerprint():
    """Changes when a migration, a rule or the cast changes: then the template is built again."""
    files = [path for pattern in BUILT_FROM for path in ROOT.glob(pattern)]
    text = b"".join(path.read_bytes() for path in sorted(files))
    return hashlib.sha256(text).hexdigest()[:12]


@contextlib.contextmanager
def alone():
    with open(HOME / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def exists(connection, name):
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def template():
    """The name of the template; builds it when it is missing, and drops older ones."""
    name = f"template_{fingerprint()}"
    with alone(), admin() as connection:
        if not exists(connection, name):
            for (old,) in connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'"
            ).fetchall():
                connection.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            connection.execute("DROP DATABASE IF EXISTS building WITH (FORCE)")
            connection.execute(f"CREATE DATABASE building OWNER {OWNER}")
            connection.execute(f"GRANT CONNECT ON DATABASE building TO {APP}")
            build("building")
            connection.execute(f'ALTER DATABASE building RENAME TO "{name}"')
    return name


def build(name):
    """Migrate as the owner, then fill as the app: in a process of its own, as in real life."""
    subprocess.run(
        [sys.executable, "-m", "tests.build", name],
        cwd=ROOT,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )


def clone(name):
    """A fresh clone of the template under this name."""
    source = template()
    with admin() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" OWNER {OWNER}')
        connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {APP}')


def drop(name):
    with admin() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def point_at(name, role=APP):
    """Django's connections work in this database, in this role, from here on."""
    for alias in ("default", "limits"):
        connection = connections[alias]
        connection.close()
        found = cluster().dsn(role, name)
        connection.settings_dict.update({k: found[k] for k in ("NAME", "USER", "PASSWORD")})
        connections.settings[alias].update({k: found[k] for k in ("NAME", "USER", "PASSWORD")})


def everything_stored(name=""):
    """Every row of every table of this database, as text."""
    with owner(name or current()) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        for (table,) in tables:
            for (row,) in connection.execute(f"SELECT t::text FROM {table} t"):
                yield row
