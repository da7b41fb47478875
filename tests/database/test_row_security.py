"""The database's own lock, with the application's code out of the way: raw SQL as the app role."""

import re

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from crossing.database.open_tables import OPEN_TABLES
from crossing.partnership.models import RoleGrant
from crossing.partnership.rules import GRANTS, Permission
from tests import make, world

TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""
NAMES = r"(?:places|anywhere|hidden_from_me|outside_\w+|acting_\w+|gone_wrong)"
FUNCTION_CALLS = re.compile(rf"\b{NAMES}\(")


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
        alone = len(re.findall(rf"\(\s*SELECT\s+{NAMES}\(", text))
        assert calls == alone, f"{name}: {text}"


def test_the_app_never_truncates_and_owns_nothing(db):
    too_much = rows(
        "SELECT table_name FROM information_schema.role_table_grants WHERE grantee = current_user"
        " AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')"
    )
    assert too_much == []
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
    "counted_places",  # ids of the organisations whose counts whoever acts may see
    "sharing_existence_counts",  # ids of two organisations, a year and counts
    "sharing_known_counts",  # the same
    "gone_wrong",  # ids of what came to the wrong place at those of whoever acts
    "wrong_openings",  # who there looked, and when, for the sender of what went wrong
    "emergency_is_own",  # a trigger: an emergency is about what is sent at that moment
    "emergency_reviewer",  # one word: somebody inside, the outside decider, or nobody
    "outside_emergencies",  # ids of the emergencies whose review passed to whoever acts
    "destroy_copy",  # takes the words out of what went wrong, once it is confirmed
    "destroyed_copies",  # ids of the copies that were destroyed, and when: for the list of them
    "outside_requests",  # ids of the requests that they answer
    "outside_children",  # ids of the children of the cases passed outside to whoever acts
    "todo_due",  # ids of organisations and of what is late
    "agreements_of_mine",  # ids of the agreements that bind whoever acts
    "sharing_disagreement_counts",  # ids of two organisations, a year and counts
    "sharing_disagreements_due",  # ids of organisations and of disagreements past their day
    "sharing_overdue",  # ids of organisations and of overdue decisions
    "hidden_from_me",  # ids: concerns about whoever acts, their clocks and tasks, to leave them out
    "todo_done",  # ends the tasks of what somebody there has done; tells nothing
    "open_work",  # how much is open under each name, for who administers there
    "hand_over_work",  # passes it on when a membership ends; tells how much it was
    "homes_of",  # ids of organisations, for who lets somebody in again
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


