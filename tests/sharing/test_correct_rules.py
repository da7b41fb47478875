"""The rules of correcting, of contradicting, and of breaches."""

import datetime

import pytest

from crossing.core.days import LONDON, Calendar
from crossing.core.errors import WrongState
from crossing.sharing.rules import breach, correcting, status_after
from crossing.sharing.rules.breach import BreachAct, BreachStatus, Step
from crossing.sharing.rules.correcting import NewCorrection

TODAY = datetime.date(2026, 11, 24)  # a Tuesday
DAYS = Calendar.of([], "201")
COMPLETE = NewCorrection("It is wrong.", "not_rely", "A colleague saw it.")


def at(hour, minute=0):
    return datetime.datetime(2026, 11, 24, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, set()),
        ({"wrong": " "}, {"wrong"}),
        ({"truth": "perhaps"}, {"truth"}),
        ({"truth": "instead"}, {"instead"}),
        ({"truth": "instead", "instead": "She was at home."}, set()),
        ({"found": ""}, {"found"}),
    ],
)
def test_a_correction_says_what_is_wrong_and_what_to_think_instead(changes, missing):
    assert set(NewCorrection(**vars(COMPLETE) | changes).problems()) == missing


@pytest.mark.parametrize(
    ("urgent", "moment", "due"),
    [
        (False, at(10), datetime.datetime(2026, 11, 26, 17, tzinfo=LONDON)),
        (True, at(10), at(17)),
        (True, at(16), at(18)),
    ],
)
def test_it_is_read_in_two_working_days_or_today(urgent, moment, due):
    assert correcting.correction_due(moment, urgent, DAYS) == due


def test_a_contradiction_is_answered_in_two_working_days():
    due = correcting.contradiction_due(at(10), DAYS)
    assert due == datetime.datetime(2026, 11, 26, 17, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("kind", "told", "until", "missing"),
    [
        ("stands", "We saw it.", None, set()),
        ("stands", " ", None, {"told"}),
        ("looking", "", TODAY + datetime.timedelta(1), set()),
        ("looking", "", TODAY + datetime.timedelta(14), set()),
        ("looking", "", TODAY + datetime.timedelta(15), {"until"}),
        ("looking", "", TODAY, {"until"}),
        ("looking", "", None, {"until"}),
        ("corrected", "", None, {"kind"}),
    ],
)
def test_an_answer_has_its_reason_or_its_day(kind, told, until, missing):
    assert set(correcting.problems_of_answer(kind, told, until, TODAY)) == missing


@pytest.mark.parametrize(
    ("relied", "did", "missing"),
    [("no", "", set()), ("yes", "", {"did"}), ("yes", "Told her.", set()), ("", "", {"relied"})],
)
def test_whoever_acted_on_it_says_what_is_done(relied, did, missing):
    assert set(correcting.problems_of_receipt(relied, did)) == missing


def test_a_contradiction_says_what_differs_and_whom_to_ring():
    assert set(correcting.problems_of_contradiction("", " ")) == {"text", "ring"}
    assert correcting.problems_of_contradiction("The day.", "Omar") == {}


def test_72_hours_run_through_nights_and_the_change_of_clocks():
    aware = datetime.datetime(2026, 10, 23, 9, tzinfo=LONDON).astimezone(datetime.UTC)
    assert breach.breach_due(aware) - aware == datetime.timedelta(hours=72)


@pytest.mark.parametrize(
    ("step", "choice", "text", "on", "missing"),
    [
        (Step.AT_RISK, "no", "They know nobody.", None, set()),
        (Step.AT_RISK, "", "", None, {"choice", "text"}),
        (Step.COMMISSIONER, "told", "Risk of harm.", None, {"on"}),
        (Step.COMMISSIONER, "told", "Risk of harm.", TODAY, set()),
        (Step.COMMISSIONER, "not_told", "Closed unread.", None, set()),
        (Step.PEOPLE, "will_be", "Her mother.", None, {"on"}),
        (Step.CHANGE, "changes", "We check twice.", None, set()),
    ],
)
def test_each_question_has_an_answer_a_reason_and_sometimes_a_day(step, choice, text, on, missing):
    assert set(breach.problems_of_step(step, choice, text, on)) == missing


@pytest.mark.parametrize(
    ("spread", "text", "missing"),
    [
        ("nowhere", "", set()),
        ("passed_on", "", {"text"}),
        ("passed_on", "The duty desk; told to forget it.", set()),
        ("held", "The duty desk has a print.", {"spread"}),
        ("", "", {"spread"}),
    ],
)
def test_whoever_has_seen_it_elsewhere_is_named(spread, text, missing):
    assert set(breach.problems_of_destruction(spread, text)) == missing


def test_what_is_missing_is_said_in_words():
    every = {step.value for step in Step}
    assert breach.missing(every, True) == []
    assert [str(one) for one in breach.missing(every, False)] == ["Is every copy destroyed?"]
    assert len(breach.missing(set(), True)) == 4


def test_it_is_decided_before_it_is_closed_and_closed_once():
    with pytest.raises(WrongState):
        status_after(BreachStatus.ON_CLOCK, BreachAct.CLOSE)
    settled = status_after(BreachStatus.ON_CLOCK, BreachAct.DECIDE)
    assert status_after(settled, BreachAct.DECIDE) == BreachStatus.SETTLED
    ended = status_after(settled, BreachAct.CLOSE)
    with pytest.raises(WrongState):
        status_after(ended, BreachAct.DECIDE)
