"""What is to be done here, by its time; and who does it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from crossing.core.clock import Now
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.queries import IS_CURRENT
from crossing.partnership.rules import GRANTS
from crossing.todo.models import Chase, Task
from crossing.todo.rules import HOLDS, Audience


def todo(person: Person) -> QuerySet[Task]:
    """Open tasks that this person may do where they act; those given to somebody by name are
    theirs, and after their time everybody's of the audience."""
    rows = Task.objects.visible_to(person).filter(org=person.place, done_at=None)
    return rows.filter(Q(account=None) | Q(account=person.id) | Q(due_at__lt=Now()))


def todo_list(person: Person, after: str | None = None) -> Page[Task]:
    """All of them, by their time."""
    return keyset(todo(person), order=("due_at", "id"), after=after)


def first_tasks(person: Person, most: int) -> list[Task]:
    """The most pressing, for the home page."""
    return list(todo(person).order_by("due_at", "id")[:most])


def task_for(person: Person, pk: UUID) -> Task:
    """One task, done or not, with what came of each try."""
    rows = Task.objects.visible_to(person).filter(org=person.place, pk=pk)
    found = rows.select_related("org").first()
    if found is None:
        raise NotThere
    return found


def open_chase(org: UUID, matter: str, about: UUID) -> Chase | None:
    """The clock that runs for this thing here."""
    return Chase.objects.filter(org=org, matter=matter, about=about, ended_at=None).first()


def somebody_of(org: UUID, audience: Audience) -> Membership | None:
    """The person to name: the first of the audience by role and name, else nobody."""
    roles = [role.value for role, granted in GRANTS.items() if HOLDS[audience] in granted]
    rows = Membership.objects.filter(IS_CURRENT, org=org, role__in=roles, account__is_active=True)
    return rows.order_by("starts_on", "name").first()


def due() -> list[tuple[str, str]]:
    """Which chases have reached their next rung: organisation and chase, ids alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT org, chase FROM todo_due()")
        return [(str(org), str(chase)) for org, chase in cursor.fetchall()]
