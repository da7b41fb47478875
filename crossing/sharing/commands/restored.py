"""After a restore: what had been destroyed is destroyed again."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import connection, transaction

from crossing.audit.commands import record
from crossing.audit.rules import Event
from crossing.partnership.people import Actor
from crossing.sharing.erased import Erased
from crossing.sharing.models import Disclosure
from crossing.sharing.queries.breach import destroyed_copies


@dataclass(frozen=True)
class Replayed:
    """What became of a list: destroyed now, destroyed in the backup already, not in it at all."""

    destroyed: int
    already: int
    unknown: int


@transaction.atomic
def destroy_again(listed: Erased, *, by: Actor) -> Replayed:
    """Take the words and the key out of every copy on the list, with the moment of the first time.
    The owner's: the database lets nobody else. Twice does no harm."""
    there = set(Disclosure.objects.filter(pk__in=listed).values_list("pk", flat=True))
    before = there & destroyed_copies().keys()
    with connection.cursor() as cursor:
        for disclosure in there:
            cursor.execute("SELECT destroy_words(%s, %s)", [disclosure, listed[disclosure]])
    done = Replayed(len(there - before), len(before), len(listed.keys() - there))
    record(Event.COPIES_DESTROYED_AGAIN, by=by, **asdict(done))
    return done
