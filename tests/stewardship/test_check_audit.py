"""`./manage check_audit`, as an auditor runs it."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from crossing.audit.sealing import organisations_due, seal
from crossing.audit.tasks import seal_all
from tests import databases, make
from tests.records.build import a_child

CUT = """ALTER TABLE audit_auditevent DISABLE TRIGGER USER;
UPDATE audit_auditevent SET who_label = 'Somebody else' WHERE event = 'records.child.added';
ALTER TABLE audit_auditevent ENABLE TRIGGER USER"""


@pytest.fixture
def log(live_database, settings, tmp_path):
    settings.AUDIT_HEADS = tmp_path / "heads.json"
    a_child(live_database.acting)


def check(capsys):
    call_command("check_audit")
    return capsys.readouterr().out


def test_a_whole_log_is_said_to_be_whole(log, capsys):
    seal_all(timestamp=0)
    assert organisations_due() == []
    assert "The log is whole" in check(capsys)


def test_the_first_row_that_does_not_fit_is_named(log, capsys):
    for place in organisations_due():
        seal(place)
    with databases.owner(databases.current()) as owner:
        owner.execute(CUT)
    with pytest.raises(CommandError, match="does not fit in 1 of"):
        call_command("check_audit")
    assert "edited" in capsys.readouterr().err


def test_events_that_wait_too_long_are_reported(log, capsys):
    seal_all(timestamp=0)
    a_child(make.acting, given="Noor")
    call_command("check_audit")
    assert "have waited for the sealer" not in capsys.readouterr().err
    with databases.owner(databases.current()) as owner:
        owner.execute("INSERT INTO database_test_clock (now) VALUES (now() + interval '1 minute')")
    call_command("check_audit")
    assert "have waited for the sealer" in capsys.readouterr().err
