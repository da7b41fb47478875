"""A second person reviews what was shared at once, and closes it."""

import pytest

from crossing.core.errors import Denied, Invalid, WrongState
from crossing.sharing.commands.emergency import review_emergency
from crossing.sharing.rules.emergency import Review
from crossing.todo.rules import Matter
from tests.records.build import a_child
from tests.sharing.urgent import (
    FINE,
    an_emergency,
    chased,
    clock,
    recorded,
    reviewed,
)


@pytest.fixture
def amina(acting):
    return a_child(acting)


@pytest.fixture
def written(acting, amina):
    shared = an_emergency(acting, amina)
    recorded(acting, shared, amina)
    return shared


def test_a_second_persons_review_closes_it(acting, written):
    review = reviewed(acting, written, by="dev")
    assert review.by_name == "Dev Patel, Deputy safeguarding lead"
    assert clock(acting, written).status == "closed"
    assert chased(acting) == {Matter.EMERGENCY_UNREAD}


def test_without_the_record_it_is_not_reviewed_and_not_closed(acting, amina):
    shared = an_emergency(acting, amina)
    with pytest.raises(WrongState):
        reviewed(acting, shared)
    assert clock(acting, shared).closed_at is None


def test_neither_who_shared_nor_who_wrote_the_record_reviews_it(acting, amina, written):
    with pytest.raises(Denied):
        reviewed(acting, written, by="lena")
    own = an_emergency(acting, amina, by="dev")
    recorded(acting, own, amina)
    with pytest.raises(Denied):
        reviewed(acting, own, by="dev")


def test_a_teacher_and_an_auditor_review_nothing(acting, written):
    for short in ("tom", "ada"):
        with acting(short) as person, pytest.raises(Denied):
            review_emergency(written, FINE, by=person)


def test_it_is_reviewed_once(acting, written):
    reviewed(acting, written)
    with pytest.raises(WrongState):
        reviewed(acting, written, by="dev")


@pytest.mark.parametrize(
    ("field", "review"),
    [
        ("necessary", Review("", "yes", "", "Nothing.", "told")),
        ("proportionate", Review("yes", "?", "x", "Nothing.", "told")),
        ("family_told", Review("yes", "yes", "", "Nothing.", "")),
        ("because", Review("yes", "partly", " ", "Nothing.", "told")),
        ("differently", Review("yes", "yes", "", "", "told")),
    ],
)
def test_a_review_answers_every_question(acting, written, field, review):
    with pytest.raises(Invalid) as refused:
        reviewed(acting, written, review=review)
    assert list(refused.value.problems) == [field]
