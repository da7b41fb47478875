"""Free text, encrypted where it lies: AES-256-GCM, under the key of the organisation that owns it.

A column holds `v1.<key id>.<base64>`. Inside, before the text, stands the place for which it was
written: the row's key, the table and the column. So what was sealed for one row is refused in
another. Nothing said (`""`, `{}`, `[]`, NULL) is kept as such, so that constraints and policies can
ask whether something was said. It is sealed when a row is written through its instance; nothing can
be compared with, ordered by or searched for in it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.core import checks
from django.db import models

from crossing.core.errors import CannotOpen
from crossing.core.tables import Table
from crossing.database.keys import Key, Owner, as_uuid, key_for, key_of
from crossing.database.master import NONCE, WrongKey

FORM = "v1"
PLACE = 24  # bytes: 16 of the row's key, 8 of a hash of table and column
ASKED = ("exact", "gt", "isnull")
logger = logging.getLogger(__name__)


class NotSealed(TypeError):
    """Free text on its way past the seal: a mistake in our code, and the statement is not run."""


class Token(str):
    """A sealed text, ready to be stored."""

    __slots__ = ()


class OpenedText(str):
    """An opened text that still knows the place for which it was sealed."""

    place = b""


class OpenedDict(dict[str, Any]):
    """Opened answers that still know the place for which they were sealed."""

    place = b""


class OpenedList(list[Any]):
    """The same, for a list."""

    place = b""


def seal(text: str, key: Key, place: bytes) -> Token:
    """Seal one text for one place."""
    nonce = os.urandom(NONCE)
    sealed = nonce + key.cipher.encrypt(nonce, place + text.encode(), FORM.encode())
    name, content = base64.urlsafe_b64encode(key.id.bytes)[:-2], base64.b64encode(sealed)
    return Token(f"{FORM}.{name.decode()}.{content.decode()}")


def open_sealed(token: str) -> tuple[str, bytes]:
    """The text, and the place for which it was sealed; CannotOpen if the key does not fit."""
    form, _dot, rest = token.partition(".")
    name, _dot, content = rest.partition(".")
    try:
        if form != FORM:
            raise WrongKey
        key = key_of(UUID(bytes=base64.urlsafe_b64decode(name + "==")))
        sealed = base64.b64decode(content, validate=True)
        inside = key.cipher.decrypt(sealed[:NONCE], sealed[NONCE:], FORM.encode())
    except (InvalidTag, WrongKey, ValueError) as problem:
        logger.error("Something under the key %s cannot be opened.", name[:22])
        raise CannotOpen from problem
    return inside[PLACE:].decode(), inside[:PLACE]


@cache
def _column(table: str, column: str) -> bytes:
    return hashlib.sha256(f"{table}.{column}".encode()).digest()[:8]


def place_of(pk: UUID, table: str, column: str) -> bytes:
    """The place of a text: one column of one row."""
    return as_uuid(pk).bytes + _column(table, column)


def belongs(text: str, pk: UUID) -> str:
    """A text that came without its row, out of `values()` or a union: CannotOpen unless it was
    sealed for the row with this key."""
    place = getattr(text, "place", b"")
    if place and place[:16] != pk.bytes:
        raise _moved(pk)
    return str(text)


def _moved(pk: UUID) -> CannotOpen:
    logger.error("The row %s holds what was sealed for another place.", pk)
    return CannotOpen()


def sealed(row: models.Model, **changes: Any) -> dict[str, Any]:
    """Changes for `update()` on one row, with the free text among them sealed for that row."""
    found = row._meta.concrete_fields
    fields = {field.name: field for field in found if isinstance(field, _Sealed)}
    return {
        name: fields[name].sealed(row, value) if name in fields else value
        for name, value in changes.items()
    }


class _Sealed(models.TextField):
    """What both kinds of field do."""

    empty: tuple[str, ...] = ("",)

    def _written(self, value: Any) -> str:
        raise NotImplementedError

    def _read(self, text: str, place: bytes) -> Any:
        raise NotImplementedError

    def plain(self, value: Any) -> Any:
        raise NotImplementedError

    def sealed(self, row: models.Model, value: Any) -> Any:
        """A value as this row stores it."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        text = self._written(value)
        if text in self.empty:
            return Token(text)
        try:
            return seal(text, key_for(_owner(row)), self._place(row))
        except WrongKey as problem:
            logger.error("There is no key that opens for the row %s.", row.pk)
            raise CannotOpen from problem

    def _place(self, row: models.Model) -> bytes:
        return place_of(row.pk, row._meta.db_table, str(self.column))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return self.sealed(model_instance, super().pre_save(model_instance, add))

    def get_prep_value(self, value: Any) -> Any:
        """Only what is sealed, or says nothing, reaches the database."""
        if value is None or isinstance(value, Token) or hasattr(value, "resolve_expression"):
            return value
        if (text := self._written(value)) in self.empty:
            return text
        raise NotSealed(f"{self} is sealed: write it through its row, and compare it with nothing.")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = self.get_prep_value(value)
        return str(value) if isinstance(value, Token) else value

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        if value is None:
            return None
        return self._read(value, b"") if value in self.empty else self._read(*open_sealed(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """It can be asked whether something was said, and nothing else."""
        return super().get_lookup(lookup_name) if lookup_name in ASKED else None

    def arrived(self, row: models.Model) -> None:
        """What has come from the database must have been sealed for this very row and column."""
        value = row.__dict__.get(self.attname)
        if place := getattr(value, "place", b""):
            if place != self._place(row):
                raise _moved(row.pk)
            row.__dict__[self.attname] = self.plain(value)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """The model must be a Table, which looks at what arrives, and say whose key seals it."""
        found = super().check(**kwargs)
        names = {field.name for field in self.model._meta.get_fields()}
        owned = "org" in names or hasattr(self.model, "sealed_for")
        if not owned or not issubclass(self.model, Table):
            problem = f"{self.model.__name__} is no Table, or has neither `org` nor `sealed_for`"
            found.append(checks.Error(problem, obj=self, id="crossing.E001"))
        return found


def _owner(row: Any) -> Owner:
    owner: Owner = row.sealed_for if hasattr(row, "sealed_for") else row.org_id
    return owner


class SealedText(_Sealed):
    """Text that somebody wrote."""

    def _written(self, value: Any) -> str:
        return str(value)

    def _read(self, text: str, place: bytes) -> Any:
        if not place:
            return text
        opened = OpenedText(text)
        opened.place = place
        return opened

    def plain(self, value: Any) -> Any:
        return str(value)


class SealedJSON(_Sealed):
    """Structured answers with text in them."""

    empty = ("{}", "[]", "null")
    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def _written(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def _read(self, text: str, place: bytes) -> Any:
        value = json.loads(text)
        if not place or not isinstance(value, dict | list):
            return value
        opened = OpenedDict(value) if isinstance(value, dict) else OpenedList(value)
        opened.place = place
        return opened

    def plain(self, value: Any) -> Any:
        return dict(value) if isinstance(value, dict) else list(value)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: Any) -> Any:
        return self.value_from_object(obj)
