"""What is open under somebody's name. It lies in areas above this one, and an administrator reads
none of it: the database counts it, and passes it on (todo/migrations/0004_ladders.py)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from crossing.partnership.models import Membership
from crossing.partnership.people import Person, require
from crossing.partnership.rules import Permission


def open_work(person: Person) -> dict[UUID, int]:
    """How many tasks and proposals are open under each name here: counts alone."""
    require(person, Permission.MEMBERS_MANAGE, at=person.acting_at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT account, things FROM open_work(%s)", [person.place])
        return dict(cursor.fetchall())


def hand_over_work(gone: Membership, taker: Membership | None) -> int:
    """A part of ending a membership: what is open under this name goes to one colleague, or to all
    in the role; how many things they were."""
    new = (taker.account_id, taker.name) if taker else (None, "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hand_over_work(%s, %s, %s, %s)", [gone.org_id, gone.account_id, *new]
        )
        passed: int = cursor.fetchone()[0]
    return passed
