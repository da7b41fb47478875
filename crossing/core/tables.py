"""The base of every table."""

from __future__ import annotations

import uuid

from django.db import models


class Table(models.Model):
    """A row with a key made in Python: no RETURNING, so that a row may be written unseen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
