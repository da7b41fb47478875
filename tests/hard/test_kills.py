"""Parts of a running installation are killed outright. What was acknowledged is there; what was not
is there as a whole, or not at all; and it comes back by itself."""

import contextlib
import os
import random
import signal
import statistics
import threading
import time

import pytest

from tests.hard.house import AWAY, a_concern, kill

pytestmark = pytest.mark.slow

KILLS = 20
# Children are named by words that no name in the town resembles: none is found, none to choose.
TEACHER, LEAD = "Tom Reed", "Lena Hart"
# A concern is whole: it waits for those who decide, stands in the log, and somebody is told.
HALF = """
SELECT count(*) FROM records_concern c WHERE c.child_as_named LIKE %s AND NOT (
  EXISTS (SELECT 1 FROM records_concernwaiting w WHERE w.concern_id = c.id)
  AND EXISTS (SELECT 1 FROM audit_auditevent e WHERE e.about_id = c.id::text
              AND e.event = 'records.concern.recorded'))
"""


class Writer:
    """Somebody who records one concern after the other, and remembers which were acknowledged."""

    def __init__(self, house, name, word):
        self.visitor, self.word = house.visitor(name), word
        self.acknowledged, self.statuses, self.away = [], [], 0
        self.form = self._form()

    def _form(self):
        page = self.visitor.ask("/concerns/new/")
        (form,) = [form for form in page.forms if "account" in form.fields]
        return form.answers()

    def write(self, number):
        named = f"{self.word} {number}"
        try:
            answers = a_concern(self.form, named)
            page = self.visitor.ask("/concerns/new/", answers, timeout=30, follow=False)
        except AWAY:
            self.away += 1
            time.sleep(0.1)
            return
        self.statuses.append(page.status)
        leads_to = page.headers.get("Location", "")
        if leads_to.startswith("/concerns/"):  # a save leads to the page of what was saved
            self.acknowledged.append(named)

    def until(self, stop):
        number = 0
        while not stop.is_set():
            number += 1
            self.write(number)


@contextlib.contextmanager
def writing(house, word, people=3):
    """Some people write at once, until the block ends."""
    writers = [Writer(house, TEACHER, f"{word}{n}") for n in range(people)]
    stop = threading.Event()
    threads = [threading.Thread(target=one.until, args=[stop]) for one in writers]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def lost(house, writers, word):
    """Which acknowledged concerns are not there."""
    with house.owner() as owner:
        found = owner.execute(
            "SELECT child_as_named FROM records_concern WHERE child_as_named LIKE %s", [f"{word}%"]
        ).fetchall()
    there = {name for (name,) in found}
    return {name for one in writers for name in one.acknowledged} - there, there


def test_a_server_that_is_killed_twenty_times_loses_nothing(house, figure):
    took = []
    with writing(house, "Qqxxa") as writers:
        for _ in range(KILLS):
            time.sleep(random.uniform(0.3, 1.5))
            kill(house.server())
            took.append(house.until_healthy())
        time.sleep(0.5)
    missing, there = lost(house, writers, "Qqxxa")
    assert missing == set()
    assert house.count(HALF, "Qqxxa%") == 0
    acknowledged = sum(len(one.acknowledged) for one in writers)
    assert acknowledged > KILLS
    assert {status for one in writers for status in one.statuses} == {302}
    figure("server kills", KILLS)
    figure("server: saves acknowledged", acknowledged)
    figure("server: rows there", len(there))
    figure("server: requests cut off", sum(one.away for one in writers))
    figure("server: seconds to recover, median", round(statistics.median(took), 2))
    figure("server: seconds to recover, longest", round(max(took), 2))


def test_a_database_that_is_killed_under_load_comes_back_by_itself(house, figure):
    took = []
    with writing(house, "Qqxxb") as writers:
        for _ in range(3):
            time.sleep(1.5)
            kill(house.postmaster())
            took.append(house.until_healthy())
        time.sleep(1)
    missing, _there = lost(house, writers, "Qqxxb")
    assert missing == set()
    assert house.count(HALF, "Qqxxb%") == 0
    statuses = [status for one in writers for status in one.statuses]
    assert set(statuses) <= {302, 503}
    assert house.process.poll() is None
    figure("database kills", len(took))
    figure("database: requests", len(statuses))
    figure("database: answered 503", statuses.count(503))
    figure("database: saves acknowledged", sum(len(one.acknowledged) for one in writers))
    figure("database: seconds to recover, longest", round(max(took), 2))


def mails(house):
    """How many messages the town's mail folder holds."""
    folder = house.home / "mail"
    return sum(path.read_text().count("\nSubject:") for path in folder.glob("*.log"))


def messages(house):
    return house.count("SELECT count(*) FROM notify_message")


def unsent(house):
    return house.count("SELECT count(*) FROM notify_message WHERE sent_at IS NULL")


def settled(house, seconds=150):
    """Wait until the outbox is empty."""
    latest = time.monotonic() + seconds
    while unsent(house) and time.monotonic() < latest:
        time.sleep(0.5)
    return unsent(house)


def test_a_worker_that_dies_between_the_act_and_its_message_sends_it_once(house, figure):
    """The worker stands still while somebody acts, and is killed before it can send."""
    assert settled(house) == 0
    before = mails(house), messages(house)
    still = house.worker()
    os.kill(still, signal.SIGSTOP)
    writer = Writer(house, TEACHER, "Qqxxc")
    for number in range(5):
        writer.write(number)
    waiting = unsent(house)
    assert len(writer.acknowledged) == 5
    assert waiting >= 5
    kill(still)
    assert settled(house) == 0
    assert mails(house) - before[0] == messages(house) - before[1]
    figure("worker: messages that waited when it died", waiting)
    figure("worker: e-mails sent afterwards", mails(house) - before[0])


def test_a_worker_that_is_killed_while_it_sends_misses_nothing(house, figure):
    """Killed between the mail’s leaving and its mark, it sends again: better twice than never."""
    assert settled(house) == 0
    before = mails(house), messages(house)
    with writing(house, "Qqxxd", people=1):
        for _ in range(4):
            time.sleep(random.uniform(0.3, 0.8))
            kill(house.worker())
    assert settled(house) == 0
    twice = (mails(house) - before[0]) - (messages(house) - before[1])
    assert 0 <= twice <= 4
    figure("worker kills while sending", 4)
    figure("worker: messages", messages(house) - before[1])
    figure("worker: sent twice", twice)
