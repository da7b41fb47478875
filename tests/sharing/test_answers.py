"""The answers saved page by page, read as one; and the class that a text seems to have."""

import datetime

import pytest

from crossing.sharing.answers import plain, read_answer
from crossing.sharing.models import DeliberationItem
from crossing.sharing.rules import (
    DataClass,
    FamilyTold,
    HarmOfSharing,
    Purpose,
    Route,
    data_class_of,
)


def read(saved, *items, purpose=Purpose.CRIME, asked=True):
    return read_answer(saved, items, (), purpose=purpose, route=Route.ASKED, asked=asked)


def an_item(**changes):
    given = {"treatment": "include", "data_class": "ordinary", "childs_words": False}
    return DeliberationItem(**given | changes)


def test_what_is_saved_is_read_back_and_the_rest_stays_empty():
    saved = plain(
        {
            "connected": False,
            "harms": {HarmOfSharing.PARENT_LEARNS: "She told us not to."},
            "look_again_on": datetime.date(2026, 12, 1),
            "family_told": "not_told",
            "reason_kept": "",
            "of_the_page": "ignored",
        }
    )
    answer = read(saved)
    assert answer.connected is False
    assert answer.harms == {HarmOfSharing.PARENT_LEARNS: "She told us not to."}
    assert answer.look_again_on == datetime.date(2026, 12, 1)
    assert answer.family_told == FamilyTold.NOT_TOLD
    assert (answer.outcome, answer.reason_kept) == (None, "")


@pytest.mark.parametrize(
    ("words", "purpose", "asked", "asked_for"),
    [
        (True, Purpose.CRIME, True, False),
        (False, Purpose.CRIME, True, True),
        (True, Purpose.SECTION_47, True, True),
        (False, Purpose.SECTION_47, False, False),
    ],
)
def test_nobody_asked_for_what_starts_left_out_nor_without_a_request(
    words, purpose, asked, asked_for
):
    answer = read({}, an_item(childs_words=words), purpose=purpose, asked=asked)
    assert answer.items[0].asked_for is asked_for


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was tired.", DataClass.ORDINARY),
        ("She scratched her arm until it bled.", DataClass.SPECIAL),
        ("There are cuts on his hand, and he vomited.", DataClass.SPECIAL),
        ("He uses an inhaler and a wheelchair.", DataClass.SPECIAL),
        ("She hurts herself.", DataClass.SPECIAL),
        ("They cut the cake.", DataClass.ORDINARY),
        ("CAMHS see her for anxiety.", DataClass.SPECIAL),
        ("He was arrested with a knife, and has ADHD.", DataClass.CRIMINAL),
    ],
)
def test_the_class_is_worked_out_from_the_words(text, expected):
    assert data_class_of(text) == expected
