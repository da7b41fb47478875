"""The chain finds what somebody changed behind the application's back."""

import pytest
from django.db import ProgrammingError, connection, transaction

from crossing.audit import heads
from crossing.audit.checking import check
from crossing.audit.commands import record
from crossing.audit.models import AuditEvent
from crossing.audit.rules import Event
from crossing.audit.sealing import organisations_due, seal
from tests import databases


@pytest.fixture
def heads_file(settings, tmp_path):
    settings.AUDIT_HEADS = tmp_path / "heads.json"


@pytest.fixture
def chain(live_database, heads_file):
    """A sealed chain at Northfield; yields the organisation."""
    with live_database.acting("lena") as lena:
        for n in range(5):
            record(Event.CHILD_SEARCHED, by=lena, number=n)
    while seal(lena.acting_at):
        pass
    return lena.acting_at


def as_owner(*statements):
    """A database administrator at work: past triggers and policies."""
    name = connection.settings_dict["NAME"]
    with databases.owner(name) as owner, owner.transaction():
        for table in ("audit_auditevent", "audit_auditlink"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            owner.execute(statement)
        for table in ("audit_auditevent", "audit_auditlink"):
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_an_untouched_chain_fits(chain):
    checked = check(chain)
    assert checked.fault is None
    assert checked.links >= 5
    assert checked.late == 0


def nth(chain, n):
    return f"(SELECT event_id FROM audit_auditlink WHERE org = '{chain}' AND number = {n})"


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE audit_auditevent SET who_label = 'Somebody else' WHERE id = {two}", "edited"),
        ("UPDATE audit_auditevent SET details = '{{}}' WHERE id = {two}", "edited"),
        ("DELETE FROM audit_auditevent WHERE id = {two}", "deleted"),
        ("DELETE FROM audit_auditlink WHERE event_id = {two}", "missing"),
        (
            "UPDATE audit_auditlink SET event_id = gen_random_uuid() WHERE event_id = {two}",
            "deleted",
        ),
    ],
)
def test_a_change_is_found_and_named(chain, statement, what):
    as_owner(statement.format(two=nth(chain, 2)))
    fault = check(chain).fault
    assert what in fault.what
    assert fault.number in (2, 3)


def test_two_rows_in_each_others_place_are_found(chain):
    as_owner(
        f"UPDATE audit_auditlink SET number = -number WHERE org = '{chain}' AND number IN (2, 3)",
        f"UPDATE audit_auditlink SET number = CASE number WHEN -2 THEN 3 ELSE 2 END"
        f" WHERE org = '{chain}' AND number < 0",
    )
    assert "order" in check(chain).fault.what


def test_a_cut_off_tail_is_found_by_the_head_outside(chain):
    cut = f"(SELECT event_id FROM audit_auditlink WHERE org = '{chain}' AND number > 2)"
    as_owner(
        f"DELETE FROM audit_auditevent WHERE id IN {cut}",
        f"DELETE FROM audit_auditlink WHERE org = '{chain}' AND number > 2",
    )
    assert "cut off" in check(chain).fault.what


def test_the_app_cannot_change_or_remove_an_event(acting):
    for sql in (
        "UPDATE audit_auditevent SET who = ''",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ):
        with (
            pytest.raises(Exception, match="permission denied"),
            acting("ada"),
            transaction.atomic(),
        ):
            connection.cursor().execute(sql)


def test_not_even_the_owner_changes_an_event_without_taking_the_lock_off(chain):
    with (
        databases.owner(connection.settings_dict["NAME"]) as owner,
        pytest.raises(Exception, match="written once"),
    ):
        owner.execute("DELETE FROM audit_auditevent")


def test_nobody_writes_in_another_name(acting):
    with acting("lena") as lena:
        event = AuditEvent(at="2026-11-24T08:00Z", org=lena.acting_at, event="x", who="somebody")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            event.save(force_insert=True)


def test_an_event_outside_a_transaction_is_refused(live_database):
    from crossing.site.commands import Somebody

    with pytest.raises(RuntimeError, match="transaction"):
        record(Event.SITE_SIGNOUT, by=Somebody())


def act_then_fail(by):
    with transaction.atomic():
        record(Event.AUDIT_READ, by=by)
        raise ValueError("no")


def test_a_rolled_back_act_leaves_no_event(acting):
    with acting("ada") as ada:
        before = AuditEvent.objects.count()
        with pytest.raises(ValueError, match="no"):
            act_then_fail(ada)
        assert AuditEvent.objects.count() == before


def test_a_second_sealer_at_the_same_time_does_nothing(live_database, heads_file):
    with live_database.acting("lena") as lena:
        record(Event.CHILD_SEARCHED, by=lena)
    place = lena.acting_at
    with databases.owner(connection.settings_dict["NAME"]) as other, other.transaction():
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"seal {place}"])
        assert seal(place) == 0
    assert place in organisations_due()
    assert seal(place) > 0


def test_heads_never_go_back(heads_file, acting):
    with acting("lena") as lena:
        heads.keep_head(lena.acting_at, 7, "seven")
        heads.keep_head(lena.acting_at, 6, "six")
    assert heads.heads() == {str(lena.acting_at): (7, "seven")}
