"""What a list shows is never more than what may be read: over partnerships that hypothesis makes.

Each example is a handful of acts by random people, done through the real commands; what is refused
is simply not done. Then everybody looks at every list, search and file, and each thing that stands
in one of them must open for them on its own.
"""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossing.core.errors import NotThere, Refusal
from crossing.partnership.rules import Permission
from crossing.records import queries as records
from crossing.records.models import Child
from crossing.sharing.models import Deliberation
from crossing.sharing.queries import ask, ledger, mine, receive, waiting
from crossing.stewardship import queries as stewardship
from crossing.stewardship.rules import Filter
from tests import make
from tests.records.build import a_child, a_concern, flagged
from tests.records.build import sealed as seal
from tests.sharing.build import REFUSED, a_request, an_answer, authorised, opened

CHILDREN = [("Amina", "Karim"), ("Noor", "Haddad"), ("Tyler", "Marsh")]
ASKED = ["northfield", "southgate", "police", "services"]
RECORDERS = st.sampled_from(["lena", "rita", "omar", "mina", "tom", "dev", "fay", "gus"])
DECIDERS = st.sampled_from(["lena", "dev", "hugh", "una", "rita", "omar"])
PEOPLE = [short for short in make.CAST if short != "eve"]
FEW = st.integers(0, 5)
# This person may not, or there is nothing to do it with; or the database's own lock said no.
NOT_DONE = (Refusal, IndexError, Child.DoesNotExist, Deliberation.DoesNotExist, DatabaseError)

MOVES = st.one_of(
    st.tuples(st.just("child"), RECORDERS, st.sampled_from(CHILDREN)),
    st.tuples(st.just("seal"), st.sampled_from(["lena", "hugh", "dev", "sam", "rita"]), FEW),
    st.tuples(st.just("flag"), st.sampled_from(["lena", "dev", "omar"]), FEW),
    st.tuples(st.just("concern"), RECORDERS, FEW),
    st.tuples(st.just("ask"), RECORDERS, st.tuples(st.sampled_from(ASKED), FEW)),
    st.tuples(st.just("share"), DECIDERS, FEW),
    st.tuples(st.just("refuse"), DECIDERS, FEW),
    st.tuples(st.just("open"), RECORDERS, FEW),
    st.tuples(st.just("authorise"), st.sampled_from(["ines", "omar"]), FEW),
)


class Story:
    """What has been made so far."""

    def __init__(self):
        self.children, self.asked, self.shared = [], [], []

    def play(self, moves):
        for act, by, what in moves:
            try:
                with transaction.atomic():
                    getattr(self, act)(by, what)
            except NOT_DONE:
                continue

    def child(self, by, name):
        self.children.append(a_child(make.acting, *name, by=by))

    def seal(self, by, n):
        seal(make.acting, self.children[n], by=by)

    def flag(self, by, n):
        flagged(make.acting, self.children[n], by=by, no_parent=True, court=True)

    def concern(self, by, n):
        a_concern(make.acting, self.children[n], by=by)

    def ask(self, by, what):
        to, n = what
        child = self.children[n]
        names = {"given_names": child.given, "family_name": child.family}
        self.asked.append(a_request(make.acting, by=by, to=to, child=child, **names))

    def authorise(self, by, n):
        authorised(make.acting, self.asked[n], by=by)

    def share(self, by, n):
        self.shared.append(an_answer(make.acting, self.asked[n], self.children[n], by=by))

    def refuse(self, by, n):
        an_answer(make.acting, self.asked[n], self.children[n], by=by, outcome="refuse", **REFUSED)

    def open(self, by, n):
        opened(make.acting, self.shared[n], by=by)


def opens(read, person, row):
    """The thing opens for this person on its own."""
    try:
        read(person, row.pk)
    except NotThere:
        pytest.fail(f"{person.name} sees {row!r} in a list and cannot open it")


def lists(person):
    """Every list of things with the way to open one of them."""
    if person.may(Permission.CONTENT_SEE):
        for given_name, family in CHILDREN:
            matches = records.search_children(person, f"{given_name} {family}")
            matches += records.candidates(person, given_name, family, None)
            yield records.child_for, [match.child for match in matches]
        yield records.child_for, records.recent(person)
    if person.may(Permission.OWN_SEE):
        yield records.concern_for, records.my_concerns(person).items
        yield records.concern_for, records.concerns(person, waiting=False).items
    if person.may(Permission.SHARED_SEE):
        yield ask.request_for, ask.asked_list(person)[0].items
        yield receive.disclosure_for, receive.received_list(person)[0].items
    if person.may(Permission.DECISION_SEE):
        yield mine.deliberation_for, [line.deliberation for line in waiting.waiting_for(person)]
        yield ledger.decision_for, ledger.ledger(person, ledger.Filters()).items


def nothing_more(short):
    with make.acting(short) as person:
        for read, rows in lists(person):
            for row in rows:
                opens(read, person, row)
        _files_and_logs(person)


def _files_and_logs(person):
    """A file has the rows of its list; the log has one's own place, and no child's name."""
    if person.may(Permission.DECISION_SEE):
        file = {row[-1] for row in ledger.ledger_rows(person, ledger.Filters())}
        listed = {str(row.pk) for row in ledger.ledger(person, ledger.Filters()).items}
        assert file == listed
    if person.may(Permission.AUDIT_SEE):
        rows = stewardship.export(person, Filter())
        assert {row.org for row in rows} <= {person.acting_at}
        assert not any(family in str(row.facts()) for row in rows for _given, family in CHILDREN)


@pytest.mark.slow
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=st.lists(MOVES, min_size=4, max_size=14))
def test_a_list_never_shows_more_than_may_be_read(db, moves):
    with transaction.atomic():
        Story().play([("child", "lena", CHILDREN[0]), ("child", "omar", CHILDREN[1]), *moves])
        for short in PEOPLE:
            nothing_more(short)
        transaction.set_rollback(True)


def test_the_property_would_notice(acting):
    """A control: a concern in a teacher's list that is another teacher's does not open."""
    concern = a_concern(acting, a_child(acting), by="lena")
    with acting("tom") as tom, pytest.raises(pytest.fail.Exception):
        opens(records.concern_for, tom, concern)
