"""The time of the transaction in hand, as the database and its policies see it."""

from __future__ import annotations

import datetime

from django.db import connection
from django.db.models import DateField, DateTimeField, Func


def now() -> datetime.datetime:
    """The database's clock; the test clock where its owner has set one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_now()")
        moment: datetime.datetime = cursor.fetchone()[0]
    return moment


def today() -> datetime.date:
    """London's day, by the same clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_today()")
        day: datetime.date = cursor.fetchone()[0]
    return day


class Now(Func):
    """The same moment inside a statement: no query of its own. Worked out once for all rows: as a
    bare function it would be called for each."""

    function = "app_now"
    template = "(SELECT %(function)s())"
    output_field = DateTimeField()


class Today(Func):
    """The same day inside a statement."""

    function = "app_today"
    template = "(SELECT %(function)s())"
    output_field = DateField()
