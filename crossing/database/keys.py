"""Whose key seals what is written, and which key opens what is read.

A key is random and so is its id, so an opened key is remembered by its id. *Which* key an
organisation writes under is remembered only once that key is committed: else a rolled-back key
would go on sealing what nobody could open again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from crossing.database.master import (
    Master,
    WrongKey,
    current,
    known,
    unwrapped,
    where,
    wrapped,
)
from crossing.database.models import CopyKey, DataKey

INSTALLATION = UUID(int=0)
REMEMBERED = 60.0  # seconds until a rotation, or a copy that was erased, is noticed by everybody


@dataclass(frozen=True)
class Copy:
    """A frozen copy with a key of its own, for the organisations on both sides of it."""

    id: UUID
    orgs: tuple[UUID, ...]


Owner = UUID | Copy


@dataclass(frozen=True)
class Key:
    """An opened key."""

    id: UUID
    cipher: AESGCM
    lasting: bool = True


class _Fresh:
    """A key made in the transaction that is open: known to it alone until it commits."""

    def __init__(self, name: UUID, key: Key) -> None:
        self.name, self.key = name, key

    def __call__(self) -> None:
        _remember(self.name, self.key)


_opened: dict[UUID, tuple[Key, float]] = {}
_writing: dict[UUID, tuple[Key, float]] = {}


def as_uuid(key: UUID | str) -> UUID:
    """An id, however it was given."""
    return key if isinstance(key, UUID) else UUID(key)


def forget() -> None:
    """Forget every opened key."""
    _opened.clear()
    _writing.clear()


def key_for(owner: Owner) -> Key:
    """The key that seals what this owner writes now. A frozen copy's is made when first asked for;
    an organisation's was made with it (WrongKey if it was not)."""
    name = owner.id if isinstance(owner, Copy) else as_uuid(owner)
    if key := _fresh(name) or _remembered(_writing, name):
        return key
    if not isinstance(owner, Copy):
        found = _newest(name)
    elif rows := CopyKey.objects.filter(copy=owner.id):
        found = _open_copy(rows)
    else:
        return _make_copy(owner)
    _remember(name, found)
    return found


def key_of(key_id: UUID) -> Key:
    """The key with this id, to open what it sealed."""
    if key := _remembered(_opened, key_id):
        return key
    if row := DataKey.objects.filter(pk=key_id).first():
        key = _open(row)
    else:
        key = _open_copy(CopyKey.objects.filter(key=key_id))
    _opened[key_id] = (key, time.monotonic())
    return key


def installation() -> Key:
    """The installation's own key, for secrets that belong to no organisation; made when missing."""
    if not DataKey.objects.filter(org=INSTALLATION).exists():
        return make_key(INSTALLATION)
    return key_for(INSTALLATION)


def make_key(org: UUID, generation: int = 1, under: Master | None = None) -> Key:
    """A new data key for an organisation, in the transaction that makes the organisation."""
    master, secret = under or current(), AESGCM.generate_key(256)
    row = DataKey(org=org, generation=generation, master=master.fingerprint)
    row.wrapped = master.wrap(secret, row.about)
    DataKey.objects.bulk_create([row])
    return _made(org, Key(row.pk, AESGCM(secret)))


def misfit() -> str:
    """The sentence for a master key that does not fit this database; empty when it fits."""
    have, ours = known(), current().fingerprint
    wanted = DataKey.objects.order_by("master").values_list("master", flat=True).distinct()
    if needed := [each for each in wanted if each not in have]:
        return (
            f"The master key does not fit: this database needs the one with the fingerprint"
            f" {needed[0]}, and {where()} has {ours}. Put the right one there and start again."
        )
    return ""


def _made(name: UUID, key: Key) -> Key:
    transaction.on_commit(_Fresh(name, key))
    return key


def _fresh(name: UUID) -> Key | None:
    """Django drops these with the savepoint or the transaction in which they were made."""
    calls = [waiting[1] for waiting in connection.run_on_commit]
    mine = [call.key for call in calls if isinstance(call, _Fresh) and call.name == name]
    return mine[-1] if mine else None


def _remember(name: UUID, key: Key) -> None:
    _writing[name] = _opened[key.id] = (key, time.monotonic())


def _remembered(held: dict[UUID, tuple[Key, float]], name: UUID) -> Key | None:
    key, since = held.get(name, (None, 0.0))
    lasting = key is not None and key.lasting and held is _opened
    return key if lasting or time.monotonic() - since < REMEMBERED else None


def _newest(org: UUID) -> Key:
    row = DataKey.objects.filter(org=org).order_by("-generation").first()
    if row is None:
        raise WrongKey
    return _open(row)


def _open(row: DataKey) -> Key:
    master = known().get(row.master)
    if master is None:
        raise WrongKey
    return Key(row.pk, AESGCM(master.unwrap(row.wrapped, row.about)))


def _open_copy(rows: Iterable[CopyKey]) -> Key:
    for row in rows:
        under = key_of(row.under_id).cipher
        return Key(row.key, AESGCM(unwrapped(under, row.wrapped, row.about)), lasting=False)
    raise WrongKey


def _make_copy(copy: Copy) -> Key:
    key_id, secret = uuid4(), AESGCM.generate_key(256)
    rows = []
    for org in dict.fromkeys(copy.orgs):
        under = key_for(org)
        row = CopyKey(key=key_id, copy=copy.id, org=org, under_id=under.id)
        row.wrapped = wrapped(under.cipher, secret, row.about)
        rows.append(row)
    CopyKey.objects.bulk_create(rows)
    return _made(copy.id, Key(key_id, AESGCM(secret), lasting=False))
