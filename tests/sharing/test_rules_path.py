"""The pages of a decision, and who decides."""

from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from crossing.partnership.rules import Kind, Role
from crossing.sharing.law import work_out
from crossing.sharing.rules import (
    STEPS,
    Answer,
    Confirmation,
    DecisionStep,
    Facts,
    Other,
    Path,
    Purpose,
    Route,
    count_pages,
    count_required,
    may_confirm,
    may_decide,
    needs_confirming,
    path_for,
    problems_of_confirming,
    problems_on,
    required_fields,
    same_words,
    second_look,
    step_when_complete,
)
from tests.sharing.answers import ANSWER, CRIME, ON, RISK, RULES, found

# --- the path ---


@pytest.mark.parametrize(
    ("sender", "purpose", "pages", "answers"),
    [
        ("school", Purpose.CRIME, 7, 9),
        ("police", Purpose.SAFEGUARD_CHILD_AT_RISK, 5, 9),
        ("school", Purpose.SECTION_47, 6, 8),
    ],
)
def test_the_path_keeps_within_its_counts(sender, purpose, pages, answers):
    path = path_for(sender, purpose)
    assert count_pages(path) <= pages
    assert count_required(path) <= answers


def test_confirming_is_one_page_and_two_answers():
    assert (count_pages(Path.CONFIRM), count_required(Path.CONFIRM)) == (1, 2)


@pytest.mark.parametrize(
    ("facts", "route"),
    [
        (CRIME, Route.ASKED),
        (Facts("police", "school", Purpose.SAFEGUARD_CHILD_AT_RISK), Route.ASKED),
        (Facts("school", "childrens_services", Purpose.SECTION_47), Route.ASKED),
        (CRIME, Route.UNASKED),
    ],
)
def test_an_empty_answer_is_asked_for_exactly_what_the_table_requires(facts, route):
    path = path_for(facts.sender, facts.purpose, route)
    answer = Answer(route=route)
    law = work_out(facts, RULES, ON)
    asked = {name for step in STEPS[path] for name in problems_on(step.name, answer, facts, law)}
    late = {"power"}  # asked for once something is shared
    assert asked - late == set(required_fields(path)) - late


def test_an_empty_answer_is_incomplete():
    assert found(answer=Answer()) == {"connected", "is_our_child", "reason_kept", "outcome"}


def test_a_page_is_asked_only_its_own_questions():
    law = work_out(CRIME, RULES, ON)
    assert set(problems_on("request", Answer(), CRIME, law)) == {"connected"}
    enquiry = replace(RISK, purpose=Purpose.SECTION_47)
    both = set(problems_on("request", Answer(), enquiry, law))
    assert both == {"connected", "is_our_child"}


def test_a_proposal_leads_through_one_page_less_with_the_people_named():
    facts = Facts("police", "school", Purpose.SAFEGUARD_CHILD_AT_RISK)
    answer = replace(ANSWER, others=(Other(),))
    law = work_out(facts, RULES, ON)
    assert set(problems_on("items", answer, facts, law)) == {"others-0-treatment"}


# --- who decides ---


@pytest.mark.parametrize(
    ("kind", "role", "may"),
    [
        (Kind.SCHOOL, Role.DSL, True),
        (Kind.SCHOOL, Role.DEPUTY, True),
        (Kind.SCHOOL, Role.HEAD, True),
        (Kind.SCHOOL, Role.TEACHER, False),
        (Kind.SCHOOL, Role.SERGEANT, False),
        (Kind.SCHOOL, Role.ADMINISTRATOR, False),
        (Kind.POLICE, Role.OFFICER, False),
        (Kind.POLICE, Role.SERGEANT, True),
        (Kind.CHILDRENS_SERVICES, Role.SOCIAL_WORKER, False),
        (Kind.CHILDRENS_SERVICES, Role.TEAM_MANAGER, True),
    ],
)
def test_who_has_the_last_word(kind, role, may):
    assert may_decide(kind, role) is may


def test_one_proposes_and_another_confirms():
    one, other = UUID(int=1), UUID(int=2)
    assert needs_confirming("police")
    assert not needs_confirming("school")
    assert step_when_complete("police") == DecisionStep.PROPOSE
    assert step_when_complete("school") == DecisionStep.DECIDE
    assert may_confirm("police", Role.SERGEANT, proposer=one, confirmer=other)
    assert not may_confirm("police", Role.SERGEANT, proposer=one, confirmer=one)
    assert not may_confirm("school", Role.HEAD, proposer=one, confirmer=other)


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        (Confirmation(), {"connected", "agreed"}),
        (Confirmation(connected=False, agreed=True), set()),
        (Confirmation(connected=True, agreed=True), {"connected"}),
        (Confirmation(connected=False, agreed=False), {"because"}),
        (Confirmation(connected=False, agreed=False, because="Cover the address."), set()),
    ],
)
def test_a_proposal_is_confirmed_or_returned_with_a_reason(answer, missing):
    assert set(problems_of_confirming(answer)) == missing


# --- against deciding by habit ---


def test_the_same_words_are_counted_whatever_their_dress():
    last = ["It is necessary.", "it  is NECESSARY", "He was hurt.", "It is necessary"]
    assert same_words(last, "It is necessary!") == 2
    assert same_words([], "It is necessary") == 0


def test_one_in_ten_gets_a_second_look_and_always_the_same_ones():
    ids = [uuid5(UUID(int=0), str(number)) for number in range(2000)]
    looked = [one for one in ids if second_look(one)]
    assert 150 < len(looked) < 250
    assert all(second_look(str(one)) for one in looked)
