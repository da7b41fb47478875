"""Real acts at a running installation, by its own commands, as a process of their own:

    python -m tests.hard.acts share 5     a school decides on five requests: one line for each
    python -m tests.hard.acts wrong 2     … and says of two that they came to the wrong place

A line is printed once the act is committed: the decision, and what was shared.
"""

import datetime
import sys
from contextlib import contextmanager

import django

PLACES = {"lena": "northfield", "omar": "police"}


@contextmanager
def acting(short):
    """Somebody of the town acts, at their place."""
    account = Account.objects.get(email=f"{short}@{PLACES[short]}.example")
    with acting_as(account.pk):
        person = person_at(account.pk)
        with acting_as(account.pk, person.acting_at):
            yield person


def share(number):
    """One decision to share; the family is not told yet, so a clock begins."""
    child = a_child(acting, f"Qqxx{number}", "Karim")
    asked = a_request(acting, given_names=f"Qqxx{number}")
    later = (datetime.date.today() + datetime.timedelta(7)).isoformat()
    not_told = {"family_told": "not_told", "not_told_because": "prejudices", "look_again_on": later}
    return an_answer(acting, asked, child, **not_told)


def wrong(number):
    """One thing shared that the recipient says is not for them."""
    shared = share(number)
    opened(acting, shared)
    with acting("omar") as omar:
        shared = Disclosure.objects.select_related("sender").get(pk=shared.pk)
        report_problem(shared, Problem.WRONG_PERSON, "Another child.", by=omar)
    return shared


if __name__ == "__main__":
    django.setup()
    from crossing.database.acting import acting_as
    from crossing.partnership.models import Account
    from crossing.partnership.queries import person_at
    from crossing.sharing.commands.receive import report_problem
    from crossing.sharing.models import Decision, Disclosure
    from crossing.sharing.rules.receiving import Problem
    from tests.records.build import a_child
    from tests.sharing.build import a_request, an_answer, opened

    act, times = {"share": share, "wrong": wrong}[sys.argv[1]], int(sys.argv[2])
    for each in range(times):
        done = act(each)
        with acting("lena"):
            print(Decision.objects.get(disclosure=done.pk).pk, done.pk, flush=True)
