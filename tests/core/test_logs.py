"""What the log says of a database error."""

import logging

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction

from crossing.core.logs import Discreet

ROW = "INSERT INTO core_row VALUES ('Amina\nKarim', 1), ('Amina\nKarim', 2)"


@pytest.fixture
def row(db):
    """A real database error about a row with a name in it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE core_row (name text UNIQUE, age int)")


def failure(sql, kind):
    with pytest.raises(kind) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert "Amina" in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("sql", "kind", "keeps"),
    [
        (ROW, IntegrityError, "duplicate key value violates unique constraint"),
        ("SELECT 'Amina\nKarim'::uuid", DataError, "invalid input syntax for type uuid"),
    ],
)
@pytest.mark.parametrize("how", ["raised", "said", "led to another"])
def test_a_database_error_is_logged_without_its_row(row, sql, kind, keeps, how):
    error = failure(sql, kind)
    if how == "led to another":
        other = ValueError("It did not work")
        other.__cause__ = error
        error = other
    words = ("failed: %s", error) if how == "said" else ("failed",)
    info = None if how == "said" else (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, words[0], words[1:], info)
    text = Discreet().format(record)
    assert keeps in text
    assert "Amina" not in text
    assert "Karim" not in text
    assert "DETAIL" not in text


def test_other_errors_are_logged_whole():
    error = ValueError("one\ntwo")
    record = logging.LogRecord("x", 40, __file__, 1, "m", (), (ValueError, error, None))
    assert "one\ntwo" in Discreet().format(record)


def test_everything_goes_through_it():
    handlers = settings.LOGGING["handlers"].values()
    assert [each["formatter"] for each in handlers] == ["discreet"]
    assert settings.LOGGING["formatters"]["discreet"]["()"] == "crossing.core.logs.Discreet"
