"""Asking, clocks, and where a question stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crossing.core.errors import WrongState
from crossing.sharing.rules import (
    ASK_STEPS,
    DECISION_NEXT,
    NEXT,
    READY_QUESTIONS,
    REQUEST_NEXT,
    Ask,
    Channel,
    Clock,
    DecisionStatus,
    DecisionStep,
    IdentityCheck,
    Outcome,
    Power,
    Purpose,
    RequestStatus,
    RequestStep,
    SubjectRole,
    ToldOutcome,
    clock_of,
    closed,
    due_on,
    is_overdue,
    needs_authority,
    problems_of_ask,
    ready_questions,
    states_mermaid,
    status_after,
    told,
    told_on,
    too_wide,
)

TODAY = date(2026, 9, 7)
WHOLE = Ask(
    asker="school",
    given_names="Ayesha",
    family_name="Invented",
    born_on=date(2013, 2, 1),
    purpose=Purpose.SAFEGUARD_CHILD_AT_RISK,
    wanted="Whether she was seen by officers on Friday.",
    why="She came in hurt.",
    if_not="We cannot keep her safe this afternoon.",
    power=Power.CA2004_S10,
)
POLICE = replace(
    WHOLE,
    asker="police",
    law_enforcement=True,
    subject_role=SubjectRole.WITNESS,
    offence="Robbery",
)


def problems(**changes):
    return problems_of_ask(replace(WHOLE, **changes), TODAY)


# --- asking ---


def test_a_whole_question_has_no_problems():
    assert problems() == {}
    assert problems_of_ask(POLICE, TODAY) == {}


def test_an_empty_question_names_all_that_is_missing():
    found = problems_of_ask(Ask(asker="school"), TODAY)
    assert set(found) == {name for step in ASK_STEPS.values() for name in step}


def test_asking_takes_three_pages():
    assert len(ASK_STEPS) == 3


@pytest.mark.parametrize("given", ["Ayesha and Bilal", "Ayesha, Bilal", "everyone", "?", "N/A"])
def test_one_child_is_named(given):
    assert "each child" in problems(given_names=given)["given_names"]


def test_about_how_old_is_enough():
    assert problems(born_on=None, age=13) == {}


def test_a_day_that_has_passed_is_no_use():
    assert problems(needed_by=TODAY) == {}
    assert set(problems(needed_by=TODAY - timedelta(1))) == {"needed_by"}


def test_a_ready_question_needs_no_law_from_the_asker():
    ready = next(iter(READY_QUESTIONS))
    assert problems(power=None, ready=ready) == {}


def test_ready_questions_go_from_schools_to_police():
    assert len(ready_questions("school", "police")) == 3
    assert ready_questions("police", "school") == ()
    assert ready_questions("school", "health") == ()


def test_police_say_who_the_child_is_and_what_it_is_about():
    bare = replace(POLICE, subject_role=None, offence=" ")
    assert set(problems_of_ask(bare, TODAY)) == {"subject_role", "offence"}


def test_only_police_for_law_enforcement_need_authority():
    assert needs_authority(POLICE)
    assert not needs_authority(replace(POLICE, law_enforcement=False))
    assert not needs_authority(replace(WHOLE, law_enforcement=True))


def test_a_question_by_phone_says_who_asked_and_how_they_were_checked():
    assert set(problems(channel=Channel.PHONE)) == {"asked_by", "position", "identity_check"}
    told = {"asked_by": "DC Walsh", "position": "Detective"}
    assert problems(channel=Channel.PHONE, identity_check=IdentityCheck.CALLED_BACK, **told) == {}


# --- too wide ---


@pytest.mark.parametrize(
    "text",
    [
        "all Year 10 friends of R",
        "All friends of Robert",
        "Everybody who was at the bus stop",
        "anyone who knows him",
        "a list of pupils in 9B",
        "List of all the Year 9 boys",
        "Names of the other children he sits with",
        "every pupil excluded this term",
        "details of his brothers",
        "her friends and their addresses",
        "Who does she hang around with?",
        "the whole class",
        "Who else was there?",
        "each of the Year 11 students",
        "any pupils linked to the park",
        "anybody else involved in the fight",
    ],
)
def test_more_than_one_child_is_too_wide(text):
    assert "request for each" in too_wide(text)
    assert "request for each" in problems(wanted=text)["wanted"]


@pytest.mark.parametrize(
    "text",
    [
        "Her attendance for the whole year",
        "Was he in school all day on Tuesday, and when did he leave?",
        "His timetable entries for Monday and Thursday",
        "Any injuries that staff have seen on her this term",
        "Whether she named a friend she trusts",
        "Everything she said about Friday, in her own words",
        "The name of her form tutor, and who collects her",
        "Does every concern about him come from one teacher?",
        *[str(ready.wanted) for ready in READY_QUESTIONS.values()],
        *[str(ready.label) for ready in READY_QUESTIONS],
    ],
)
def test_a_question_about_one_child_is_not(text):
    assert too_wide(text) == ""


# --- where it stands ---


def test_a_question_goes_from_authority_to_answer():
    opened = status_after(RequestStatus.AWAITING_AUTHORITY, RequestStep.AUTHORISE)
    assert status_after(opened, RequestStep.ANSWER_SOME) == RequestStatus.OPEN
    assert status_after(opened, RequestStep.ANSWER) == RequestStatus.ANSWERED


def test_a_proposal_can_be_returned_and_made_again():
    proposed = status_after(DecisionStatus.NEW, DecisionStep.PROPOSE)
    returned = status_after(proposed, DecisionStep.RETURN)
    again = status_after(returned, DecisionStep.PROPOSE)
    assert status_after(again, DecisionStep.CONFIRM) == DecisionStatus.DECIDED


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (RequestStatus.ANSWERED, RequestStep.WITHDRAW),
        (RequestStatus.AWAITING_AUTHORITY, RequestStep.ANSWER),
        (DecisionStatus.DECIDED, DecisionStep.RETURN),
        (DecisionStatus.NEW, DecisionStep.CONFIRM),
    ],
)
def test_what_cannot_happen_now_is_refused_with_where_it_stands(status, step):
    with pytest.raises(WrongState, match=str(status.label)):
        status_after(status, step)


def test_the_tables_name_every_status_and_use_every_step():
    assert set(REQUEST_NEXT) == set(RequestStatus)
    assert set(DECISION_NEXT) == set(DecisionStatus)
    assert {step for steps in NEXT.values() for step in steps} == {*RequestStep, *DecisionStep}


def test_the_diagram_shows_every_arrow():
    text = states_mermaid()
    for status, steps in NEXT.items():
        for step, after in steps.items():
            assert f"{status.value} --> {after.value}: {step.label}" in text
    assert "decided --> [*]" in text
    assert "[*] --> awaiting_authority" in text


# --- what the asker is told ---


def test_the_asker_is_told_something_for_every_outcome():
    assert [told(outcome) for outcome in Outcome] == [
        ToldOutcome.SHARED,
        ToldOutcome.SHARED_PART,
        ToldOutcome.SOME,
        ToldOutcome.KNOWN,
        ToldOutcome.REFUSED,
        ToldOutcome.NEED_MORE,
        ToldOutcome.NOTHING,
    ]


def test_nothing_to_share_is_told_on_the_last_day_whatever_lies_behind_it():
    due = TODAY + timedelta(3)
    assert told_on(Outcome.NEITHER, TODAY, due) == due
    assert told_on(Outcome.NEITHER, due + timedelta(1), due) == due + timedelta(1)
    assert told_on(Outcome.REFUSE, TODAY, due) == TODAY


# --- clocks ---


@pytest.mark.parametrize(
    ("purpose", "days", "clock"),
    [
        (Purpose.EMERGENCY, 0, Clock.NOW),
        (Purpose.SECTION_47, 1, Clock.STATUTORY),
        (Purpose.CRIME, 5, Clock.ROUTINE),
    ],
)
def test_each_purpose_has_its_clock(purpose, days, clock):
    late_evening = datetime(2026, 9, 6, 23, 30, tzinfo=UTC)  # already the 7th in London
    assert due_on(purpose, late_evening, lambda day, n: day + timedelta(n)) == TODAY + timedelta(
        days
    )
    assert clock_of(purpose) == clock


def test_only_an_open_question_is_overdue_and_not_on_its_last_day():
    assert not is_overdue(RequestStatus.OPEN, TODAY, TODAY)
    assert is_overdue(RequestStatus.OPEN, TODAY, TODAY + timedelta(1))
    assert not is_overdue(RequestStatus.ANSWERED, TODAY, TODAY + timedelta(1))


def test_what_was_shared_closes_at_its_end_or_when_taken_back():
    now = datetime(2026, 9, 7, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert not closed(now + hour, None, now)
    assert not closed(now + hour, now + hour, now)
    assert closed(now + hour, now, now)
    assert closed(now, None, now)
