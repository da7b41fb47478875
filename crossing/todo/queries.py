"""What is to be done here, by its time; and who does it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Case, Q, QuerySet, When

from crossing.core.clock import Now, now
from crossing.core.days import ONE_DAY
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Membership
from crossing.partnership.people import Person
from crossing.partnership.queries import Line, covered_today, others_to_ring, who_may
from crossing.todo.models import Chase, Task
from crossing.todo.rules import HOLDS, LADDERS, PUT_OFF, Audience, Matter


def todo(person: Person) -> QuerySet[Task]:
    """Open tasks that this person may do where they act; those given to somebody by name are
    theirs, and after their time everybody's of the audience."""
    rows = Task.objects.visible_to(person).filter(org=person.place, done_at=None)
    rows = rows.exclude(~Q(matter=Matter.SECOND_PERSON), about__in=_asked_by(person))
    return rows.filter(Q(account=None) | Q(account=person.id) | Q(due_at__lt=Now()))


def _asked_by(person: Person) -> QuerySet[Chase, UUID]:
    """What this person asked for themselves, and waits for somebody else."""
    rows = Chase.objects.filter(org=person.place, asked_by=person.id, ended_at=None)
    return rows.values_list("about", flat=True)


def todo_list(person: Person, after: str | None = None) -> Page[Task]:
    """All of them, by their time."""
    return keyset(todo(person), order=("due_at", "id"), after=after)


def first_tasks(person: Person, most: int) -> list[Task]:
    """What comes first for this person. `later` are those that somebody put off to a day that has
    not come, and that are given to nobody by name: the home page leaves them to the whole list."""
    later = Q(matter__in=PUT_OFF, due_at__gte=Now() + ONE_DAY) & ~Q(account=person.id)
    rows = todo(person).annotate(later=Case(When(later, then=True), default=False))
    return list(rows.order_by("later", "due_at", "id")[:most])


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


def running(org: UUID, *matters: Matter) -> bool:
    """Whether any clock of these matters runs here."""
    return Chase.objects.filter(org=org, matter__in=matters, ended_at=None).exists()


def asker_of(task: Task) -> UUID | None:
    """Who waits for this to be done by somebody else."""
    chased = open_chase(task.org_id, task.matter, task.about)
    return chased.asked_by_id if chased else None


def somebody_of(
    org: UUID, audience: Audience, after: UUID | None = None, besides: UUID | None = None
) -> Membership | None:
    """The person to name: whoever covers one of the audience today and belongs to it, then the
    others who are here, by role and name; `after` somebody who was tried, the next one. Those who
    are away only where nobody else is; never `besides`; nobody where there is nobody."""
    rows = who_may(org, HOLDS[audience])
    covers = {one.absent.account_id: one.covering.account_id for one in covered_today(org)}
    everybody = [one for one in rows if one.account_id != besides]
    here = [one for one in everybody if one.account_id not in covers] or everybody
    line = sorted(here, key=lambda one: one.account_id not in covers.values())
    tried = [one.account_id for one in line]
    following = tried.index(after) + 1 if after in tried else 0
    return line[following % len(line)] if line else None


def whom(
    org: UUID, wanted: Audience, *, closed: bool = False, besides: UUID | None = None
) -> tuple[Membership | None, Audience]:
    """A named person of the audience, never `besides`; where there is none, of the next one up:
    never nobody. What is closed waits for somebody of its own audience."""
    others = (Audience.HEADS, Audience.LEADS, Audience.ADMINISTRATORS)
    for audience in (wanted,) if closed else (wanted, *others):
        if named := somebody_of(org, audience, besides=besides):
            return named, audience
    return None, wanted if closed else Audience.ADMINISTRATORS


def named_now(task: Task) -> str:
    """Whom a task names by now."""
    return Task.objects.filter(pk=task.pk).values_list("named", flat=True).first() or ""


def other_lines(task: Task) -> list[Line]:
    """Further numbers for a task of ringing, for when the first does not answer."""
    rows = Chase.objects.filter(org=task.org_id, matter=task.matter, about=task.about)
    chased = rows.select_related("ring_org").order_by("-started_at").first()
    if not task.is_call or chased is None or LADDERS[Matter(task.matter)].person:
        return []
    found = others_to_ring(chased.ring_org, now())
    return [line for line in found if line.phone != task.ring_phone]


def due() -> list[tuple[str, str]]:
    """Which chases have reached their next rung: organisation and chase, ids alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT org, chase FROM todo_due()")
        return [(str(org), str(chase)) for org, chase in cursor.fetchall()]


def tasks_done(org: UUID, matter: str, about: UUID, name: str) -> None:
    """A part of ending a chase: its tasks are done too, also those of people whose tasks whoever
    ended it does not see (0004_ladders)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT todo_done(%s, %s, %s, %s)", [org, matter, about, name])
