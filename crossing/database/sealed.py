"""Free text, encrypted where it lies."""

from __future__ import annotations

from django.db import models


class SealedText(models.TextField):
    """Text that somebody wrote."""


class SealedJSON(models.JSONField):
    """Structured answers with text in them."""
