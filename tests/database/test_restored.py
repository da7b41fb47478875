"""The home restored from a backup holds what there was, and its keys must fit."""

import json
import os
import re
import zipfile

import psycopg
import pytest

from crossing.database import master
from crossing.database.cluster import ROLES, Cluster
from crossing.database.files import kept_secret
from tests.database.restoring import (
    PLANTED,
    asked,
    called,
    connected,
    key,
    manage,
    refused,
    restored_in,
    well,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def restored(played, backup, tmp_path_factory):
    home = tmp_path_factory.mktemp("restored")
    with restored_in(home, backup, key(played), "--no-erased"):
        yield home


def every_row(home):
    """Table to its rows as text, sorted: all that the database holds."""
    with connected(home) as db:
        tables = db.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        return {
            name: sorted(row for (row,) in db.execute(f"SELECT t::text FROM {name} t"))
            for (name,) in tables
        }


def test_every_row_of_every_table_is_there_again(played, restored):
    before, after = every_row(played), every_row(restored)
    new = {name for name in before if before[name] != after[name]}
    # The restore's own event, and whoever was signed in; the hold.
    expected = {"audit_auditevent", "audit_unsealed", "django_session", "database_held"}
    assert new - {"procrastinate_workers"} == expected
    assert set(before["audit_auditevent"]) <= set(after["audit_auditevent"])
    assert len(after["audit_auditevent"]) == len(before["audit_auditevent"]) + 1
    assert sum(map(len, before.values())) > 500


def test_the_words_open_with_the_key_that_was_given(played, restored):
    (held,) = asked(restored, "SELECT account FROM records_concern LIMIT 1")[0]
    assert held.startswith("v1.")
    read = called(
        restored,
        "-c",
        "import django; django.setup()\n"
        "from tests import make\n"
        "from crossing.records.models import Concern\n"
        "with make.acting('lena'): print([c.words for c in Concern.objects.all()])",
    )
    assert PLANTED in well(read)


def test_the_locks_are_restored_too(played, restored):
    locks = """SELECT tablename, policyname, cmd, qual, with_check, permissive, roles
    FROM pg_policies ORDER BY 1, 2"""
    assert asked(played, locks) == asked(restored, locks)
    grants = """SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
    WHERE grantee IN ('crossing_app', 'crossing_backup') ORDER BY 1, 2, 3"""
    with connected(played, "app") as one, connected(restored, "app") as other:
        assert one.execute(grants).fetchall() == other.execute(grants).fetchall() != []
    triggers = "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
    assert asked(played, triggers) == asked(restored, triggers)


def test_the_chain_is_intact_and_goes_on(restored):
    assert "The log is whole" in well(manage(restored, "check_audit"))
    heads = json.loads((restored / "audit-heads.jsonl").read_text())
    links = asked(restored, "SELECT org::text, max(number) FROM audit_auditlink GROUP BY org")
    assert {org: number for org, (number, _hash) in heads.items()} == dict(links)


def test_everybody_must_sign_in_again(played, restored):
    assert asked(played, "SELECT count(*) > 0 FROM django_session") == [(True,)]
    assert asked(restored, "SELECT count(*) FROM django_session") == [(0,)]


def test_a_master_key_that_does_not_fit_stops_every_command_with_one_sentence(restored):
    right = key(restored)
    (restored / master.FILE).write_text("another " * 8)
    try:
        done = manage(restored, "check_audit")
        assert re.fullmatch(
            f"The master key does not fit: .* {fingerprint_of(right)}, and {restored}/master_key"
            r" has \w{16}\. Put the right one there and start again\.\n",
            done.stderr,
        )
        assert done.returncode
    finally:
        (restored / master.FILE).write_text(right)


def fingerprint_of(text):
    return master.Master(text).fingerprint


@pytest.fixture
def production(played, tmp_path):
    """A database of one's own, with every setting in the environment, and PostgreSQL's programs on
    the path: as in production. An empty one beside that of the home in use."""
    from crossing.database.postgres import binaries

    cluster = Cluster(played)
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS production WITH (FORCE)")
        admin.execute("CREATE DATABASE production OWNER crossing_owner")
        admin.execute("GRANT CONNECT ON DATABASE production TO crossing_app, crossing_backup")
    names = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "backup": "DATABASE_BACKUP_URL"}
    secrets = {name: kept_secret(played / name.lower()) for name in ("SECRET_KEY", "AUDIT_KEY")}
    return {
        **{name: cluster.url(ROLES[role], "production") for role, name in names.items()},
        **secrets,
        "MASTER_KEY": key(played),
        "ALLOWED_HOSTS": "crossing.example",
        "PATH": f"{binaries()}:{os.environ['PATH']}",
    }


def test_in_production_the_keys_are_the_settings_and_must_be_the_same(production, backup, tmp_path):
    said = refused(
        manage(
            tmp_path, "restore", str(backup), "--no-erased", **production | {"AUDIT_KEY": "other"}
        )
    )
    assert said.startswith("AUDIT_KEY must be the same as when the backup was made")
    said = well(manage(tmp_path, "restore", str(backup), "--no-erased", **production))
    assert "The log is whole." in said
    said = refused(manage(tmp_path, "restore", str(backup), "--no-erased", **production))
    assert said.startswith("A backup is restored where nothing is, and the database holds")
    well(manage(tmp_path, "backup", str(tmp_path / "again"), **production))
    assert zipfile.is_zipfile(tmp_path / "again")
