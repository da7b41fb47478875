"""What is overdue anywhere: ids alone, for the job that tells each team."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def overdue() -> list[tuple[UUID, UUID]]:
    """Organisation and deliberation of what is overdue and not yet told; nothing else is seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT org, deliberation FROM sharing_overdue()")
        return cursor.fetchall()
