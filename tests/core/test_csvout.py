import csv
import io
from datetime import date

import pytest

from crossing.core.csvout import csv_response_rows


def cells(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_it_starts_with_the_mark_that_makes_accents_readable():
    assert csv_response_rows(["Name"], [["Zoë"]]).startswith(b"\xef\xbb\xbfName")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_no_cell_is_a_formula(start):
    assert cells(csv_response_rows([start], [[start + "1"]])) == [["'" + start], [f"'{start}1"]]


def test_numbers_days_and_nothing_stay_themselves():
    rows = cells(csv_response_rows(["a"], [[-1], [2.5], [date(2026, 9, 1)], ["a, b"]]))
    assert rows[1:] == [["-1"], ["2.5"], ["2026-09-01"], ["a, b"]]
    assert cells(csv_response_rows(["a", "b"], [[None, "x"]]))[1] == ["", "x"]
