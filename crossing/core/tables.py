"""The base of every table."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import cache
from typing import Any, Self

from django.db import models


class Table(models.Model):
    """A row with a key made in Python: no RETURNING, so that a row may be written unseen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """A field that wants to look at what has come from the database does so: `arrived(row)`."""
        row = super().from_db(*args, **kwargs)
        for look in _looking(cls):
            look(row)
        return row


@cache
def _looking(model: type[Table]) -> Sequence[Any]:
    return [field.arrived for field in model._meta.concrete_fields if hasattr(field, "arrived")]
