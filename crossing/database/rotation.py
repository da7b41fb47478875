"""A new master key, and a new generation of data keys for what is written from now on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import connection

from crossing.database.keys import INSTALLATION, forget, make_key
from crossing.database.master import Master, WrongKey, known
from crossing.database.models import DataKey

Progress = Callable[[Iterable[DataKey]], Iterable[DataKey]]


def rotate(master: Master, progress: Progress = iter) -> int:
    """Seal every data key under this master key, and give each organisation a new one.

    One transaction, as the owner: all of them, or none; WrongKey when one was sealed under a master
    key that nobody has given. How many there are: 0 when nothing is left to do, as after a rotation
    that was cut off before the new master key took its place.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE database_datakey IN SHARE ROW EXCLUSIVE MODE")
    rows = list(DataKey.objects.order_by("org", "generation"))
    if rows and all(row.master == master.fingerprint for row in rows):
        return 0
    newest: dict[UUID, int] = {INSTALLATION: 0}
    for row in progress(rows):
        _rewrap(row, master)
        newest[row.org] = row.generation
    for org, generation in newest.items():
        make_key(org, generation + 1, master)
    forget()
    return len(rows) + len(newest)


def _rewrap(row: DataKey, master: Master) -> None:
    before = known().get(row.master)
    if before is None:
        raise WrongKey
    row.wrapped = master.wrap(before.unwrap(row.wrapped, row.about), row.about)
    row.master = master.fingerprint
    row.save(update_fields=["wrapped", "master"])
