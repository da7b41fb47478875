"""The same thing sent twice: it happens once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from crossing.sharing.models import Decision, Deliberation, Disclosure, Question, Receipt, Reply
from crossing.sharing.rules import Outcome
from tests.hostile.conftest import Attacker, addresses
from tests.make import acting
from tests.records.build import a_child
from tests.sharing.build import SCHOOL_DAY, a_request, work_on

ONCE = (Decision, Disclosure, Reply, Question, Receipt)


def counted():
    """How many rows there are of what happens once, to whoever sees them."""
    found = {}
    for short in ("lena", "omar"):
        with acting(short):
            found |= {(short, model): model.objects.count() for model in ONCE}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("short", ["lena", "omar", "sam", "ines"])
def test_no_form_of_sharing_counts_twice(w, short):
    attacker, twice, happened = Attacker(short), set(), False
    for name, address in addresses(w):
        if not name.startswith("sharing:"):
            continue
        for form in attacker.forms(address):
            data = form.answers() | dict(form.buttons[-1:]) | {"connected": "no"}
            before = counted()
            with transaction.atomic():
                attacker._one(form.action, data)
                once = counted()
                happened |= once != before
                attacker._one(form.action, data)
                if counted() != once and not name.startswith(MAY_BE_SAID_AGAIN):
                    twice.add(name)
                transaction.set_rollback(True)
    assert (twice, happened) == (set(), short != "ines")


# What happened next, and that something is wrong, may be said again.
MAY_BE_SAID_AGAIN = ("sharing:happened_next", "sharing:problem", "sharing:unseal")


@pytest.fixture
def ready(live_database):
    child = a_child(acting)
    asked = a_request(acting)
    with acting("lena") as lena:
        work = Deliberation.objects.get(request=asked.pk)
        return work_on(work, lena, child, Outcome.SHARE_ALL, [SCHOOL_DAY])


@pytest.mark.slow
def test_of_eight_presses_at_once_one_decides(ready):
    address = f"/sharing/deciding/{ready.pk}/decide"
    attacker = Attacker("lena")
    (form,) = [each for each in attacker.forms(address) if "outcome" in each.fields]

    def press(_number):
        try:
            return Attacker("lena").client.post(address, form.answers()).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(press, range(8)))
    with acting("lena"):
        assert Decision.objects.filter(deliberation=ready.pk).count() == 1
        assert Disclosure.objects.count() == 1
    assert max(statuses) < 500
