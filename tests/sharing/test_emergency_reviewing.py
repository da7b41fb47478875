"""A second person reviews what was shared at once, and closes it."""

import pytest

from crossing.core.errors import Denied, Invalid, WrongState
from crossing.sharing.commands.review import review_emergency, step_back
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
    tasks,
)


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


def test_whoever_is_close_to_the_family_says_so_and_another_reviews_it(acting, signed_in):
    amina = a_child(acting)
    shared = an_emergency(acting, amina, by="lena")
    recorded(acting, shared, amina)
    dev, page = signed_in("dev"), f"/sharing/emergency/{shared.pk}"
    assert "somebody else must review it" in dev.get(page).text
    assert dev.post(f"{page}/close-to-them").status_code == 302
    assert dev.get(page).status_code == 404
    assert signed_in("hugh").post(f"{page}/close-to-them").status_code == 302
    assert tasks(acting, "una") == {Matter.EMERGENCY_REVIEW_CHAIR}
    assert reviewed(acting, shared, by="una")


def test_nobody_steps_back_from_a_review_that_is_not_due(acting):
    shared = an_emergency(acting, a_child(acting), by="tom")
    with acting("dev") as dev, pytest.raises(WrongState):
        step_back(shared, by=dev)
    with acting("tom") as tom, pytest.raises(Denied):
        step_back(shared, by=tom)
