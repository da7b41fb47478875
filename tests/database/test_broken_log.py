"""A backup whose log does not fit: it says so, ends with an error, and is not released unsaid."""

import json
import re

import pytest

from crossing.database.cluster import Cluster
from tests.database.restoring import asked, connected, key, manage, refused, restored_in, well

pytestmark = pytest.mark.slow


CHANGED = """ALTER TABLE audit_auditevent DISABLE TRIGGER USER;
UPDATE audit_auditevent SET who_label = 'Somebody Else' WHERE id =
  (SELECT event_id FROM audit_auditlink ORDER BY org, number LIMIT 1);
ALTER TABLE audit_auditevent ENABLE TRIGGER USER"""


def changed(home):
    """One event of the log, by somebody who owns the database."""
    with connected(home) as db:
        db.execute(CHANGED)


def released(home):
    what = "SELECT details::text FROM audit_auditevent WHERE event = 'site.backup.released'"
    return asked(home, what)


def test_a_log_that_does_not_fit_is_an_error_and_is_released_only_when_that_is_said(
    played, backup, tmp_path
):
    first, second, copy = tmp_path / "first", tmp_path / "second", tmp_path / "copy"
    with restored_in(first, backup, key(played), "--no-erased"):
        changed(first)
        well(manage(first, "backup", str(copy)))
    with Cluster(second).use():
        done = manage(second, "restore", str(copy), "--no-erased", MASTER_KEY=key(played))
        assert refused(done).startswith("The log does not fit: somebody has changed it")
        assert re.search(r"Organisation \S+, link 1: ", done.stderr)
        assert "The log is whole." not in done.stdout
        assert asked(second, "SELECT whole FROM database_held") == [(True,)]
        assert refused(manage(second, "release")).startswith("The log does not fit, so nothing")
        assert released(second) == []
        assert "go again" in well(manage(second, "release", "--although-log-does-not-fit"))
        ((told,),) = released(second)
        assert json.loads(told)["log_faults"] == 1
        assert asked(second, "SELECT count(*) FROM database_held") == [(0,)]