def refused_or_empty(sql):
    """The statement is refused by the grants, or changes no row."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount == 0
    except ProgrammingError as refused:
        return "permission denied" in str(refused)


def a_column(table):
    """Any column that the app may update there, or the first."""
    found = rows(
        "SELECT column_name FROM information_schema.role_column_grants WHERE table_name = %s"
        " AND grantee = current_user AND privilege_type = 'UPDATE' ORDER BY 1",
        table,
    )
    first = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY 1"
    return (found or rows(first, table))[0][0]


@pytest.fixture(scope="module")
def everything(module_database):
    """A row in nearly every table, made by the real commands; the tests leave nothing behind."""
    return world.everything()


def test_with_nobody_acting_nothing_can_be_changed(everything, db):
    for table in locked_tables():
        column = a_column(table)
        assert refused_or_empty(f"UPDATE {table} SET {column} = {column}"), table
        assert refused_or_empty(f"DELETE FROM {table}"), table


# By which columns a row says whose it is. Tables without one belong to a row that has one.
OWNERS = ("org_id", "org", "asker_id", "holder_id", "sender_id", "recipient_id", "school_id")
OWNERS += ("from_org_id", "to_org_id")
AGREEMENT = {"sharing_agreement", "sharing_agreementparty", "sharing_agreementsignature"}
SHOWN_TO_PARTNERS = {
    "partnership_organisation",
    "partnership_partnership",
    "partnership_party",
    "partnership_contact",
    *AGREEMENT,
    "sharing_disagreementdays",  # how many days a stage has, set by the partnership
    "partnership_standin",
}

# Its organisation is the recipient.
SEEN_BY_SENDER_TOO = {"sharing_receipt", "sharing_correctionreceipt", "sharing_destruction"}
# Of a disagreement each side reads what the other wrote.
SEEN_BY_SENDER_TOO |= {"sharing_disagreementline", "sharing_disagreementperson"}


def owners_of(table):
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    return [name for (name,) in rows(columns, table) if name in OWNERS]


def theirs(table, owners, place):
    """The rows of a table in which this organisation has no part."""
    others = " AND ".join(f"{owner} IS DISTINCT FROM %s" for owner in owners)
    return f"SELECT count(*) FROM {table} WHERE {others}", [place] * len(owners)


@pytest.mark.parametrize("short", [name for name in make.CAST if name != "eve"])
def test_nobody_sees_or_changes_a_row_in_which_their_place_has_no_part(everything, acting, short):
    with acting(short) as person:
        for table in set(locked_tables()) - SHOWN_TO_PARTNERS - SEEN_BY_SENDER_TOO:
            if owners := owners_of(table):
                sql, values = theirs(table, owners, person.acting_at)
                seen = rows(sql, *values)[0][0]
                assert seen == 0 or (table in LOG and person.may(Permission.AUDIT_SEE)), table


LOG = {"audit_auditevent", "audit_unsealed", "audit_auditlink"}  # what happened before sign-in


def test_a_row_without_an_owner_belongs_to_one_that_has(db):
    loose = {table for table in locked_tables() if not owners_of(table)} - SHOWN_TO_PARTNERS
    # Both sides see these through what was shared.
    through = {"sharing_discloseditem", "sharing_tombstone", "sharing_contradictionanswer"}
    assert loose == through


TOMS = {  # the roll's names, what stands beside his own concern, and what he shared at once
    *("records_child", "records_searchgram", "records_concern", "records_concernreading"),
    *("records_concernwaiting", "records_childjoin"),  # which names lead to one record
    *("records_concernwaiting", "records_together"),
    # His own concern about an adult, and that it was read: not what was decided.
    *("records_staffconcern", "records_staffconcernreading"),
    *("sharing_disclosure", "sharing_discloseditem"),
    *("sharing_emergency", "sharing_emergencyclock"),
}


@pytest.mark.parametrize("short", ["rita", "otto", "gus", "nora", "ines", "fay", "tom"])
def test_whoever_has_no_part_in_a_case_has_no_row_of_it(everything, acting, short):
    tables = [t for t in locked_tables() if t.startswith(("sharing_", "records_"))]
    own = TOMS if short == "tom" else set()
    own |= {"sharing_informationrequest"} if short == "ines" else set()
    own |= {"sharing_disagreementdays"}
    own |= AGREEMENT if short in ("nora", "ines", "tom") else set()  # at one of its parties
    with acting(short):
        seen = {table for table in tables if rows(f"SELECT count(*) FROM {table}") != [(0,)]}
    assert seen == own


def test_what_only_the_holder_knows_never_reaches_the_asker(everything, acting):
    holder_only = ("deliberation", "deliberationitem", "decision", "connection")
    with acting("omar") as omar:
        for table in holder_only:
            sql, values = theirs(f"sharing_{table}", ["org_id"], omar.acting_at)
            assert rows(sql, *values) == [(0,)], table
    with acting("lena"):
        assert rows("SELECT count(*) FROM sharing_askedabout") == [(0,)]
        unsent = "SELECT count(*) FROM sharing_informationrequest WHERE sent_at IS NULL"
        assert rows(unsent) == [(0,)]


def test_a_child_of_another_organisation_cannot_be_named(everything, acting):
    """A plain foreign key would accept it: it looks past row security."""
    named = (
        "INSERT INTO records_searchgram (org_id, gram, child_id, sealed)"
        " VALUES (%s, 'abc', %s, false); SET CONSTRAINTS ALL IMMEDIATE"
    )
    with acting("rita") as rita, connection.cursor() as cursor:
        values = [rita.acting_at, everything.child.pk]
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(named, values)


def test_the_world_has_a_row_in_nearly_every_table(everything, acting):
    """Else the tests above would pass over emptiness."""
    filled = set()
    for short in make.CAST:
        with acting(short):
            filled |= {t for t in locked_tables() if rows(f"SELECT count(*) FROM {t}") != [(0,)]}
    assert set(locked_tables()) - filled == EMPTY


EMPTY = {
    "audit_auditlink",  # written by the sealer (tests/audit)
    "notify_message",  # read by the sender's job alone (tests/notify)
}
