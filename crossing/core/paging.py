"""Pages of a long list, by the place of the last row seen: the hundredth costs no more."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
T = TypeVar("T")
Key = datetime | date | UUID | int


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, with the tokens that lead to the rows before and after them."""

    items: list[T]
    newer: str | None
    older: str | None


@dataclass(frozen=True)
class Place:
    """A row's place in a list. Its token holds times and ids only: addresses end up in logs."""

    onward: bool
    keys: tuple[Key, ...]

    def token(self) -> str:
        body = json.dumps([int(self.onward), *map(_written, self.keys)], separators=(",", ":"))
        return urlsafe_b64encode(body.encode()).decode().rstrip("=")

    @classmethod
    def of(cls, token: str) -> Self | None:
        """The place a token stands for; None for one that was cut, changed or made up."""
        try:
            onward, *keys = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            return cls(bool(onward), tuple(_read(key) for key in keys))
        except (ValueError, TypeError, KeyError, RecursionError):
            return None


def keyset(
    queryset: QuerySet[M],
    order: tuple[str, str] = ("-created_at", "-id"),
    after: str | None = None,
    size: int = 50,
) -> Page[M]:
    """One page of a list; a token that means nothing here gives the first page.

    Both fields run the same way, the first is never empty, and the last is unique.
    """
    if order[0].startswith("-") != order[1].startswith("-"):
        raise ValueError("Both fields of the order run the same way.")
    place = Place.of(after) if after else None
    page = _page_from(queryset, order, place, size) if place else None
    return page or _first_page(queryset, order, size)


def by_name(queryset: QuerySet[M], after: str | None = None, size: int = 50) -> Page[M]:
    """One page of a list in the order of `name`. Its tokens hold an id, never the name."""
    place = Place.of(after) if after else None
    start = queryset.filter(pk=place.keys[0]).first() if place and _is_id(place) else None
    if place is None or start is None:
        rows = list(queryset.order_by("name", "id")[: size + 1])
        return Page(rows[:size], None, _at(rows[size - 1], True) if rows[size:] else None)
    way, order = ("gt", ("name", "id")) if place.onward else ("lt", ("-name", "-id"))
    name: Any = attrgetter("name")(start)
    beyond = Q(**{f"name__{way}": name}) | Q(**{"name": name, f"id__{way}": start.pk})
    rows = list(queryset.filter(beyond).order_by(*order)[: size + 1])
    items, more = rows[:size], bool(rows[size:])
    if not items or not (place.onward or more):  # back at the top
        return by_name(queryset, size=size)
    if not place.onward:
        items.reverse()
    older = _at(items[-1], True) if more or not place.onward else None
    return Page(items, _at(items[0], False), older)


def _is_id(place: Place) -> bool:
    return len(place.keys) == 1 and isinstance(place.keys[0], UUID)


def _at(row: Model, onward: bool) -> str:
    return Place(onward, (row.pk,)).token()


def _first_page(queryset: QuerySet[M], order: tuple[str, str], size: int) -> Page[M]:
    rows = list(queryset.order_by(*order)[: size + 1])
    items = rows[:size]
    return Page(items, None, _token(items[-1], order, onward=True) if rows[size:] else None)


def _page_from(
    queryset: QuerySet[M], order: tuple[str, str], place: Place, size: int
) -> Page[M] | None:
    """The rows beyond a place; None when the first page is the better answer."""
    beyond = _beyond(order, place)
    if beyond is None:
        return None
    direction = order if place.onward else tuple(_flipped(field) for field in order)
    try:
        rows = list(queryset.filter(beyond).order_by(*direction)[: size + 1])
    except (ValidationError, ValueError, TypeError):  # a token of another list: ids of another type
        return None
    items, more = rows[:size], bool(rows[size:])
    if not items or not (place.onward or more):  # going back to the top gives the whole first page
        return None
    if not place.onward:
        items.reverse()
    older = _token(items[-1], order, onward=True) if more or not place.onward else None
    return Page(items, _token(items[0], order, onward=False), older)


def _beyond(order: tuple[str, str], place: Place) -> Q | None:
    """The rows past a place. The outer bound is what lets the database start from its index."""
    if len(place.keys) != len(order):
        return None
    first, last = (field.removeprefix("-") for field in order)
    value, pk = place.keys
    way = "lt" if order[0].startswith("-") == place.onward else "gt"
    tie = Q(**{first: value, f"{last}__{way}": pk})
    return Q(**{f"{first}__{way}e": value}) & (Q(**{f"{first}__{way}": value}) | tie)


def _token(row: Model, order: tuple[str, str], *, onward: bool) -> str:
    keys = (attrgetter(field.removeprefix("-").replace("__", "."))(row) for field in order)
    return Place(onward, tuple(keys)).token()


def _flipped(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def _written(key: Key) -> list[str]:
    match key:
        case datetime():
            return ["t", key.isoformat()]
        case date():
            return ["d", key.isoformat()]
        case UUID():
            return ["u", key.hex]
        case int():
            return ["i", str(key)]
    raise TypeError(
        "A list is paged by times, days, ids or numbers, never by words about a person."
    )


def _read(pair: Any) -> Key:
    kind, text = pair
    return READERS[kind](str(text))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("A moment has a time zone.")
    return moment


READERS: dict[str, Callable[[str], Key]] = {
    "t": _moment,
    "d": date.fromisoformat,
    "u": UUID,
    "i": int,
}
