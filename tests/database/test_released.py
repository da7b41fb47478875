"""After a restore nothing is sent, until it is released."""

import os
import re
import subprocess
import sys

import pytest

from tests.database.restoring import BASE, FAST, asked, key, manage, refused, restored_in, well

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def restored(played, backup, tmp_path_factory):
    home = tmp_path_factory.mktemp("restored")
    with restored_in(home, backup, key(played), "--no-erased"):
        yield home


def worker(home, seconds):
    """The worker, until everything that waits is done; or for so many seconds."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("CROSSING_", "DJANGO_"))}
    environment = {**kept, "CROSSING_HOME": str(home), "CROSSING_PG_EXTRA": FAST}
    words = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    try:
        subprocess.run(words, cwd=BASE, env=environment, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        return "waits"
    return "done"


def mails(home):
    return len(list((home / "mail").glob("*"))) if (home / "mail").exists() else 0


def test_nothing_is_sent_until_it_is_released_and_then_each_message_once(restored):
    waiting = "SELECT count(*) FROM notify_message WHERE sent_at IS NULL"
    ((unsent,),) = asked(restored, waiting)
    assert unsent > 5
    # One had been sent before the backup, and its job's end was not yet written.
    asked(
        restored,
        "UPDATE notify_message SET sent_at = now() WHERE id ="
        " (SELECT id FROM notify_message LIMIT 1) RETURNING id",
    )
    assert worker(restored, 6) == "waits"
    assert mails(restored) == 0
    assert asked(restored, waiting) == [(unsent - 1,)]

    assert "go again" in well(manage(restored, "release"))
    assert worker(restored, 120) == "done"
    assert asked(restored, waiting) == [(0,)]
    # The clocks have gone on too, and may have put something into the outbox meanwhile.
    sent = text_of_mails(restored)
    assert asked(restored, "SELECT count(*) - 1 FROM notify_message") == [(sent,)]
    assert worker(restored, 120) == "done"
    assert asked(restored, "SELECT count(*) - 1 FROM notify_message") == [
        (text_of_mails(restored),)
    ]


def text_of_mails(home):
    """How many e-mails were written to the files of this home."""
    files = (home / "mail").glob("*")
    return sum(len(re.findall(r"^Message-ID:", file.read_text(), re.M)) for file in files)


def test_released_twice_is_said(restored):
    assert refused(manage(restored, "release")) == (
        "Nothing is held: messages and jobs go already."
    )
    events = asked(restored, "SELECT event FROM audit_auditevent WHERE event LIKE 'site.backup.%'")
    assert sorted(events) == [("site.backup.released",), ("site.backup.restored",)]
