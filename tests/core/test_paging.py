import json
from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from crossing.core.paging import Place, keyset

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


class Rows:
    """Rows in memory that answer filter, order_by and slices as a query set does."""

    def __init__(self, rows, asked=None):
        self.rows = rows

    def filter(self, q):
        return Rows([row for row in self.rows if meets(q, row)])

    def order_by(self, *fields):
        names = [field.removeprefix("-") for field in fields]
        key = lambda row: [getattr(row, name) for name in names]  # noqa: E731
        return Rows(sorted(self.rows, key=key, reverse=fields[0].startswith("-")))

    def __getitem__(self, part):
        return self.rows[part]


def meets(q, row):
    joined = all if q.connector == "AND" else any
    return joined(meets(c, row) if hasattr(c, "children") else holds(c, row) for c in q.children)


def holds(pair, row):
    name, _, way = pair[0].partition("__")
    mine, value = getattr(row, name), pair[1]
    if type(mine) is not type(value):
        raise ValidationError("another type")
    return {
        "": mine == value,
        "lt": mine < value,
        "gt": mine > value,
        "lte": mine <= value,
        "gte": mine >= value,
    }[way]


def some(n):
    """Rows of which every three share a moment."""
    return Rows(
        [
            SimpleNamespace(id=UUID(int=i), created_at=START + timedelta(hours=i // 3))
            for i in range(n)
        ]
    )


def numbers(page):
    return [row.id.int for row in page.items]


@pytest.mark.parametrize("order", [("-created_at", "-id"), ("created_at", "id")])
@pytest.mark.parametrize("n", [0, 1, 4, 5, 12, 23])
def test_walking_on_shows_each_row_once_and_walking_back_shows_the_same_pages(n, order):
    rows, pages = some(n), [keyset(some(n), order, size=4)]
    while pages[-1].older:
        pages.append(keyset(rows, order, pages[-1].older, size=4))
    seen = [number for page in pages for number in numbers(page)]
    assert seen == sorted(range(n), reverse=order[0].startswith("-"))
    for before, page in pairwise(pages):
        assert numbers(keyset(rows, order, page.newer, size=4)) == numbers(before)


def test_the_first_page_has_nothing_newer_and_the_last_nothing_older():
    first = keyset(some(6), size=4)
    last = keyset(some(6), after=first.older, size=4)
    assert (first.newer, last.older) == (None, None)
    assert first.older
    assert last.newer


def test_going_back_from_a_later_page_keeps_both_directions():
    rows = some(20)
    second = keyset(rows, after=keyset(rows, size=4).older, size=4)
    third = keyset(rows, after=second.older, size=4)
    back = keyset(rows, after=third.newer, size=3)
    assert back.newer
    assert numbers(keyset(rows, after=back.older, size=4)) == numbers(third)


def test_a_row_added_meanwhile_moves_nothing():
    first = keyset(some(12), size=4)
    assert numbers(keyset(some(15), after=first.older, size=4)) == [7, 6, 5, 4]


def test_a_place_past_every_row_gives_the_first_page():
    past = Place(True, (START - timedelta(days=1), UUID(int=0))).token()
    assert numbers(keyset(some(3), after=past)) == [2, 1, 0]


@pytest.mark.parametrize("keys", [(1, UUID(int=1)), (START,), (date(2026, 1, 1), 5)])
def test_a_token_of_another_list_gives_the_first_page(keys):
    assert numbers(keyset(some(3), after=Place(True, keys).token())) == [2, 1, 0]


def made_up(body):
    return urlsafe_b64encode(json.dumps(body).encode()).decode()


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "é",
        "AAAA",
        "%%%",
        made_up(7),
        made_up([]),
        made_up([1, ["z", "1"]]),
        made_up([1, "text"]),
        made_up([1, ["t", "2026-11-02T09:00:00"], ["i", "1"]]),
        made_up([1, ["u", 5], ["i", None]]),
        "W" * 4000,
    ],
)
def test_a_made_up_token_gives_the_first_page(token):
    assert numbers(keyset(some(3), after=token)) == [2, 1, 0]


def test_a_token_reads_back_what_it_was_made_of():
    place = Place(False, (START, date(2026, 9, 1), UUID(int=9), 12))
    assert Place.of(place.token()) == place


def test_a_token_holds_no_words():
    with pytest.raises(TypeError, match="never by words"):
        Place(True, ("Kofi", UUID(int=1))).token()


def test_the_two_fields_run_the_same_way():
    with pytest.raises(ValueError, match="same way"):
        keyset(some(3), ("-created_at", "id"))
