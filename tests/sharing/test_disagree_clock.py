"""A day that passes moves a disagreement up by itself; and counts that hide small numbers."""

import pytest

from crossing.sharing import tasks
from crossing.sharing.queries.counts import disagreement_counts
from crossing.sharing.rules.counting import hide
from tests import make
from tests.sharing.disagreeing import a_disagreement, again, later, theirs

pytestmark = pytest.mark.slow


def test_when_the_day_passes_it_moves_up_by_itself(live_database):
    case = a_disagreement(make.acting)
    for days, stage in ((5, 2), (20, 3), (40, 3)):
        with later(days):
            tasks.pass_days.func(timestamp=0)
            theirs(case)
        assert again(case, "lena", make.acting).stage == stage
    with make.acting("lena"):
        said = list(case.lines.values_list("said", "by_name"))
    assert said[1:] == [("passed", "The keeper of clocks")] * 2


@pytest.mark.parametrize(
    ("total", "parts", "shown"),
    [
        (4, {"a": 4, "b": 0}, (None, {"a": None, "b": None})),
        (20, {"a": 20, "b": 0}, (20, {"a": 20, "b": 0})),
        (20, {"a": 8, "b": 12}, (20, {"a": 8, "b": 12})),
        (20, {"a": 2, "b": 8, "c": 10}, (20, {"a": None, "b": None, "c": 10})),
        (12, {"a": 1, "b": 1, "c": 10}, (12, {"a": None, "b": None, "c": None})),
        (20, {"a": 3, "b": 4, "c": 13}, (20, {"a": None, "b": None, "c": 13})),
        (6, {"a": 6, "b": 0}, (6, {"a": 6, "b": 0})),
        (9, {"a": 4, "b": 0, "c": 5}, (9, {"a": None, "b": None, "c": None})),
    ],
)
def test_small_counts_are_hidden_and_what_would_give_them_away(total, parts, shown):
    assert hide(total, parts) == shown


def test_sides_see_their_own_in_full_and_the_partnership_sees_small_ones_hidden(acting):
    a_disagreement(acting)
    with acting("sam") as sam:
        (mine,) = disagreement_counts(sam)
    with acting("gus") as gus:
        (theirs_,) = disagreement_counts(gus)
    assert (mine.total, mine.parts["first"], mine.parts["still"]) == (1, 1, 1)
    assert (theirs_.total, set(theirs_.parts.values())) == (None, {None})
    with acting("theo") as theo:
        assert disagreement_counts(theo) == []
