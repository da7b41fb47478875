"""The database's own lock, with the application's code out of the way: raw SQL as the app role."""

import re

import pytest
from django.db import connection, transaction

from crossing.database.open_tables import OPEN_TABLES
from crossing.partnership.models import RoleGrant
from crossing.partnership.rules import GRANTS

TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""
FUNCTION_CALLS = re.compile(r"\b(places|anywhere|acting_\w+)\(")


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def locked_tables():
    return [name for name, *_ in rows(TABLES) if name not in OPEN_TABLES]


def test_the_app_is_nobody_special(db):
    assert rows(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
        " WHERE rolname = current_user"
    ) == [(False, False, False, False)]


def test_every_table_is_locked_or_open_for_a_written_reason(db):
    found = {name: (locked, forced) for name, locked, forced in rows(TABLES)}
    assert set(OPEN_TABLES) - set(found) == set()
    unlocked = {name for name, state in found.items() if state != (True, True)}
    assert unlocked == set(OPEN_TABLES)


def test_every_locked_table_has_a_policy_for_the_owner_the_app_and_the_backup(db):
    policies = rows("SELECT tablename, roles::text[] FROM pg_policies")
    for table in locked_tables():
        roles = {role for name, held in policies if name == table for role in held}
        assert roles == {"crossing_owner", "crossing_app", "crossing_backup"}, table


def test_policies_ask_who_acts_once_and_not_for_each_row(db):
    """`org = ANY((SELECT places('…'))::uuid[])`: the one form that is fast (docs/security.md)."""
    for name, using, check in rows("SELECT policyname, qual, with_check FROM pg_policies"):
        text = f"{using or ''} {check or ''}"
        calls = len(FUNCTION_CALLS.findall(text))
        alone = len(re.findall(r"\(\s*SELECT\s+(?:places|anywhere|acting_\w+)\(", text))
        assert calls == alone, f"{name}: {text}"


def test_the_app_never_truncates_and_owns_nothing(db):
    assert rows(
        "SELECT table_name FROM information_schema.role_table_grants"
        " WHERE grantee = current_user AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')"
    ) == []
    assert rows("SELECT tablename FROM pg_tables WHERE tableowner = current_user") == []


def test_definer_functions_are_few_fixed_and_reviewed(db):
    found = rows(
        "SELECT proname, proconfig::text FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE n.nspname = 'public' AND prosecdef"
    )
    assert {name for name, _config in found} == REVIEWED
    assert all("search_path=pg_catalog, public" in config for _name, config in found)


REVIEWED = {
    "app_now",  # the test clock, which only the owner writes
    "audit_chains",  # ids of organisations
    "audit_due",  # ids of organisations
    "audit_wait",  # a trigger: an id into the list that waits for the sealer
    "sharing_overdue",  # ids of organisations and of overdue decisions
    "has_administrator",  # yes or no: whether an organisation has its first administrator
    "places",  # reads memberships for whoever acts, and tells ids of organisations
}


def test_the_database_grants_what_the_page_grants(db):
    assert set(RoleGrant.objects.values_list("role", "permission")) == {
        (role.value, permission.value) for role, held in GRANTS.items() for permission in held
    }


def test_with_nobody_acting_there_is_no_row_in_any_table(db):
    for table in locked_tables():
        assert rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_with_nobody_acting_nothing_can_be_changed(db):
    for table in locked_tables():
        for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(sql)
                    assert cursor.rowcount == 0, sql
            except Exception as refused:
                assert re.search("permission denied|does not exist", str(refused)), sql
