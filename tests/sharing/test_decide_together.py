"""Two people, truly at once, on connections of their own: one of them decides."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from crossing.core.errors import WrongState
from crossing.sharing.commands.ask import withdraw
from crossing.sharing.commands.confirm import confirm, propose, return_proposal
from crossing.sharing.commands.decide import decide
from crossing.sharing.models import Decision, Deliberation, Disclosure, InformationRequest, Reply
from crossing.sharing.rules import Confirmation
from tests.conftest import client_for
from tests.make import acting
from tests.sharing.deciding import PART, Walk, asked, rolls, to_decide, work_on
from tests.sharing.test_decide_commands import AGREED, SHARE, whole
from tests.sharing.test_decide_some import SOME

RETURNED = Confirmation(connected=False, agreed=False, because="Say less.")
pytestmark = pytest.mark.slow


def at_once(*acts):
    """Each act in a thread and a transaction of its own; what came of each."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait(10)
        try:
            return act()
        except WrongState:
            return WrongState
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts, timeout=60))


def by(who, command, *given):
    """One command by one person, in one transaction as a request has it."""

    def act():
        with transaction.atomic(), acting(who) as person:
            return command(*given, by=person)

    return act


@pytest.fixture
def work(live_database):
    rolls(acting)
    return work_on(acting, asked(acting))


def outcomes():
    with acting("lena"):
        return Decision.objects.count(), Disclosure.objects.count(), Reply.objects.count()


def test_of_two_decisions_one_stands(work):
    with acting("lena"):
        page = whole()
    results = at_once(by("lena", decide, work, page), by("dev", decide, work, page))
    assert results.count(WrongState) == 1
    assert outcomes() == (1, 1, 1)


def test_of_two_first_parts_one_is_sent_and_one_rest_is_open(work):
    with acting("lena"):
        page = whole(SOME)
    results = at_once(by("lena", decide, work, page), by("dev", decide, work, page))
    assert results.count(WrongState) == 1
    assert outcomes() == (1, 1, 0)
    with acting("lena"):
        assert Deliberation.objects.filter(ended_at=None).count() == 1


def test_on_the_pages_the_second_is_told_what_happened(work):
    lena, dev = Walk(client_for("lena"), work.pk), Walk(client_for("dev"), work.pk)
    to_decide(lena)

    def press(walk):
        return lambda: walk.post("decide", **PART)

    statuses = sorted(response.status_code for response in at_once(press(lena), press(dev)))
    assert statuses in ([302, 302], [302, 409])  # the second is led to the decision, or told
    assert outcomes() == (1, 1, 1)


def test_an_answer_and_its_withdrawal_do_not_both_happen(work):
    with acting("lena"):
        page = whole()
    with acting("mina"):
        request = InformationRequest.objects.get()
    results = at_once(by("lena", decide, work, page), by("mina", withdraw, request))
    assert results.count(WrongState) == 1
    with acting("mina"):
        status = InformationRequest.objects.get().status
        assert (status == "answered") == Reply.objects.exists() == Disclosure.objects.exists()


def test_a_proposal_is_confirmed_or_returned_and_not_both(live_database):
    rolls(acting, by="mina")
    work = work_on(acting, asked(acting, by="lena", of="services"), by="mina")
    with acting("mina") as mina:
        propose(work, whole(SHARE), by=mina)
    results = at_once(
        by("theo", confirm, work, AGREED), by("theo", return_proposal, work, RETURNED)
    )
    assert results.count(WrongState) == 1
    with acting("theo"):
        decided = Decision.objects.exists()
        assert Deliberation.objects.get().status == ("decided" if decided else "returned")
