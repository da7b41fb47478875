"""A database from before: what people wrote there in plain is sealed by the migrations, and reads
as it did. Its rows are made by SQL, because the commands of that time are gone."""

import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from crossing.database import keys
from crossing.database.sealed import SealedJSON, SealedText
from crossing.database.sealing import SealRows
from tests import databases

pytestmark = pytest.mark.slow

BEFORE = [("records", "0002_locks"), ("sharing", "0006_steps"), ("database", "0003_backup")]
SEALING = [("records", "0003_sealed"), ("sharing", "0007_sealed")]
PLANTED = "The blue bicycle stood behind the chapel."
OURS, THEIRS, SOMEBODY = uuid4(), uuid4(), uuid4()
PLACES = {"org_id": OURS, "holder_id": OURS, "sender_id": OURS, "from_org_id": OURS}
PLACES |= {"asker_id": THEIRS, "recipient_id": THEIRS, "to_org_id": THEIRS}
PEOPLE = dict.fromkeys(
    ("account_id", "author_id", "by_id", "asked_by_id", "decided_by_id"), SOMEBODY
)
ROWS = ("child", "concern", "informationrequest", "deliberation", "disclosure")
IDS = {name: uuid4() for name in ROWS}
NAMED = {f"{name}_id": key for name, key in IDS.items()} | {"request_id": IDS["informationrequest"]}
BY_TYPE = {
    "character varying": "x",
    "text": "x",
    "boolean": False,
    "smallint": 1,
    "integer": 1,
    "date": "2026-11-24",
    "timestamp with time zone": "2026-11-24T09:00:00Z",
    "jsonb": "{}",
}
COLUMNS = """SELECT column_name, data_type, is_nullable FROM information_schema.columns
WHERE table_name = %s ORDER BY ordinal_position"""


def sealed_tables():
    """Table to its sealed columns, of those that there were before."""
    found = {}
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if isinstance(f, SealedText | SealedJSON)]
        if fields:
            found[model] = fields
    return found


def sealed_then():
    """The tables whose rows the migrations seal."""
    loader = MigrationLoader(None)
    steps = (loader.get_migration(*each) for each in SEALING)
    return {one.table for step in steps for one in step.operations if isinstance(one, SealRows)}


def insert(db, table, **values):
    """A row with the columns that must not be empty, each of some value of its type."""
    columns = db.execute(COLUMNS, [table]).fetchall()
    known = {
        **PLACES,
        **PEOPLE,
        **NAMED,
        "id": IDS.get(table.partition("_")[2]) or uuid4(),
        **values,
    }
    row = {
        name: known[name] if name in known else BY_TYPE.get(kind, uuid4())
        for name, kind, empty in columns
        if empty == "NO" or name in known
    }
    row = {name: value for name, value in row.items() if value is not None}
    marks = ", ".join(["%s"] * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


@pytest.fixture
def from_before(django_db_setup, django_db_blocker):
    """A database as it was before anything was sealed, with a row in every table of words."""
    name = "before_sealing"
    with django_db_blocker.unblock():
        mine = connection.settings_dict["NAME"]
        with databases.admin() as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {name} OWNER {databases.OWNER}")
        databases.point_at(name, databases.OWNER)
        MigrationExecutor(connection).migrate(BEFORE)
        yield fill(name)
        databases.point_at(mine)
        databases.drop(name)
        keys.forget()


def fill(name):
    """Each table's plain values."""
    written = {}
    with databases.admin(name) as db:
        db.execute("SET session_replication_role = replica")
        for place in (OURS, THEIRS):
            insert(db, "partnership_organisation", id=place, kind="school")
        insert(db, "partnership_account", id=SOMEBODY, email="a@example.org")
        insert(db, "records_child")
        columns = "SELECT table_name, column_name FROM information_schema.columns"
        there = set(db.execute(columns).fetchall())
        for model, sealed in sealed_tables().items():
            fields = [f for f in sealed if (model._meta.db_table, f.column) in there]
            if fields:
                written[model] = plain(fields)
                insert(db, model._meta.db_table, **as_sql(fields, written[model]))
    return written


def plain(fields):
    return {
        f.name: {"words": PLANTED} if isinstance(f, SealedJSON) else f"{PLANTED} {f.name}"
        for f in fields
    }


def as_sql(fields, values):
    return {
        f.column: json.dumps(values[f.name]) if isinstance(f, SealedJSON) else values[f.name]
        for f in fields
    }


def test_what_was_plain_is_sealed_and_reads_as_it_did(from_before):
    assert {model._meta.db_table for model in from_before} == sealed_then()
    assert any(PLANTED in row for row in databases.everything_stored())
    call_command("migrate", verbosity=0)
    assert [row for row in databases.everything_stored() if PLANTED in row] == []
    keys.forget()
    for model, values in from_before.items():
        row = model.objects.get()
        assert {name: getattr(row, name) for name in values} == values, model
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
